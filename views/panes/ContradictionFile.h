#pragma once

class QWidget;

namespace enigm::client {
class LogFollower;
class Session;
} // namespace enigm::client

namespace enigm::views::panes {

/// Asks where to put what shows the contradiction that the follower has found (client::Contradiction), and writes it
/// there. Does nothing where there is none. Returns at once.
void saveContradiction(QWidget *window, const client::Session &session, const client::LogFollower &follower);

} // namespace enigm::views::panes
