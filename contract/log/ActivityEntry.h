#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QAnyStringView>
#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::log {

/// The eight auditable categories of the security model; closed.
enum class Category {
    AppAccess,
    DeviceLifecycle,
    PostureChange,
    AdministrativeChange,
    NetworkOutcome,
    OtaOutcome,
    SigningEvent,
    IntelligenceOutcome,
};

/// What an entry is about, as a category; closed.
enum class Resource {
    Account,
    AppSession,
    Audit,
    Device,
    DeviceGroup,
    EnforcementPoint,
    Key,
    Log,
    NetworkPath,
    Operator,
    Policy,
    Release,
    Role,
    Rollout,
    Rule,
    Signal,
};

/// How an act ended: "done", "refused" (by a rule), "failed" (could not be carried out), "skipped" (in part).
enum class Outcome { Done, Refused, Failed, Skipped };

[[nodiscard]] std::span<const Category> allCategories();
[[nodiscard]] std::span<const Resource> allResources();
[[nodiscard]] QString word(Category category); ///< "app-access" …
[[nodiscard]] QString word(Resource resource); ///< "app-session" …
[[nodiscard]] QString word(Outcome outcome);   ///< "done" …
[[nodiscard]] QLatin1StringView latin1Word(Category category);
[[nodiscard]] QLatin1StringView latin1Word(Resource resource);
[[nodiscard]] QLatin1StringView latin1Word(Outcome outcome);
[[nodiscard]] std::optional<Category> categoryOf(QAnyStringView word);
[[nodiscard]] std::optional<Resource> resourceOf(QAnyStringView word);
[[nodiscard]] std::optional<Outcome> outcomeOf(QAnyStringView word);

/// A leaf of the activity log: the header of one security-relevant event (`docs/contract.md`, "Log entries").
/// Canonical JSON; at most 65,535 bytes, so that it fits a C2SP entry bundle.
struct ActivityEntry
{
    qint64 index = 0;
    qint64 time = 0; ///< Unix seconds of the control plane
    Category category = Category::AppAccess;
    QString action; ///< "change.requested", "session.started", …: lower-case words joined by '.' and '-'
    Resource resource = Resource::Account;
    QString actor; ///< operator id, console handle of a device, or "control-plane", "unauthenticated"
    Outcome outcome = Outcome::Done;
    std::optional<QByteArray> change; ///< digest of the signed change, 32 bytes
    std::vector<QString> handles;     ///< console handles, sorted, at most maxHandles
    qint64 governanceSize = 0;        ///< size of the governance log when this was written; orders the two logs
    std::optional<QByteArray> body;   ///< salted digest of the body, 32 bytes

    static constexpr std::size_t maxHandles = 1000;
    /// What a C2SP entry bundle can hold.
    static constexpr qsizetype maxLeafBytes = 65535;
    static constexpr qsizetype maxActionLength = 64;

    /// The canonical bytes: what is hashed into the tree. Its members must be as described above (asserted): build an
    /// entry from known words, or check it by parse(toLeaf()).
    [[nodiscard]] QByteArray toLeaf() const;
    /// Strict and quick: the bytes must be exactly toLeaf() of the answer. `where` names the member.
    /// ActivityEntryView::scan does the same without allocating.
    static Expected<ActivityEntry> parse(QByteArrayView leaf);

    friend bool operator==(const ActivityEntry &, const ActivityEntry &) = default;
};

/// The body of an activity entry, outside the tile: prunable, bound by a salted digest.
struct ActivityBody
{
    QByteArray salt; ///< 16 bytes
    json::Value value;

    static ActivityBody make(json::Value value); ///< with a fresh salt
    /// SHA-256(salt || canonical value), 32 bytes: the `body` member of the entry.
    [[nodiscard]] QByteArray digest() const;
};

} // namespace enigm::log
