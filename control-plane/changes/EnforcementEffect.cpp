#include "control-plane/changes/EnforcementEffect.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/GivenName.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::EnrollPointParameters;
using enigm::changes::RevokePointParameters;
using store::EnforcementPointRow;

namespace {

using Found = Expected<std::optional<EnforcementPointRow>>;

QString keyText(const QByteArray &key)
{
    return QString::fromLatin1(encoding::toBase64Url(key));
}

Expected<void> checkFree(const Found &holder, const QString &detail)
{
    if (!holder)
        return std::unexpected(holder.error());
    return *holder ? refuse(ProblemType::AlreadyExists, detail, (*holder)->id) : Expected<void>();
}

Expected<void> check(const store::Repositories &store, const EnrollPointParameters &change)
{
    const store::EnforcementPointStore &points = store.enforcementPoints;
    if (auto isFree = checkFree(points.find(change.point), u"An enforcement point has this id, or had."_s); !isFree)
        return isFree;
    if (auto isFree = checkFree(points.findByKey(keyText(change.key)), u"An enforcement point has this key, or had."_s);
        !isFree)
        return isFree;
    return checkFree(points.findByName(encoding::givenNameKey(change.name)),
                     u"Another enforcement point has this name."_s);
}

Expected<void> check(const store::Repositories &store, const RevokePointParameters &change)
{
    const auto point = store.enforcementPoints.find(change.point);
    if (!point)
        return std::unexpected(point.error());
    if (!*point || (*point)->revokedAt)
        return refuse(ProblemType::NotFound, u"There is no such enforcement point, or no longer."_s, change.point);
    return {};
}

} // namespace

Expected<void> checkEnforcementEffect(const store::Repositories &store, const enigm::changes::Parameters &change)
{
    if (const auto *const revoked = std::get_if<RevokePointParameters>(&change))
        return check(store, *revoked);
    return check(store, std::get<EnrollPointParameters>(change));
}

Expected<void> keepEnforcement(store::Transaction &transaction, const StoredChange &stored, qint64 cursor)
{
    const enigm::changes::Parameters &change = stored.change.parameters;
    const qint64 time = stored.row.executed->time;
    if (const auto *const revoked = std::get_if<RevokePointParameters>(&change))
        return transaction.enforcementPoints.revoke(revoked->point, stored.row.id, time, cursor);
    const auto &enrolled = std::get<EnrollPointParameters>(change);
    return transaction.enforcementPoints.insert({.id = enrolled.point,
                                                 .name = enrolled.name,
                                                 .nameKey = encoding::givenNameKey(enrolled.name),
                                                 .path = enigm::policy::toWord(enrolled.path),
                                                 .key = keyText(enrolled.key),
                                                 .enrolledChange = stored.row.id,
                                                 .enrolledAt = time,
                                                 .cursor = cursor});
}

} // namespace enigm::controlplane::changes
