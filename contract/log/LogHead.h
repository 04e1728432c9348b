#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

namespace enigm::log {

/// A position in a log: its size and the RFC 6962 root at that size. {"root","size"} in signed payloads.
struct LogHead
{
    qint64 size = 0;
    QByteArray root; ///< 32 bytes

    static Expected<LogHead> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    friend bool operator==(const LogHead &, const LogHead &) = default;
};

} // namespace enigm::log
