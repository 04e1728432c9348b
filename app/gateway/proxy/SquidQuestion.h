#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace enigm::gateway {

/// One line of squid's external ACL protocol with concurrency: "CHANNEL NAME" and, behind it, the "-" that squid writes
/// where an ACL has no words of its own.
struct SquidQuestion
{
    QByteArray channel; ///< digits
    QString name;       ///< empty where squid has none ("-"), or more than one word that is none of ours

    /// The longest line that is read.
    static constexpr qsizetype mostBytes = 4096;

    /// `line` without its end. Nothing without a channel, since there is nobody to answer.
    [[nodiscard]] static std::optional<SquidQuestion> parse(QByteArrayView line);
};

} // namespace enigm::gateway
