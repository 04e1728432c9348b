#pragma once

#include <QString>

namespace enigm::client {
class FeedClient;
}

namespace enigm::views::panes {

/// Whether this console hears of changes by itself, for the hover of the top bar; empty while nobody is signed in.
[[nodiscard]] QString feedText(const client::FeedClient &feed, qint64 now);

} // namespace enigm::views::panes
