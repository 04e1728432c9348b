#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::changes {

/// A text of a person (reason, reference, comment): signed only as a salted digest, travels beside the signed bytes,
/// can be pruned. {"salt","text"}.
struct FreeText
{
    QByteArray salt; ///< 16 bytes
    QString text;

    /// With a fresh salt. Refuses what encoding::checkFreeText refuses.
    static Expected<FreeText> make(const QString &text);
    static Expected<FreeText> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256(salt || UTF-8 text), 32 bytes.
    [[nodiscard]] QByteArray digest() const;
    friend bool operator==(const FreeText &, const FreeText &) = default;
};

} // namespace enigm::changes
