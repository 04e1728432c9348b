#include "models/changes/ChangeResultsModel.h"

#include <algorithm>

namespace enigm::models::changes {

ChangeResultsModel::ChangeResultsModel(client::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_client(session)
{}

void ChangeResultsModel::setChange(const client::VerifiedChange &change)
{
    const QString &reference = change.record.change.request.id;
    if (reference != m_change) {
        beginResetModel();
        m_change = reference;
        m_rows.clear();
        m_targets = change.record.targets.devices();
        endResetModel();
        m_status.reset();
    }
    refresh();
}

const client::DeviceCommand *ChangeResultsModel::command(const QModelIndex &index) const
{
    if (index.model() != this)
        return nullptr;
    const auto &command = m_rows[static_cast<std::size_t>(index.row())].command;
    return command ? &*command : nullptr;
}

const fleet::DeviceHandle &ChangeResultsModel::handle(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].handle;
}

std::map<ChangeResultsModel::Outcome, qint64> ChangeResultsModel::counts() const
{
    std::map<Outcome, qint64> counts;
    for (const Row &row : m_rows)
        ++counts[row.command ? Outcome(row.command->state) : Outcome()];
    return counts;
}

int ChangeResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChangeResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeResultsModel::data(const QModelIndex &index, int role) const
{
    if (index.model() != this || role != Qt::DisplayRole)
        return {};
    const client::DeviceCommand *const shown = command(index);
    switch (index.column()) {
    case Device:
        return handle(index.row()).text();
    case Result:
        return shown ? QVariant(QString(fleet::toWord(shown->state))) : QVariant();
    case Since:
        return shown ? QVariant(shown->since()) : QVariant();
    case Reason:
        return shown && shown->problem ? QVariant(problemSlug(*shown->problem)) : QVariant();
    default:
        return {};
    }
}

void ChangeResultsModel::refresh()
{
    if (m_change.isEmpty() || m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(
        m_client.commandsOf(m_change), this,
        [this, asked = m_change](const Expected<std::vector<client::ChangeCommand>> &answer) { take(asked, answer); });
}

/// Every word of a device about a command names the device.
bool ChangeResultsModel::concerns(const feed::FeedEvent &event) const
{
    return !m_change.isEmpty() && std::ranges::any_of(m_targets, [&event](const fleet::DeviceHandle &handle) {
        return event.concernsDevice(handle);
    });
}

void ChangeResultsModel::take(const QString &asked, const Expected<std::vector<client::ChangeCommand>> &answer)
{
    if (asked != m_change)
        return;
    const auto rows = answer ? rowsOf(*answer) : std::unexpected(answer.error());
    if (!rows) {
        m_status.fail(rows.error());
        return;
    }
    if (*rows != m_rows) {
        const bool isSameDevices = rows->size() == m_rows.size();
        if (!isSameDevices)
            beginResetModel();
        m_rows = *rows;
        if (isSameDevices)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        else
            endResetModel();
    }
    m_status.succeed(m_session.now());
}

/// One row a target, in the order of both; UnexpectedAnswer for a command to a device that the change does not name.
Expected<std::vector<ChangeResultsModel::Row>>
ChangeResultsModel::rowsOf(const std::vector<client::ChangeCommand> &commands) const
{
    std::vector<Row> rows;
    auto next = commands.begin();
    for (const fleet::DeviceHandle &handle : m_targets) {
        const bool isTold = next != commands.end() && next->handle == handle;
        rows.push_back({.handle = handle,
                        .command = isTold ? std::optional(next->command) : std::optional<client::DeviceCommand>()});
        if (isTold)
            ++next;
    }
    if (next != commands.end())
        return refuse(ProblemType::UnexpectedAnswer,
                      QStringLiteral("The server told of a device that the change does not name."));
    return rows;
}

} // namespace enigm::models::changes
