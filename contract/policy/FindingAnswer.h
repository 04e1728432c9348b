#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/Analysis.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>

namespace enigm::policy {

/// Such as "overridden" or "no-device".
[[nodiscard]] QLatin1StringView toWord(FindingKind kind);
[[nodiscard]] std::optional<FindingKind> findingKindFromWord(QStringView word);

/// A finding as it is given out (openapi: PolicyFinding): {"kind","other":rule|null,"pointer":text|null,"rule"}.
struct FindingAnswer
{
    Finding finding = {};
    /// Where in the document that was asked about, as a JSON pointer; nothing for what is found in others alone.
    std::optional<QString> pointer = {};

    /// Of a finding among policies in force and a document that is to be a version of `policy`.
    static FindingAnswer of(Finding finding, const QString &policy);

    [[nodiscard]] json::Value toJson() const;
    static Expected<FindingAnswer> fromJson(const json::Value &value, const QString &pointer = {});
    friend bool operator==(const FindingAnswer &, const FindingAnswer &) = default;
};

} // namespace enigm::policy
