#pragma once

class QWidget;

namespace enigm::views::panes {

/// Repaints the widget twice a minute while it is in sight, so that relative times stay true.
void repaintByTheMinute(QWidget *widget);

} // namespace enigm::views::panes
