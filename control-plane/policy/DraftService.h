#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// A page of drafts, by id.
struct DraftPage
{
    std::vector<store::PolicyDraftRow> items;
    std::optional<QString> next;
};

/// Keeps what somebody writes until it is published or dropped. A draft decides nothing and is nobody's proof of
/// anything: it may be unfinished. Who may write is for the route to say; each act is an entry of the log. Thread-safe.
class DraftService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
    };
    /// Run last in the transaction of a save, with the draft as it is then; of what was dropped, with what it was.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const store::PolicyDraftRow &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows all parts.
    explicit DraftService(Parts parts);

    /// Saves a draft that is based on `revision` (0: on none). MalformedEncoding for an id that is none; WrongType for
    /// what is no object; TooLarge; the problems of free text, wherever a text stands in it; PreconditionFailed where
    /// somebody else has saved since.
    void save(const QString &author, const QString &id, const json::Value &document, qint64 revision, Keep keep,
              Done done);
    /// NotFound, PreconditionFailed.
    void drop(const QString &operatorId, const QString &id, qint64 revision, Keep keep, Done done);

    /// NotFound.
    [[nodiscard]] Expected<store::PolicyDraftRow> find(const QString &id) const;
    /// At most `limit` drafts behind the id `after` (empty: from the first).
    [[nodiscard]] Expected<DraftPage> page(const QString &after, int limit) const;

private:
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action,
                                        const QString &operatorId) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::policy
