#pragma once

namespace enigm::views::design {

/// Tells assistive technology what the design system's own widgets are: a sheet is a dialog, banners and toasts are
/// alerts, skeleton rows a progress indicator. Called once by Theme.
void installAccessibleRoles();
void removeAccessibleRoles();

} // namespace enigm::views::design
