#include "contract/encoding/Uuid.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/signing/Secret.h"
#include "tests/contract/device/OfferedRelease.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using device::DeviceFacts;
using device::UpdateGrant;
using device::UpdateOffer;

/// A device installs what both authorities and enough people have signed for it, now, and nothing else; whatever the
/// control plane that offers it is up to.
class HostileUpdateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whatEverybodyHasSignedIsGranted();
    void oneAuthorityAloneIsNotEnough();
    void keysThatGovernanceDoesNotNameSignNothing();
    void keysThatWereReplacedSignNothing();
    void oneOperatorsSignatureShort();
    void evidenceOfAnotherActProvesNothing();
    void whatAuthoritiesSignedOtherwiseIsRefused();
    void anotherReleasesSignaturesAreRefused();
    void anotherArtifactIsRefused();
    void aLowerRollbackIndexIsRefused();
    void theVersionThatRunsIsNotInstalledAgain();
    void anotherBuildIsRefused();
    void anotherDevicesAssignmentIsRefused();
    void anotherRolloutsAssignmentIsRefused();
    void theWrongGroupIsRefused();
    void membersAreProven();
    void nothingIsInstalledBeforeItsGroupStarts();
    void anExpiredRolloutIsRefused();
    void aReplayedRolloutIsRefused();
    void anotherDeploymentsReleaseIsRefused();
    void staleAndMissingWitnessesAreRefused();
    void aShorterLogIsRefused();
    void theTargetIsWhereTheReleaseIsPublished();
    void everyByteCounts();

private:
    [[nodiscard]] UpdateOffer offered()
    {
        m_release->signOffAll();
        return m_release->offer();
    }
    [[nodiscard]] QString outcome(const UpdateOffer &offer) const { return outcomeOf(m_release->check(offer)); }
    [[nodiscard]] QString outcome(const UpdateOffer &offer, const DeviceFacts &facts) const
    {
        return outcomeOf(device::checkUpdate(offer.toBytes(), m_fleet->device.memory, facts, m_fleet->history.now()));
    }
    [[nodiscard]] QString outcomeAt(const UpdateOffer &offer, qint64 now) const
    {
        return outcomeOf(device::checkUpdate(offer.toBytes(), m_fleet->device.memory, m_release->facts(), now));
    }

    std::unique_ptr<HostileFleet> m_fleet;
    std::unique_ptr<OfferedRelease> m_release;
};

void HostileUpdateTest::init()
{
    m_fleet = std::make_unique<HostileFleet>();
    m_release = std::make_unique<OfferedRelease>(*m_fleet);
}

void HostileUpdateTest::cleanup()
{
    m_release.reset();
    m_fleet.reset();
}

void HostileUpdateTest::whatEverybodyHasSignedIsGranted()
{
    const UpdateOffer offer = offered();
    const UpdateGrant grant = require(m_release->check(offer));
    QCOMPARE(grant.manifest, m_release->manifest);
    QCOMPARE(grant.rollout, m_release->started.rollout);
    QCOMPARE(grant.change, m_release->startStory.change.request.id);
    QCOMPARE(grant.digest, m_release->startStory.change.digest());
    QCOMPARE(grant.execution, m_release->startStory.indexes.back());
    QCOMPARE(grant.url, offer.url);
    QCOMPARE(grant.memory.activity, std::optional(m_fleet->history.activityHead()));
    QCOMPARE(grant.memory.update, std::optional(device::UpdateMark{.execution = grant.execution, .rollbackIndex = 7}));
    QCOMPARE(require(device::DeviceMemory::parse(grant.memory.toBytes())), grant.memory);
    const auto read = require(UpdateOffer::parse(offer.toBytes()));
    QCOMPARE(read.toBytes(), offer.toBytes());
    // Cut off before it was installed, it is granted again.
    QCOMPARE(outcome(offer), u"accepted"_s);
}

void HostileUpdateTest::oneAuthorityAloneIsNotEnough()
{
    const UpdateOffer offer = offered();
    UpdateOffer unfinished = offer;
    unfinished.manifest.clear();
    QCOMPARE(outcome(unfinished), u"malformed-jws"_s);
    unfinished = offer;
    unfinished.production.clear();
    QCOMPARE(outcome(unfinished), u"malformed-jws"_s);
    // Nor may one sign for both.
    UpdateOffer alone = offer;
    alone.production = m_release->signProduction(ota::Production::of(m_release->manifest), *m_release->manifestKey);
    QCOMPARE(outcome(alone), u"unknown-key"_s);
    alone = offer;
    alone.manifest = m_release->signManifest(m_release->manifest, *m_release->productionKey);
    QCOMPARE(outcome(alone), u"unknown-key"_s);
    // One signature stands for nothing but itself.
    alone = offer;
    alone.production = alone.manifest;
    QCOMPARE(outcome(alone), u"malformed-jws"_s);
}

