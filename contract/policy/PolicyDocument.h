#pragma once

#include "contract/policy/Rule.h"
#include "contract/policy/Settings.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::policy {

/// What a policy says: {"kind","name","rules":{id: rule},"settings":{…}|null,"v":1}. contract/policy.schema.json says
/// the same for others. Rules are members of an object, so that there is no order among them and none comes twice.
struct PolicyDocument
{
    PolicyKind kind = PolicyKind::DeviceTrust;
    QString name;            ///< never a person's; as a group's
    std::vector<Rule> rules; ///< sorted by id; all about actions of the kind
    Settings settings = {};  ///< of policies of device trust and of network paths

    static constexpr qsizetype maxName = 80;
    static constexpr std::size_t maxRules = 128;
    static constexpr qsizetype maxBytes = 65'536;
    static constexpr int maxDepth = 8;

    /// Any JSON text of a document; what is read is its canonical form.
    static Expected<PolicyDocument> parse(QByteArrayView text);
    static Expected<PolicyDocument> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const PolicyDocument &, const PolicyDocument &) = default;
};

/// One version of a policy: {"document","policy","version"}.
struct PolicyVersion
{
    QString policy; ///< UUIDv7
    qint64 version = 1;
    PolicyDocument document;

    static Expected<PolicyVersion> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical JSON (RFC 8785): what is approved, and what the next version names as replaced.
    [[nodiscard]] QByteArray digest() const;
    friend bool operator==(const PolicyVersion &, const PolicyVersion &) = default;
};

} // namespace enigm::policy
