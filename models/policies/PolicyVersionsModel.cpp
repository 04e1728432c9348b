#include "models/policies/PolicyVersionsModel.h"

#include "api-client/policies/PolicyClient.h"

#include <algorithm>
#include <utility>

namespace enigm::models::policies {

PolicyVersionsModel::PolicyVersionsModel(client::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{}

void PolicyVersionsModel::setPolicy(const QString &id)
{
    if (id == m_policy)
        return;
    beginResetModel();
    m_policy = id;
    m_detail.reset();
    m_documents.clear();
    m_asked.clear();
    endResetModel();
    m_status.reset();
    Q_EMIT changed();
    refresh();
}

const client::PolicyVersionLine *PolicyVersionsModel::line(const QModelIndex &index) const
{
    return index.model() == this ? &m_detail->versions[static_cast<std::size_t>(index.row())] : nullptr;
}

bool PolicyVersionsModel::isInForce(const client::PolicyVersionLine &line) const
{
    return m_detail && m_detail->policy.version == line.version;
}

const policy::PolicyVersion *PolicyVersionsModel::version(qint64 number)
{
    if (const auto found = m_documents.constFind(number); found != m_documents.cend())
        return &*found;
    if (!m_detail || m_asked.contains(number))
        return nullptr;
    const auto known = std::ranges::find(m_detail->versions, number, &client::PolicyVersionLine::version);
    if (known == m_detail->versions.end())
        return nullptr;
    m_asked.insert(number);
    auto task = client::PolicyClient(m_session).version(m_policy, number, known->digest);
    QCoro::connect(std::move(task), this, [this, asked = m_policy, number](Expected<policy::PolicyVersion> version) {
        if (asked != m_policy)
            return;
        m_asked.remove(number);
        if (!version)
            return m_status.fail(version.error());
        m_documents.insert(number, std::move(*version));
        Q_EMIT changed();
    });
    return nullptr;
}

int PolicyVersionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_detail ? 0 : static_cast<int>(m_detail->versions.size());
}

int PolicyVersionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PolicyVersionsModel::data(const QModelIndex &index, int role) const
{
    const client::PolicyVersionLine *const shown = line(index);
    if (!shown || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Version:
        return shown->version;
    case State:
        return isInForce(*shown);
    case Published:
        return shown->published;
    case Change:
        return shown->change;
    case ColumnCount:
        break;
    }
    return {};
}

void PolicyVersionsModel::refresh()
{
    if (m_policy.isEmpty() || m_status.isBusy())
        return;
    m_status.begin();
    auto task = client::PolicyClient(m_session).policy(m_policy);
    QCoro::connect(std::move(task), this,
                   [this, asked = m_policy](Expected<client::PolicyDetail> detail) { take(asked, std::move(detail)); });
}

void PolicyVersionsModel::take(const QString &asked, Expected<client::PolicyDetail> detail)
{
    if (asked != m_policy) // somebody has gone on to another meanwhile, which waits for its turn
        return refresh();
    if (!detail)
        return m_status.fail(detail.error());
    beginResetModel();
    m_detail = std::move(*detail);
    endResetModel();
    Q_EMIT changed();
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::policies
