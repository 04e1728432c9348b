#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

namespace enigm::ctl {

class Terminal;

/// Six digits from the person, asked again until they are, or the next line of the file descriptor. What is no PIN at
/// all is not sent, because it would cost an attempt: WrongPin. Cancelled and Unavailable as Terminal::askSecret.
[[nodiscard]] Expected<signing::Secret> askPin(Terminal &terminal, const QString &question);

} // namespace enigm::ctl
