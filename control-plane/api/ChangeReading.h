#pragma once

#include "control-plane/api/ChangeAccess.h"
#include "control-plane/api/ReadingLog.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/http/Request.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::api {

/// Answers with what not everybody may read of changes: to those who may (ChangeAccess), and not before it was written
/// down that they did.
class ChangeReading
{
public:
    /// Borrows all but the access rules.
    ChangeReading(const store::Database &database, ReadingLog &readings, RefusalLog &refusals, ChangeAccess access);

    using Handler = std::function<Expected<http::Response>()>;
    /// What the handler answers, of the changes of these references; NotFound, NotPermitted. A reading is an entry,
    /// unless there is nothing new (304).
    void read(const http::Request &request, const identity::Caller &caller, const std::vector<QString> &references,
              const Handler &handler, http::Respond respond) const;

private:
    /// The digest of the change. NotFound, NotPermitted.
    [[nodiscard]] Expected<QByteArray> readable(const QString &reference, const identity::Caller &caller) const;
    /// Writes them down one after the other.
    void respondRead(const identity::Caller &caller, std::vector<QByteArray> digests, http::Response response,
                     http::Respond respond) const;

    const store::Database &m_database;
    ReadingLog &m_readings;
    RefusalLog &m_refusals;
    ChangeAccess m_access;
};

} // namespace enigm::controlplane::api
