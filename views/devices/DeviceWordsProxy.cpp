#include "views/devices/DeviceWordsProxy.h"

#include "api-client/session/Session.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QDateTime>

namespace enigm::views::devices {

using design::StateWord;
using models::devices::DeviceTableModel;
using namespace Qt::StringLiterals;

namespace {

QString isoTime(qint64 time)
{
    return QDateTime::fromSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
}

QString wholeOf(const client::Device &device, DeviceTableModel::Column column)
{
    switch (column) {
    case DeviceTableModel::Handle:
        return device.handle.text();
    case DeviceTableModel::Attested:
        return isoTime(device.attested);
    case DeviceTableModel::Enrolled:
        return isoTime(device.enrolled);
    case DeviceTableModel::LastSeen:
        return device.lastSeen ? isoTime(*device.lastSeen) : QString();
    case DeviceTableModel::State:
    case DeviceTableModel::Attestation:
    case DeviceTableModel::SecurityLevel:
    case DeviceTableModel::Patch:
    case DeviceTableModel::ColumnCount:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

StateWord attestationOf(const client::Device &device)
{
    StateWord word = words::attestationWord(device.attestation);
    if (device.simulated)
        word.word = DeviceWordsProxy::tr("%1, simulated").arg(word.word);
    return word;
}

QString patchText(const client::Device &device)
{
    return device.patch ? u"%1-%2"_s.arg(*device.patch / 100).arg(*device.patch % 100, 2, 10, '0'_L1) : QString();
}

DeviceWordsProxy::DeviceWordsProxy(DeviceTableModel &table, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_table(table)
    , m_session(session)
{
    setSourceModel(&table);
}

const client::Device *DeviceWordsProxy::device(const QModelIndex &index) const
{
    return m_table.device(mapToSource(index));
}

std::optional<design::StateWord> DeviceWordsProxy::stateWord(const QModelIndex &index) const
{
    const client::Device *one = device(index);
    if (one == nullptr)
        return {};
    if (index.column() == DeviceTableModel::State)
        return words::stateWord(one->state);
    if (index.column() == DeviceTableModel::Attestation)
        return attestationOf(*one);
    return {};
}

QVariant DeviceWordsProxy::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != wholeRole)
        return QIdentityProxyModel::data(index, role);
    const client::Device *one = device(index);
    if (one == nullptr) // asking the model is what loads the row
        return QIdentityProxyModel::data(index, Qt::DisplayRole);
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::ToolTipRole)
        return hover(*one, column);
    const QString whole = role == wholeRole ? wholeOf(*one, column) : QString();
    return whole.isEmpty() ? text(*one, column) : whole;
}

QString DeviceWordsProxy::text(const client::Device &device, Column column) const
{
    switch (column) {
    case DeviceTableModel::Handle:
        return device.handle.grouped();
    case DeviceTableModel::State:
        return words::stateWord(device.state).word;
    case DeviceTableModel::Attestation:
        return attestationOf(device).word;
    case DeviceTableModel::Attested:
        return words::relativeTime(device.attested, m_session.now());
    case DeviceTableModel::SecurityLevel:
        return words::securityLevelText(device.securityLevel);
    case DeviceTableModel::Patch:
        return patchText(device);
    case DeviceTableModel::Enrolled:
        return words::relativeTime(device.enrolled, m_session.now());
    case DeviceTableModel::LastSeen:
        return device.lastSeen ? words::relativeTime(*device.lastSeen, m_session.now()) : tr("never");
    case DeviceTableModel::ColumnCount:
        break;
    }
    Q_UNREACHABLE();
}

QString DeviceWordsProxy::hover(const client::Device &device, Column column) const
{
    switch (column) {
    case DeviceTableModel::Handle:
        return device.handle.grouped();
    case DeviceTableModel::Attestation:
        return device.simulated
                   ? tr("Attested under the sample root of this deployment: no real phone stands behind it.")
                   : tr("Attested %1").arg(words::exactTime(device.attested));
    case DeviceTableModel::Attested:
        return words::exactTime(device.attested);
    case DeviceTableModel::Enrolled:
        return words::exactTime(device.enrolled);
    case DeviceTableModel::LastSeen:
        return device.lastSeen ? words::exactTime(*device.lastSeen) : tr("It has not reported since it was enrolled.");
    case DeviceTableModel::State:
    case DeviceTableModel::SecurityLevel:
    case DeviceTableModel::Patch:
    case DeviceTableModel::ColumnCount:
        return {};
    }
    Q_UNREACHABLE();
}

QVariant DeviceWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case DeviceTableModel::Handle:
        return tr("Handle");
    case DeviceTableModel::State:
        return tr("State");
    case DeviceTableModel::Attestation:
        return tr("Attestation");
    case DeviceTableModel::Attested:
        return tr("Attested");
    case DeviceTableModel::SecurityLevel:
        return tr("Security level");
    case DeviceTableModel::Patch:
        return tr("Patch");
    case DeviceTableModel::Enrolled:
        return tr("Enrolled");
    case DeviceTableModel::LastSeen:
        return tr("Last seen");
    case DeviceTableModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::devices
