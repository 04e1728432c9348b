#include "views/enrollment/ProfileWordsProxy.h"

#include "api-client/session/Session.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::enrollment {

using design::Glyph;
using design::Tone;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProfileWordsProxy)
};

} // namespace

design::StateWord standingWord(ProfileWordsProxy::Model::Standing standing)
{
    using Standing = ProfileWordsProxy::Model::Standing;
    switch (standing) {
    case Standing::Open:
        return {Glyph::Ring, QCoreApplication::translate("ProfileWordsProxy", "Open"), Tone::Ok};
    case Standing::UsedUp:
        return {Glyph::Check, QCoreApplication::translate("ProfileWordsProxy", "Used up"), Tone::Muted};
    case Standing::Over:
        return {Glyph::Clock, QCoreApplication::translate("ProfileWordsProxy", "Over"), Tone::Muted};
    case Standing::Revoked:
        return {Glyph::Minus, QCoreApplication::translate("ProfileWordsProxy", "Revoked"), Tone::Muted};
    }
    Q_UNREACHABLE();
}

ProfileWordsProxy::ProfileWordsProxy(Model &profiles, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_profiles(profiles)
    , m_session(session)
{
    setSourceModel(&profiles);
}

const client::EnrollmentProfile *ProfileWordsProxy::profile(const QModelIndex &index) const
{
    return m_profiles.profile(mapToSource(index));
}

std::optional<design::StateWord> ProfileWordsProxy::stateWord(const QModelIndex &index) const
{
    const client::EnrollmentProfile *const shown = profile(index);
    if (!shown || index.column() != Model::State)
        return std::nullopt;
    return standingWord(m_profiles.standing(*shown));
}

QVariant ProfileWordsProxy::data(const QModelIndex &index, int role) const
{
    const client::EnrollmentProfile *const shown = profile(index);
    if (!shown)
        return {};
    if (role == Qt::ToolTipRole && index.column() == Model::Expires)
        return words::exactTime(shown->expires);
    if (role != Qt::DisplayRole)
        return QIdentityProxyModel::data(index, role);
    switch (index.column()) {
    case Model::Name:
        return shown->name;
    case Model::State:
        return standingWord(m_profiles.standing(*shown)).word;
    case Model::Used:
        return Words::tr("%1 of %2").arg(QLocale().toString(shown->used), QLocale().toString(shown->uses));
    case Model::Expires:
        return words::relativeTime(shown->expires, m_session.now());
    default:
        return {};
    }
}

QVariant ProfileWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (section) {
    case Model::Name:
        return Words::tr("Profile");
    case Model::State:
        return Words::tr("State");
    case Model::Used:
        return Words::tr("Used");
    case Model::Expires:
        return Words::tr("Ends");
    default:
        return {};
    }
}

} // namespace enigm::views::enrollment
