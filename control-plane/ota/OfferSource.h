#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/Membership.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace enigm::controlplane::ota {

/// Who says so: a report that the attested key has signed, or a stock client, of whom no more is known than its
/// certificate.
enum class UpdateWord { Attested, Ddi };

struct OfferedArtifact
{
    QByteArray digest; ///< SHA-256
    QByteArray sha1;   ///< what DDI clients compare
    qint64 length = 0; ///< bytes
    QString name;
};

/// What one device is offered by one rollout, and what it needs to check that.
struct DeviceOffer
{
    QString rollout = {};   ///< UUIDv7
    QString change = {};    ///< reference of the rollout.start
    QByteArray digest = {}; ///< of that change
    qint64 execution = 0;   ///< index of its execution; names the action to DDI clients

    QString release = {}; ///< UUIDv7
    QString version = {};
    OfferedArtifact artifact = {};
    QString target = {}; ///< in the repository: "CHANNEL/RELEASE/NAME"

    std::size_t group = 0;                             ///< of the plan, that the device is in
    std::optional<enigm::ota::MemberProof> proof = {}; ///< that it is, where the group names its members
    QByteArray manifest = {};                          ///< JWS of the manifest authority
    QByteArray production = {};                        ///< JWS of the production authority
    QString manifestChange = {};                       ///< reference of the release.sign-manifest
    QString productionChange = {};                     ///< reference of the release.sign-production

    enigm::ota::UpdateState state = enigm::ota::UpdateState::Offered;
    /// It was offered before, and the device is to stop: it has not installed it, and the rollout no longer runs.
    bool isCancelled = false;
};

/// What a device says of an offer.
struct UpdateProgress
{
    qint64 execution = 0;
    enigm::ota::UpdateState state = enigm::ota::UpdateState::Downloading;
    std::optional<enigm::ota::UpdateFailure> failure = {}; ///< where the state is Failed
    UpdateWord word = UpdateWord::Ddi;
    QByteArray report = {}; ///< canonical JSON of the attested report
};

/// Who knows what each device is offered now. Any thread.
class OfferSource
{
public:
    using Answer = std::move_only_function<void(const Expected<void> &)>;

    virtual ~OfferSource() = default;

    /// Nothing where the device is offered none; else from now on it was offered this. Reads the store.
    [[nodiscard]] virtual Expected<std::optional<DeviceOffer>> offerFor(const enigm::fleet::DeviceHandle &device) = 0;
    /// Answers once durable. NotFound where the device has no such offer; what says nothing new, or goes back, is
    /// answered and changes nothing.
    virtual void note(const enigm::fleet::DeviceHandle &device, const UpdateProgress &progress, Answer answer) = 0;
};

} // namespace enigm::controlplane::ota
