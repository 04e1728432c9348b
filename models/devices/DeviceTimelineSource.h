#pragma once

#include "api-client/devices/DeviceClient.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <optional>
#include <vector>

namespace enigm::models::devices {

class DeviceDetailSource;

/// What happened to the one device that the inspector shows. Follows the detail: another device drops what is known,
/// each answer about this one has what is known read anew.
class DeviceTimelineSource : public QObject
{
    Q_OBJECT

public:
    /// Events of a page; a page is read when it is asked for.
    static constexpr int pageSize = 50;

    /// `session` and `detail` outlive this.
    DeviceTimelineSource(client::Session &session, DeviceDetailSource &detail, QObject *parent = nullptr);

    /// Newest first; as far as they were read.
    [[nodiscard]] const std::vector<client::DeviceEvent> &events() const { return m_events; }
    /// Whether there are older ones.
    [[nodiscard]] bool hasMore() const { return m_next.has_value(); }
    [[nodiscard]] const session::SyncStatus &status() const { return m_status; }
    /// Reads the next older page, once for each answer.
    void loadMore();

Q_SIGNALS:
    /// events(), hasMore() or the status is another.
    void changed();

private:
    void follow();
    void ask(const QString &after, int limit);
    void take(int question, bool isMore, Expected<client::DeviceEventPage> answer);

    client::Session &m_session;
    client::DeviceClient m_client;
    const DeviceDetailSource &m_detail;
    session::SyncStatus m_status;
    fleet::DeviceHandle m_handle;
    std::vector<client::DeviceEvent> m_events;
    std::optional<QString> m_next;
    int m_question = 0; ///< answers to an earlier one are dropped
};

} // namespace enigm::models::devices
