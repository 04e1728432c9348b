#pragma once

class QLayout;

namespace enigm::views::design {

/// Takes everything out of a layout that is filled anew; its widgets go once the event loop turns.
void emptyLayout(QLayout &layout);

} // namespace enigm::views::design
