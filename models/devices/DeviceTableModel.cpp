#include "models/devices/DeviceTableModel.h"

#include "models/rows/CopyText.h"

namespace enigm::models::devices {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QVariant orEmpty(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant(QString());
}

QVariant fact(const client::Device &device, DeviceTableModel::Column column)
{
    switch (column) {
    case DeviceTableModel::Handle:
        return device.handle.text();
    case DeviceTableModel::State:
        return QVariant::fromValue(device.state);
    case DeviceTableModel::Attestation:
        return device.attestation;
    case DeviceTableModel::Attested:
        return device.attested;
    case DeviceTableModel::SecurityLevel:
        return device.securityLevel;
    case DeviceTableModel::Patch:
        return orEmpty(device.patch);
    case DeviceTableModel::Enrolled:
        return device.enrolled;
    case DeviceTableModel::LastSeen:
        return orEmpty(device.lastSeen);
    case DeviceTableModel::ColumnCount:
        break;
    }
    return {};
}

QString copyOf(const client::Device &device)
{
    return rows::copyText({device.handle.text(), fleet::toWord(device.state), device.attestation,
                           rows::isoTime(device.attested), device.securityLevel,
                           device.patch ? QString::number(*device.patch) : QString(), rows::isoTime(device.enrolled),
                           rows::isoTime(device.lastSeen)});
}

} // namespace

DeviceTableModel::DeviceTableModel(client::Session &session, int pageSize, QObject *parent)
    : PagedTableModel(parent)
    , m_session(session)
    , m_client(session)
    , m_pageSize(pageSize)
{}

int DeviceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const client::Device *const device = rowAt(index);
    if (role == PendingRole)
        return device == nullptr;
    if (!device) {
        if (role == Qt::DisplayRole || role == ValueRole || role == HandleRole)
            want(index.row());
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return fact(*device, static_cast<Column>(index.column()));
    case HandleRole:
        return device->handle.text();
    case StateRole:
        return QVariant::fromValue(device->state);
    case SimulatedRole:
        return device->simulated;
    case CopyRole:
        return copyOf(*device);
    default:
        return {};
    }
}

QHash<int, QByteArray> DeviceTableModel::roleNames() const
{
    QHash<int, QByteArray> names = PagedTableModel::roleNames();
    names.insert({{ValueRole, "value"_ba},
                  {HandleRole, "handle"_ba},
                  {StateRole, "state"_ba},
                  {SimulatedRole, "simulated"_ba},
                  {PendingRole, "pending"_ba},
                  {CopyRole, "copy"_ba}});
    return names;
}

QModelIndex DeviceTableModel::index(const fleet::DeviceHandle &handle) const
{
    return index(rowOf(handle.text()), 0);
}

fleet::DeviceHandle DeviceTableModel::handle(const QModelIndex &index) const
{
    const client::Device *const device = rowAt(index);
    return device ? device->handle : fleet::DeviceHandle();
}

void DeviceTableModel::setFilter(client::DeviceFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    restart();
    Q_EMIT filterChanged();
}

std::optional<qint64> DeviceTableModel::total() const
{
    return serverTotal();
}

client::Task<Expected<rows::Page<client::Device>>> DeviceTableModel::fetch(QString after, QByteArray etag)
{
    auto page = co_await m_client.page(m_filter, after, m_pageSize, etag);
    if (!page)
        co_return std::unexpected(page.error());
    co_return rows::Page<client::Device>{.rows = std::move(page->devices),
                                         .next = std::move(page->next),
                                         .total = page->total,
                                         .etag = std::move(page->etag),
                                         .notModified = page->notModified};
}

QString DeviceTableModel::idOf(const client::Device &row) const
{
    return row.handle.text();
}

bool DeviceTableModel::isSame(const client::Device &left, const client::Device &right) const
{
    return left == right;
}

qint64 DeviceTableModel::now() const
{
    return m_session.now();
}

} // namespace enigm::models::devices
