#pragma once

#include "contract/operators/UpdateKeys.h"
#include "contract/ota/Manifest.h"
#include "contract/ota/RolloutEntries.h"
#include "tests/support/history/SampleHistory.h"

#include <QMap>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace enigm::test {

/// A history with forty devices, a release and a rollout in two groups, written as people, a control plane and devices
/// write it, or otherwise: every member can be changed between two steps. The first group soaks, a fifth or so of the
/// devices is in no group.
class UpdateHistory
{
public:
    UpdateHistory();

    static constexpr qint64 soak = 10; ///< seconds, of the first group

    // What people do.
    SampleHistory::Story perform(const QString &action, const changes::Parameters &parameters)
    {
        return history.perform(history.releaseManager1, action, {}, parameters, {history.approver1});
    }
    void signOff(operators::SigningAuthority authority);
    void start(qint64 startsIn = 0);
    void halt() { stop(changes::rolloutHalt, changes::HaltRolloutParameters{{rollout}}); }
    void pause() { stop(changes::rolloutPause, changes::PauseRolloutParameters{{rollout}}); }
    /// Of a rollout that this entry has halted.
    [[nodiscard]] changes::ResumeRolloutParameters resumption(qint64 stoppedBy) const;

    // What the control plane writes.
    void logSignature(operators::SigningAuthority authority)
    {
        logSignature(authority, jwsOf(authority), signedOff[authority]);
    }
    void logSignature(operators::SigningAuthority authority, const QByteArray &jws, const QByteArray &change,
                      const QString &actor = {});
    [[nodiscard]] QByteArray jwsOf(operators::SigningAuthority authority) const;
    void freeze()
    {
        freeze([](ota::RolloutFrozen &) {});
    }
    void freeze(const std::function<void(ota::RolloutFrozen &)> &change);
    /// Claims so many confirmations more than there were. Answers the index of the entry.
    qint64 move(ota::RolloutEventKind kind, std::optional<qint64> group = {}, qint64 more = 0);
    void noteSilent(std::size_t device);

    // What devices say, by their place.
    /// The next of a group that has not confirmed.
    [[nodiscard]] std::size_t deviceOf(std::size_t group) const { return groups[group][heard[group]]; }
    void confirm(std::size_t group);
    void say(std::size_t device, ota::UpdateStage stage, const QByteArray &change, qint64 index);
    /// Of a stock client, under a header that says it was done; `also` of another device.
    void report(std::size_t device, ota::UpdateStage stage, bool hasBody = true, std::optional<std::size_t> also = {});

    // All of it, up to a place.
    void signAll();
    void begin();     ///< started and frozen
    void openFirst(); ///< and the first group opened
    void toSecond();  ///< and completed, and the second opened
    void toTheEnd();  ///< and halted the rollout, which people resumed; completed
    /// The first group was opened, and had soaked for half its time when the rollout was halted; people have resumed it
    /// after as long as the group soaks.
    void haltWhileSoaking();
    /// The same of one that people have paused first and halted later.
    void pauseWhileSoaking();

    struct Device
    {
        fleet::DeviceHandle handle;
        std::shared_ptr<const signing::PrivateKey> key;
    };
    SampleHistory history;
    std::shared_ptr<const signing::PrivateKey> manifestKey;
    std::shared_ptr<const signing::PrivateKey> productionKey;
    std::vector<Device> devices; ///< sorted
    SampleHistory::Story admission;
    ota::Manifest manifest;
    QMap<operators::SigningAuthority, QByteArray> signedOff; ///< digests of the changes
    QString rollout;
    QByteArray started; ///< digest of the change
    qint64 execution = 0;
    std::vector<std::vector<std::size_t>> groups; ///< devices of each
    std::vector<std::size_t> heard;               ///< how many of each have confirmed

private:
    void toSoaking(); ///< for half its time
    /// By one person alone.
    void stop(const QString &action, const changes::Parameters &parameters)
    {
        history.perform(history.releaseManager1, action, {}, parameters, {});
    }
};

} // namespace enigm::test
