#include "models/changes/ChangeListModel.h"

#include "models/rows/CopyText.h"
#include "models/session/OperatorNames.h"

namespace enigm::models::changes {

using namespace Qt::StringLiterals;

namespace {

using enigm::changes::ChangeState;

qint64 deadlineOf(const client::ChangeSummary &change)
{
    const enigm::changes::ChangeRequest &request = change.change.request;
    return change.state == ChangeState::Pending ? request.approveBy : request.executeBy;
}

QString copyOf(const client::ChangeSummary &change)
{
    const enigm::changes::ChangeRequest &request = change.change.request;
    return rows::copyText({request.id, request.action, QString::number(request.targets.count), request.requester,
                           enigm::changes::word(change.state), rows::isoTime(change.requested.time),
                           rows::isoTime(deadlineOf(change)), QString::number(change.approvals)});
}

} // namespace

ChangeListModel::ChangeListModel(client::Session &session, client::LogFollower &follower,
                                 const session::OperatorNames &names, const QString &installation, int pageSize,
                                 QObject *parent)
    : PagedTableModel(parent)
    , m_session(session)
    , m_follower(follower)
    , m_names(names)
    , m_client(session, follower, installation)
    , m_installation(installation)
    , m_states{ChangeState::Pending, ChangeState::Approved, ChangeState::Executing}
    , m_pageSize(pageSize)
{
    connect(&follower, &client::LogFollower::advanced, this, [this] {
        republish(Reference, Approvals, {EligibilityRole});
        recount();
    });
    connect(&follower, &client::LogFollower::alarmRaised, this, [this] {
        republish(Reference, Approvals, {EligibilityRole});
        recount();
    });
    connect(&names, &session::OperatorNames::changed, this,
            [this] { republish(Reference, Approvals, {Qt::DisplayRole, RequesterNameRole}); });
}

/// Who may sign is a matter of the rules, too.
bool ChangeListModel::concerns(const feed::FeedEvent &event) const
{
    return event.concernsChanges() || event.concernsGovernance();
}

int ChangeListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeListModel::fact(const client::ChangeSummary &change, Column column) const
{
    const enigm::changes::ChangeRequest &request = change.change.request;
    switch (column) {
    case Reference:
        return shortReference(request.id);
    case Action:
        return request.action;
    case Targets:
        return request.targets.count;
    case Requester:
        return request.requester;
    case State:
        return QVariant::fromValue(change.state);
    case Requested:
        return change.requested.time;
    case Deadline:
        return deadlineOf(change);
    case Approvals:
        return change.approvals;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ChangeListModel::data(const QModelIndex &index, int role) const
{
    const client::ChangeSummary *const change = index.isValid() ? rowAt(index) : nullptr;
    if (!change)
        return {};
    const enigm::changes::ChangeRequest &request = change->change.request;
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return fact(*change, static_cast<Column>(index.column()));
    case IdRole:
        return request.id;
    case StateRole:
        return QVariant::fromValue(change->state);
    case ActionRole:
        return request.action;
    case ActionClassRole:
        return QVariant::fromValue(request.actionClass);
    case RequesterNameRole:
        return m_names.name(request.requester);
    case EligibilityRole:
        return QVariant::fromValue(signing(*change).approve);
    case ReasonRole:
        return change->reason ? change->reason->text : QString();
    case CopyRole:
        return copyOf(*change);
    default:
        return {};
    }
}

QHash<int, QByteArray> ChangeListModel::roleNames() const
{
    QHash<int, QByteArray> names = PagedTableModel::roleNames();
    names.insert({{ValueRole, "value"_ba},
                  {IdRole, "id"_ba},
                  {StateRole, "state"_ba},
                  {ActionRole, "action"_ba},
                  {ActionClassRole, "actionClass"_ba},
                  {RequesterNameRole, "requesterName"_ba},
                  {EligibilityRole, "eligibility"_ba},
                  {ReasonRole, "reason"_ba},
                  {CopyRole, "copy"_ba}});
    return names;
}

QModelIndex ChangeListModel::index(const QString &reference) const
{
    return index(rowOf(reference), 0);
}

QString ChangeListModel::reference(const QModelIndex &index) const
{
    const client::ChangeSummary *const change = rowAt(index);
    return change ? change->change.request.id : QString();
}

void ChangeListModel::setStates(std::vector<ChangeState> states)
{
    if (states == m_states)
        return;
    m_states = std::move(states);
    restart();
    recount();
    Q_EMIT statesChanged();
}

void ChangeListModel::noteDecision(const QString &reference)
{
    m_decided.insert(reference);
    const int row = rowOf(reference);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1), {EligibilityRole});
    recount();
}

QString ChangeListModel::shortReference(const QString &reference)
{
    constexpr qsizetype shown = 6;
    return "CHG-"_L1 + reference.right(shown).toUpper();
}

client::Task<Expected<rows::Page<client::ChangeSummary>>> ChangeListModel::fetch(QString after, QByteArray etag)
{
    auto page = co_await m_client.page(m_states, after, m_pageSize, etag);
    if (!page)
        co_return std::unexpected(page.error());
    co_return rows::Page<client::ChangeSummary>{.rows = std::move(page->changes),
                                                .next = std::move(page->next),
                                                .total = {},
                                                .etag = std::move(page->etag),
                                                .notModified = page->notModified};
}

QString ChangeListModel::idOf(const client::ChangeSummary &row) const
{
    return row.change.request.id;
}

bool ChangeListModel::isSame(const client::ChangeSummary &left, const client::ChangeSummary &right) const
{
    return left.change.jws.compact() == right.change.jws.compact() && left.state == right.state &&
           left.approvals == right.approvals && left.signers == right.signers &&
           left.executed.has_value() == right.executed.has_value() &&
           left.reason.has_value() == right.reason.has_value() &&
           left.reference.has_value() == right.reference.has_value();
}

qint64 ChangeListModel::now() const
{
    return m_session.now();
}

void ChangeListModel::rowsChanged()
{
    recount();
}

SigningAnswer ChangeListModel::signing(const client::ChangeSummary &change) const
{
    const std::optional<client::SessionInfo> &info = m_session.info();
    if (!info)
        return {.approve = SigningEligibility::KeyNotValid};
    SigningSubject subject = SigningSubject::of(change);
    if (m_decided.contains(change.change.request.id))
        subject.signers.push_back(info->operatorId);
    return signingAnswer({.directory = m_follower.directory(),
                          .activitySize = m_follower.activityHead().size,
                          .hasAlarm = m_follower.alarm().has_value(),
                          .session = *info,
                          .installation = m_installation,
                          .now = m_session.now()},
                         subject);
}

void ChangeListModel::recount()
{
    const auto waiting = static_cast<int>(std::ranges::count_if(rows(), [this](const client::ChangeSummary &change) {
        return signing(change).approve == SigningEligibility::Yes;
    }));
    if (waiting == m_waiting)
        return;
    m_waiting = waiting;
    Q_EMIT waitingChanged(waiting);
}

void ChangeListModel::republish(Column first, Column last, const QList<int> &roles)
{
    if (loadedCount() > 0)
        Q_EMIT dataChanged(index(0, first), index(loadedCount() - 1, last), roles);
}

} // namespace enigm::models::changes
