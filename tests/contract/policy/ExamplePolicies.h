#pragma once

#include "contract/policy/PolicyDocument.h"

#include <QByteArray>

namespace enigm::test {

// A policy as somebody writes it, for tests that read what is written.

inline constexpr auto fieldGroup = "0197f9a0-0000-7000-8000-0000000000a0";

/// A policy of network paths with one rule of each effect.
[[nodiscard]] QByteArray examplePolicy();
/// The same with the first `before` replaced, which must be there.
[[nodiscard]] QByteArray examplePolicyWith(const QByteArray &before, const QByteArray &after);

/// A rule without conditions that allows devices to connect.
[[nodiscard]] policy::Rule allowAll(const QString &id);
[[nodiscard]] policy::Rule denyAll(const QString &id);

} // namespace enigm::test