void HostileUpdateTest::keysThatGovernanceDoesNotNameSignNothing()
{
    const UpdateOffer offer = offered();
    const auto stranger = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    UpdateOffer forged = offer;
    forged.manifest = m_release->signManifest(m_release->manifest, *stranger);
    QCOMPARE(outcome(forged), u"unknown-key"_s);
    forged = offer;
    forged.production = m_release->signProduction(ota::Production::of(m_release->manifest), *stranger);
    QCOMPARE(outcome(forged), u"unknown-key"_s);
    forged.production =
        m_release->signProduction(ota::Production::of(m_release->manifest), *m_fleet->history.releaseManager1.key);
    QCOMPARE(outcome(forged), u"unknown-key"_s);
}

void HostileUpdateTest::keysThatWereReplacedSignNothing()
{
    const UpdateOffer before = offered();
    QCOMPARE(outcome(before), u"accepted"_s);
    m_release->replaceKeys();
    QCOMPARE(outcome(m_release->offer()), u"unknown-key"_s);
}

void HostileUpdateTest::oneOperatorsSignatureShort()
{
    m_release->signOffManifest();
    m_release->signOffProduction();
    m_release->startAnyway();
    QCOMPARE(outcome(m_release->offer()), u"quorum-missing"_s);
    m_release->start();
    QCOMPARE(outcome(m_release->offer()), u"accepted"_s);
    // An approval that is taken out of what proves it is missing, too.
    UpdateOffer offer = m_release->offer();
    auto bundle = require(evidence::EvidenceBundle::parse(offer.manifestEvidence));
    bundle.records.erase(bundle.records.begin() + 1);
    offer.manifestEvidence = bundle.toBytes();
    QVERIFY(outcome(offer) != "accepted"_L1);
    offer = m_release->offer();
    bundle = require(evidence::EvidenceBundle::parse(offer.productionEvidence));
    bundle.records.erase(bundle.records.begin() + 1);
    offer.productionEvidence = bundle.toBytes();
    QVERIFY(outcome(offer) != "accepted"_L1);
}

void HostileUpdateTest::evidenceOfAnotherActProvesNothing()
{
    const UpdateOffer offer = offered();
    UpdateOffer swapped = offer;
    std::swap(swapped.manifestEvidence, swapped.productionEvidence);
    QCOMPARE(outcome(swapped), u"target-mismatch"_s);
    swapped = offer;
    swapped.startEvidence = swapped.manifestEvidence;
    QCOMPARE(outcome(swapped), u"target-mismatch"_s);
    swapped.startEvidence = m_fleet->history.evidenceOf(m_fleet->suspend()).toBytes();
    QCOMPARE(outcome(swapped), u"target-mismatch"_s);
}

void HostileUpdateTest::whatAuthoritiesSignedOtherwiseIsRefused()
{
    const UpdateOffer offer = offered();
    ota::Manifest other = m_release->manifest;
    other.builds.push_back(u"enigm/reference/c"_s);
    UpdateOffer changed = offer;
    changed.manifest = m_release->signManifest(other, *m_release->manifestKey);
    QCOMPARE(outcome(changed), u"body-mismatch"_s);
    ota::Production production = ota::Production::of(m_release->manifest);
    production.artifact = signing::sha256("another image");
    changed = offer;
    changed.production = m_release->signProduction(production, *m_release->productionKey);
    QCOMPARE(outcome(changed), u"body-mismatch"_s);
}

void HostileUpdateTest::anotherReleasesSignaturesAreRefused()
{
    const UpdateOffer first = offered();
    OfferedRelease &release = *m_release;
    release.manifest.release = encoding::makeUuid7(m_fleet->history.now() * 1000 + 1);
    release.manifest.version = u"2026.11.3"_s;
    const UpdateOffer second = offered();
    QCOMPARE(outcome(second), u"accepted"_s);
    UpdateOffer mixed = second;
    mixed.manifestEvidence = first.manifestEvidence;
    QCOMPARE(outcome(mixed), u"body-mismatch"_s);
    mixed = second;
    mixed.productionEvidence = first.productionEvidence;
    QCOMPARE(outcome(mixed), u"body-mismatch"_s);
    mixed = second;
    mixed.manifest = first.manifest;
    QCOMPARE(outcome(mixed), u"body-mismatch"_s);
    mixed = second;
    mixed.production = first.production;
    QCOMPARE(outcome(mixed), u"body-mismatch"_s);
    mixed = first;
    mixed.startEvidence = second.startEvidence;
    QCOMPARE(outcome(mixed), u"body-mismatch"_s);
}

