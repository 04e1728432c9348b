#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace enigm::client {

struct WireReply
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    /// Case-insensitive; empty where absent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;

    friend bool operator==(const WireReply &, const WireReply &) = default;
};

} // namespace enigm::client
