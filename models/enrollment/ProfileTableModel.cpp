#include "models/enrollment/ProfileTableModel.h"

namespace enigm::models::enrollment {

namespace {

constexpr int mostShown = 1000;

} // namespace

ProfileTableModel::ProfileTableModel(client::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_client(session)
{}

const client::EnrollmentProfile *ProfileTableModel::profile(const QModelIndex &index) const
{
    return index.model() == this ? &m_profiles[static_cast<std::size_t>(index.row())] : nullptr;
}

ProfileTableModel::Standing ProfileTableModel::standing(const client::EnrollmentProfile &profile) const
{
    if (profile.revoked)
        return Standing::Revoked;
    if (profile.used >= profile.uses)
        return Standing::UsedUp;
    return m_session.now() < profile.expires ? Standing::Open : Standing::Over;
}

int ProfileTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

int ProfileTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProfileTableModel::data(const QModelIndex &index, int role) const
{
    const client::EnrollmentProfile *const shown = profile(index);
    if (!shown)
        return {};
    if (role == standingRole)
        return QVariant::fromValue(standing(*shown));
    if (role == usesRole)
        return shown->uses;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return shown->name;
    case State:
        return QVariant::fromValue(standing(*shown));
    case Used:
        return shown->used;
    case Expires:
        return shown->expires;
    default:
        return {};
    }
}

void ProfileTableModel::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_client.profiles({}, mostShown), this,
                   [this](const Expected<client::EnrollmentProfilePage> &page) { take(page); });
}

void ProfileTableModel::take(const Expected<client::EnrollmentProfilePage> &page)
{
    if (!page) {
        m_status.fail(page.error());
        return;
    }
    if (page->items != m_profiles) {
        beginResetModel();
        m_profiles = page->items;
        endResetModel();
    }
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::enrollment
