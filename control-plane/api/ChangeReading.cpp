#include "control-plane/api/ChangeReading.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/http/Entity.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

ChangeReading::ChangeReading(const store::Database &database, ReadingLog &readings, RefusalLog &refusals,
                             ChangeAccess access)
    : m_database(database)
    , m_readings(readings)
    , m_refusals(refusals)
    , m_access(std::move(access))
{}

void ChangeReading::read(const http::Request &request, const identity::Caller &caller,
                         const std::vector<QString> &references, const Handler &handler, http::Respond respond) const
{
    std::vector<QByteArray> digests;
    for (const QString &reference : references) {
        auto digest = readable(reference, caller);
        if (!digest) {
            if (digest.error().type == ProblemType::NotPermitted)
                m_refusals.countReading(digest.error().type);
            return respond(refusal(digest.error()));
        }
        digests.push_back(std::move(*digest));
    }
    auto answer = handler();
    if (!answer)
        return respond(refusal(answer.error()));
    http::Response response = http::conditional(request, std::move(*answer));
    if (response.status != 200 || ChangeAccess::readsAll(caller))
        return respond(std::move(response));
    respondRead(caller, std::move(digests), std::move(response), std::move(respond));
}

void ChangeReading::respondRead(const identity::Caller &caller, std::vector<QByteArray> digests,
                                http::Response response, http::Respond respond) const
{
    const QByteArray digest = digests.back();
    digests.pop_back();
    if (digests.empty())
        return m_readings.readChange(caller, digest, std::move(response), std::move(respond));
    m_readings.readChange(caller, digest, std::move(response),
                          http::Respond([this, caller, digests = std::move(digests),
                                         respond = std::move(respond)](http::Response written) mutable {
                              if (written.status != 200) // it could not be written down
                                  return respond(std::move(written));
                              respondRead(caller, std::move(digests), std::move(written), std::move(respond));
                          }));
}

Expected<QByteArray> ChangeReading::readable(const QString &reference, const identity::Caller &caller) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto row = store.changes.find(reference);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No change has this reference."_s, reference);
    const auto may = m_access.mayRead(caller, (*row)->digest, store);
    if (!may)
        return std::unexpected(may.error());
    if (!*may)
        return refuse(ProblemType::NotPermitted, u"A change is read by who asked for it, who signed it or may sign it, "
                                                 "and by security reviewers."_s);
    return (*row)->digest;
}

} // namespace enigm::controlplane::api
