#pragma once

#include "contract/device/UpdateGrant.h"
#include "contract/reports/UpdateOutcome.h"
#include "contract/time/Clock.h"
#include "simulator/device/ArtifactDownload.h"
#include "simulator/device/MemoryFile.h"
#include "simulator/device/RepositoryMemory.h"
#include "simulator/device/SystemFile.h"
#include "simulator/device/TargetSearch.h"
#include "simulator/device/UpdateBook.h"
#include "simulator/device/UpdateConduct.h"

#include <QObject>

#include <memory>
#include <optional>

namespace enigm::simulator {

/// How one device came along with its update.
struct UpdateResult
{
    enum class Outcome { None, Confirmed, Failed, Refused, Silent, Unreachable };

    fleet::DeviceHandle handle;
    Outcome outcome = Outcome::None;
    QString version = {};                           ///< that was offered, and checked
    std::optional<ota::UpdateFailure> failure = {}; ///< as it was reported
    std::optional<Problem> problem = {};            ///< why it was refused, or nobody could be reached
    int resumed = 0;                                ///< times that the download went on where it broke
};

/// One device asks what it is offered, checks that, finds it in the update repository, downloads, verifies, installs,
/// restarts and confirms, over one connection, and reports each step. What it has installed it keeps first and says
/// then.
class UpdateRound : public QObject
{
    Q_OBJECT

public:
    /// Borrows book, pool and clock.
    struct Setup
    {
        DeviceListener listener;
        QByteArray deployment;
        QString stateDirectory;
        device::DeviceFacts first; ///< what runs on devices that were never updated
        UpdateConduct conduct;
        UpdateBook &book;
        MetadataPool &pool;
        const time::Clock &clock;
    };
    UpdateRound(deployment::DeviceIdentity device, const Setup &setup, QObject *parent);

    void start();

Q_SIGNALS:
    /// Once, from the event loop.
    void finished(const enigm::simulator::UpdateResult &result);

private:
    using Next = void (UpdateRound::*)();

    [[nodiscard]] Expected<void> readState();
    void askOffer();
    void takeOffer(const Reply &reply);
    [[nodiscard]] Expected<device::UpdateGrant> check(const device::UpdateOffer &offer);
    void refuse(const Problem &problem);
    /// In the repository: what the manifest says it has to say, too.
    void find();
    void found(const std::optional<Problem> &problem);
    void download();
    void downloaded(const std::optional<Problem> &problem);
    void install();
    void restart();
    void confirmed();

    /// Reports, and goes on.
    void say(const reports::UpdateReport &what, Next then);
    void say(ota::UpdateStage stage, Next then);
    void failAs(ota::UpdateFailure failure);
    void handIn(const Reply &nonce);
    [[nodiscard]] Expected<QByteArray> sign(const QByteArray &nonce) const;
    [[nodiscard]] bool failsAs(ota::UpdateFailure failure) const;
    void ended();
    void conclude(UpdateResult::Outcome outcome, const std::optional<Problem> &problem = {});

    deployment::DeviceIdentity m_device;
    const Setup &m_setup;
    MemoryFile m_memoryFile;
    SystemFile m_systemFile;
    RepositoryMemory m_repository;
    DeviceLine *m_line;
    device::DeviceMemory m_memory;
    DeviceSystem m_system;
    std::shared_ptr<const device::UpdateEvidence> m_evidence;
    std::optional<device::UpdateGrant> m_grant;
    // Of the update at hand.
    QByteArray m_change;
    qint64 m_execution = 0;
    reports::UpdateReport m_said;
    Next m_then = nullptr;
    TargetSearch *m_search = nullptr;
    ArtifactDownload *m_download = nullptr;
    UpdateResult m_result;
};

} // namespace enigm::simulator