void HostileUpdateTest::anotherArtifactIsRefused()
{
    UpdateOffer offer = offered();
    offer.digest = signing::sha256("another image");
    QCOMPARE(outcome(offer), u"body-mismatch"_s);
    offer = m_release->offer();
    ++offer.length;
    QCOMPARE(outcome(offer), u"body-mismatch"_s);
    offer = m_release->offer();
    offer.url = u"//elsewhere.example/image"_s;
    QCOMPARE(outcome(offer), u"out-of-range"_s);
}

void HostileUpdateTest::aLowerRollbackIndexIsRefused()
{
    const UpdateOffer offer = offered();
    DeviceFacts facts = m_release->facts();
    facts.rollbackIndex = 7;
    QCOMPARE(outcome(offer, facts), u"accepted"_s);
    facts.rollbackIndex = 8;
    QCOMPARE(outcome(offer, facts), u"stale-command"_s);
    // Also where only the memory knows of the higher one.
    m_fleet->device.memory.update = device::UpdateMark{.execution = 0, .rollbackIndex = 8};
    QCOMPARE(outcome(offer), u"stale-command"_s);
}

void HostileUpdateTest::theVersionThatRunsIsNotInstalledAgain()
{
    const UpdateOffer offer = offered();
    DeviceFacts facts = m_release->facts();
    facts.version = m_release->manifest.version;
    QCOMPARE(outcome(offer, facts), u"already-exists"_s);
}

void HostileUpdateTest::anotherBuildIsRefused()
{
    const UpdateOffer offer = offered();
    DeviceFacts facts = m_release->facts();
    facts.build = u"enigm/reference/c"_s;
    QCOMPARE(outcome(offer, facts), u"target-mismatch"_s);
}

void HostileUpdateTest::anotherDevicesAssignmentIsRefused()
{
    UpdateOffer offer = offered();
    offer.assignment.handle = SampleHistory::makeDevice().handle;
    QCOMPARE(outcome(offer), u"wrong-device"_s);
}

void HostileUpdateTest::anotherRolloutsAssignmentIsRefused()
{
    const UpdateOffer first = offered();
    m_release->start();
    UpdateOffer second = m_release->offer();
    QCOMPARE(outcome(second), u"accepted"_s);
    second.assignment.rollout = first.assignment.rollout;
    QCOMPARE(outcome(second), u"body-mismatch"_s);
}

void HostileUpdateTest::theWrongGroupIsRefused()
{
    ota::RolloutGroup half = m_release->plan.groups.front();
    half.share = 500;
    ota::RolloutGroup other = half;
    other.name = u"the other half"_s;
    m_release->plan.groups = {half, other};
    UpdateOffer offer = offered();
    offer.assignment.group = ota::pointOf(m_release->startStory.change.digest(), offer.assignment.handle) / 500;
    QCOMPARE(outcome(offer), u"accepted"_s);
    offer.assignment.group = 1 - offer.assignment.group;
    QCOMPARE(outcome(offer), u"wrong-device"_s);
    offer.assignment.group = 2;
    QCOMPARE(outcome(offer), u"out-of-range"_s);
}

void HostileUpdateTest::membersAreProven()
{
    std::vector<fleet::DeviceHandle> handles{m_fleet->device.memory.handle};
    for (const changes::TargetLeaf &leaf : SampleHistory::makeDevices(20))
        handles.push_back(leaf.handle);
    std::ranges::sort(handles);
    ota::RolloutGroup &group = m_release->plan.groups.front();
    group.share.reset();
    group.members = ota::membersOf(handles, std::nullopt);
    UpdateOffer offer = offered();
    QCOMPARE(outcome(offer), u"wrong-device"_s); // nothing proves it
    offer.assignment.proof = ota::proveMember(handles, m_fleet->device.memory.handle);
    QCOMPARE(outcome(offer), u"accepted"_s);
    QCOMPARE(require(UpdateOffer::parse(offer.toBytes())).toBytes(), offer.toBytes());
    UpdateOffer forged = offer;
    ++forged.assignment.proof->leaf;
    QCOMPARE(outcome(forged), u"bad-inclusion-proof"_s);
    forged = offer;
    forged.assignment.proof->path.pop_back();
    QCOMPARE(outcome(forged), u"bad-inclusion-proof"_s);
}

