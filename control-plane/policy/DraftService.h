#pragma once

#include "contract/policy/PolicyDocument.h"
#include "contract/time/Clock.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <optional>

namespace enigm::controlplane::policy {

/// A draft, and what is wrong with it.
struct Draft
{
    QString id; ///< of the policy that it is to be
    qint64 revision = 1;
    QByteArray document; ///< as written
    QString author;      ///< operator who saved it last
    qint64 savedAt = 0;
    std::optional<Problem> problem; ///< why it cannot be published as it is; nothing: it can
};

/// Keeps what somebody writes until it is published or dropped. A draft decides nothing and is nobody's proof of
/// anything: it may be unfinished. Any thread.
class DraftService
{
public:
    /// Borrows all.
    DraftService(const store::Database &database, store::Writer &writer, const time::Clock &clock);

    /// Saves a draft that is based on `revision` (0: on none). MalformedEncoding for an id that is none; TooLarge;
    /// MalformedJson for what is no JSON; PreconditionFailed where somebody else has saved since. Waits for the disk.
    [[nodiscard]] Expected<Draft> save(const QString &author, const QString &id, const QByteArray &document,
                                       qint64 revision);
    /// NotFound.
    [[nodiscard]] Expected<Draft> find(const QString &id) const;
    [[nodiscard]] Expected<std::vector<Draft>> all() const; ///< by id
    [[nodiscard]] Expected<void> drop(const QString &id);   ///< NotFound

private:
    const store::Database &m_database;
    store::Writer &m_writer;
    const time::Clock &m_clock;
};

} // namespace enigm::controlplane::policy
