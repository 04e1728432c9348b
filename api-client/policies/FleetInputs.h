#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/policy/FleetColumns.h"
#include "contract/policy/GroupDictionary.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::client {

/// What is known of every device, as a client needs it to ask any question about the whole fleet by itself: the inputs
/// of devices in columns, one row a device, by handle. Taken page by page, each of its own moment; some 65 bytes a
/// device.
class FleetInputs
{
public:
    /// A server could go on for ever.
    static constexpr std::size_t mostDevices = 1U << 22U;

    FleetInputs() = default;

    /// Evaluators that are asked about these devices number groups by this.
    [[nodiscard]] policy::GroupDictionary &groups() { return m_groups; }
    [[nodiscard]] const policy::FleetColumns &columns() const { return m_columns; }

    [[nodiscard]] std::size_t size() const { return m_columns.size(); }
    /// Of a row below size().
    [[nodiscard]] fleet::DeviceHandle handle(std::size_t row) const;
    [[nodiscard]] std::optional<std::size_t> rowOf(const fleet::DeviceHandle &handle) const;

    /// The change cursor before the first page: what changed after it may be missing here.
    [[nodiscard]] qint64 cursor() const { return m_cursor; }
    /// Unix seconds, by the server's clock, of the first page: inputs were not too old then.
    [[nodiscard]] qint64 time() const { return m_time; }

    /// Takes the devices of one page (openapi: DeviceInputsPage) behind those that it has; answers `after` of the next
    /// page, nothing behind the last. Strict: a device out of order, a code that no input has, a set of groups that is
    /// not there, and columns of another length are refused, and nothing of such a page is taken.
    [[nodiscard]] Expected<std::optional<QString>> take(const json::Value &page);

private:
    struct Page;
    [[nodiscard]] Expected<Page> read(const json::Value &value) const;
    [[nodiscard]] QByteArrayView textAt(std::size_t row) const;

    policy::GroupDictionary m_groups;
    policy::FleetColumns m_columns;
    QByteArray m_handles; ///< texts, all of one length
    qint64 m_cursor = 0;
    qint64 m_time = 0;
};

} // namespace enigm::client
