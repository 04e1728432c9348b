#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyDocument.h"
#include "control-plane/store/PolicyStore.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// The document as the store has it; Unavailable for one that no reader takes.
[[nodiscard]] Expected<enigm::policy::PolicyDocument> storedDocument(const QByteArray &document, const QString &policy);

/// A policy as operators see it in a list; `Policy` of openapi.yaml.
struct ListedPolicy
{
    QString id;
    QString name;
    enigm::policy::PolicyKind kind = enigm::policy::PolicyKind::DeviceTrust;
    qint64 version = 1; ///< in force
    QByteArray digest;  ///< of that version
    bool isAssignedToAll = false;
    std::vector<QString> groups; ///< what it is assigned to besides, by id
    QString change;              ///< reference of the last that published, assigned or rolled back
    qint64 changed = 0;          ///< when that was executed

    /// Unavailable where the store holds what no reader takes.
    static Expected<ListedPolicy> of(const store::PolicyRow &row, const store::Repositories &store);
    [[nodiscard]] json::Object toJson() const;
};

struct PolicyPage
{
    std::vector<ListedPolicy> items; ///< by id
    std::optional<QString> next;

    [[nodiscard]] json::Value toJson() const;
};

struct PolicyDetail
{
    ListedPolicy policy;
    std::vector<store::PolicyVersionRow> versions; ///< newest first

    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::controlplane::policy
