#pragma once

#include "contract/ota/Release.h"
#include "contract/ota/RolloutRecord.h"
#include "tests/support/client/SignedInConsole.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace enigm::test {

/// Releases and rollouts as a control plane in memory serves them, and takes artifacts.
class ServedUpdates
{
public:
    std::vector<ota::Release> releases;                       ///< newest first
    std::vector<ota::RolloutRecord> rollouts;                 ///< by id
    std::map<QString, std::vector<ota::RolloutEvent>> events; ///< by rollout, newest first
    ota::RolloutPreview preview;
    std::map<QString, QByteArray> bytes; ///< that have arrived, by release
    /// Parts that are still taken before the line is cut; nothing: all of them.
    std::optional<int> partsTaken;

    /// In place of the answers of a fake control plane.
    [[nodiscard]] std::optional<client::WireReply> serve(const client::WireRequest &request);

private:
    [[nodiscard]] client::WireReply begin(const client::WireRequest &request);
    [[nodiscard]] std::optional<client::WireReply> ofRelease(const client::WireRequest &request, const QString &id);
    [[nodiscard]] std::optional<client::WireReply> ofRollout(const QStringList &path);
    [[nodiscard]] client::WireReply append(const client::WireRequest &request, ota::Release &release);
};

/// Of `number`, whose two signatures are there as far as `authorities` says; `stages` of them are reached.
[[nodiscard]] ota::Release sampleRelease(int number, int authorities, std::size_t stages, qint64 now);
/// Three groups: one completed, one that runs, one that waits.
[[nodiscard]] ota::RolloutRecord sampleRollout(int number, qint64 now);
/// Oldest last, as they are served.
[[nodiscard]] std::vector<ota::RolloutEvent> sampleEvents(qint64 now);

} // namespace enigm::test
