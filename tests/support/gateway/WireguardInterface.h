#pragma once

#include <QByteArray>
#include <QString>

#include <map>

namespace enigm::test {

/// What wg says of this interface: the addresses of each peer, by its public key. Empty where there is no such thing.
[[nodiscard]] std::map<QByteArray, QByteArray> peersOfInterface(const QString &name);

} // namespace enigm::test
