#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/operators/GovernedAcceptance.h"

namespace enigm::ctl {

/// Hexadecimal digits, two for each byte.
[[nodiscard]] std::expected<QByteArray, Failure> hexOf(const QString &text, const QString &option);
/// --level: software, trusted-environment or strongbox; nothing where it was not given.
[[nodiscard]] std::expected<std::optional<fleet::SecurityLevel>, Failure> givenLevel(const Invocation &line);

/// This acceptance with what the line names put in its place; what it does not name stays. The bytes of --revocation,
/// where they were given, come along.
struct GivenAcceptance
{
    operators::GovernedAcceptance acceptance;
    std::optional<QByteArray> list = {};
};
[[nodiscard]] std::expected<GivenAcceptance, Failure> givenAcceptance(const Invocation &line,
                                                                      operators::GovernedAcceptance before);

} // namespace enigm::ctl