void HostileUpdateTest::nothingIsInstalledBeforeItsGroupStarts()
{
    const qint64 starts = m_fleet->history.now() + 7200;
    m_release->plan.groups.front().starts = starts;
    const UpdateOffer offer = offered();
    QCOMPARE(outcomeAt(offer, starts - 1), u"clock-out-of-range"_s);
    QCOMPARE(outcomeAt(offer, starts), u"accepted"_s);
}

void HostileUpdateTest::anExpiredRolloutIsRefused()
{
    const UpdateOffer early = offered();
    const qint64 obeyBy = m_release->startStory.change.request.obeyBy.value();
    m_fleet->history.advance(obeyBy - m_fleet->history.now());
    const UpdateOffer offer = m_release->offer(); // under checkpoints of that time
    QCOMPARE(outcomeAt(offer, obeyBy), u"accepted"_s);
    QCOMPARE(outcomeAt(offer, obeyBy + 1), u"change-expired"_s);
    QCOMPARE(outcomeAt(early, obeyBy), u"cosignatures-stale"_s);
}

void HostileUpdateTest::aReplayedRolloutIsRefused()
{
    const UpdateOffer first = offered();
    m_release->start(); // the same release once more
    const UpdateOffer second = m_release->offer();
    const device::DeviceMemory before = m_fleet->device.memory;
    m_fleet->device.memory = require(m_release->check(second)).memory;
    QCOMPARE(outcome(second), u"stale-command"_s);
    QCOMPARE(outcome(first), u"log-rewound"_s);
    // Under the newest checkpoints it is as old as it was.
    UpdateOffer again = second;
    again.assignment.rollout = first.assignment.rollout;
    again.startEvidence = first.startEvidence;
    m_fleet->device.memory.activity = before.activity;
    QCOMPARE(outcome(again), u"stale-command"_s);
}

void HostileUpdateTest::anotherDeploymentsReleaseIsRefused()
{
    const UpdateOffer offer = offered();
    m_fleet->device.memory.deployment = QByteArray(32, 'x');
    QCOMPARE(outcome(offer), u"wrong-deployment"_s);
}

void HostileUpdateTest::staleAndMissingWitnessesAreRefused()
{
    const UpdateOffer offer = offered();
    QCOMPARE(outcomeAt(offer, m_fleet->history.now() + 30 * day), u"cosignatures-stale"_s);
    for (QByteArray UpdateOffer::*const part :
         {&UpdateOffer::manifestEvidence, &UpdateOffer::productionEvidence, &UpdateOffer::startEvidence}) {
        UpdateOffer lonely = offer;
        auto bundle = require(evidence::EvidenceBundle::parse(lonely.*part));
        bundle.activityCheckpoint = withoutWitnesses(bundle.activityCheckpoint);
        lonely.*part = bundle.toBytes();
        QCOMPARE(outcome(lonely), u"cosignatures-missing"_s);
    }
}

void HostileUpdateTest::aShorterLogIsRefused()
{
    const UpdateOffer early = offered();
    m_release->start();
    m_fleet->device.memory.activity = m_fleet->history.activityHead();
    QCOMPARE(outcome(early), u"log-rewound"_s);
    QCOMPARE(outcome(m_release->offer()), u"accepted"_s);
    // One part of it under the shorter log is as bad.
    UpdateOffer mixed = m_release->offer();
    mixed.manifestEvidence = early.manifestEvidence;
    QCOMPARE(outcome(mixed), u"log-rewound"_s);
}

void HostileUpdateTest::theTargetIsWhereTheReleaseIsPublished()
{
    UpdateOffer offer = offered();
    offer.target = u"security/"_s + m_release->manifest.release + u"/system.img"_s;
    QCOMPARE(outcome(offer), u"body-mismatch"_s);
}

void HostileUpdateTest::everyByteCounts()
{
    const UpdateOffer offer = offered();
    const QByteArray bytes = offer.toBytes();
    const auto &memory = m_fleet->device.memory;
    const qint64 now = m_fleet->history.now();
    const UpdateGrant grant = require(device::checkUpdate(bytes, memory, m_release->facts(), now));
    for (qsizetype i = 0; i < bytes.size(); i += 499) {
        QByteArray changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const auto other = device::checkUpdate(changed, memory, m_release->facts(), now);
        // Where the bytes come from is not signed: they are checked when they have come.
        QVERIFY2(!other || other->url != grant.url, qPrintable(QString::number(i)));
    }
    QVERIFY(!device::checkUpdate(bytes.chopped(1), memory, m_release->facts(), now));
    QVERIFY(!device::checkUpdate(bytes + ' ', memory, m_release->facts(), now));
}

ENIGM_TEST_MAIN(HostileUpdateTest)
#include "HostileUpdateTest.moc"
