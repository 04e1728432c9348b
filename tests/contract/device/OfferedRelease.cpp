#include "tests/contract/device/OfferedRelease.h"

#include "contract/encoding/Uuid.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using signing::PrivateKey;

namespace {

std::shared_ptr<const PrivateKey> newKey()
{
    return PrivateKey::generate(signing::PublicKey::Kind::P256);
}

} // namespace

OfferedRelease::OfferedRelease(HostileFleet &fleet)
    : m_fleet(fleet)
{
    const SampleHistory &history = fleet.history;
    manifest = {.deployment = history.deploymentId(),
                .release = encoding::makeUuid7(history.now() * 1000),
                .version = u"2026.11.2"_s,
                .artifact = {.digest = signing::sha256("an image"), .length = 8, .name = u"system.img"_s},
                .builds = {u"enigm/reference/a"_s, u"enigm/reference/b"_s},
                .rollbackIndex = 7,
                .securityPatch = 202'611,
                .notes = {}};
    plan.groups = {{.name = u"everybody"_s, .share = 1000, .starts = history.now(), .errors = {.count = 1}}};
    nameKeys();
}

void OfferedRelease::nameKeys()
{
    manifestKey = newKey();
    productionKey = newKey();
    operators::UpdateKeys keys{.manifest = {manifestKey->publicKey()}, .production = {productionKey->publicKey()}};
    SampleHistory &history = m_fleet.history;
    history.perform(history.administrator1, changes::updateKeysSet, {}, changes::SetUpdateKeysParameters{keys},
                    {history.approver1, history.approver2});
}

void OfferedRelease::replaceKeys()
{
    const auto formerManifest = manifestKey;
    const auto formerProduction = productionKey;
    nameKeys();
    manifestKey = formerManifest;
    productionKey = formerProduction;
}

SampleHistory::Story OfferedRelease::perform(QLatin1StringView action, const changes::Parameters &parameters)
{
    SampleHistory &history = m_fleet.history;
    return history.perform(history.releaseManager1, action, {}, parameters, {history.approver1});
}

void OfferedRelease::signOffManifest()
{
    manifestStory = perform(changes::releaseSignManifest, changes::SignManifestParameters{manifest});
}

void OfferedRelease::signOffProduction()
{
    productionStory =
        perform(changes::releaseSignProduction, changes::SignProductionParameters{.release = manifest.release,
                                                                                  .manifest = manifest.digest(),
                                                                                  .artifact = manifest.artifact.digest,
                                                                                  .length = manifest.artifact.length});
}

void OfferedRelease::start()
{
    started = {.rollout = encoding::makeUuid7(m_fleet.history.now() * 1000),
               .release = manifest.release,
               .manifest = manifest.digest(),
               .plan = plan};
    startStory = perform(changes::rolloutStart, started);
}

void OfferedRelease::startAnyway()
{
    SampleHistory &history = m_fleet.history;
    started = {.rollout = encoding::makeUuid7(history.now() * 1000),
               .release = manifest.release,
               .manifest = manifest.digest(),
               .plan = plan};
    startStory = history.request(history.sign(
        history.compose(history.releaseManager1, changes::rolloutStart, {}, started), history.releaseManager1));
    m_fleet.executeAnyway(startStory);
}

void OfferedRelease::signOffAll()
{
    signOffManifest();
    signOffProduction();
    start();
}

device::UpdateOffer OfferedRelease::offer() const
{
    const SampleHistory &history = m_fleet.history;
    return {.digest = manifest.artifact.digest,
            .length = manifest.artifact.length,
            .url = u"/device/v1/artifacts/a"_s,
            .assignment = {.rollout = started.rollout, .handle = m_fleet.device.memory.handle},
            .manifest = signManifest(manifest, *manifestKey),
            .production = signProduction(ota::Production::of(manifest), *productionKey),
            .manifestEvidence = history.evidenceOf(manifestStory).toBytes(),
            .productionEvidence = history.evidenceOf(productionStory).toBytes(),
            .startEvidence = history.evidenceOf(startStory).toBytes(),
            .target = ota::toWord(plan.model) + u'/' + manifest.release + u"/system.img"_s};
}

device::DeviceFacts OfferedRelease::facts() const
{
    return {.build = manifest.builds.front(), .rollbackIndex = 6, .version = u"2026.10.1"_s};
}

Expected<device::UpdateGrant> OfferedRelease::check(const device::UpdateOffer &offer) const
{
    return device::checkUpdate(offer.toBytes(), m_fleet.device.memory, facts(), m_fleet.history.now());
}

QByteArray OfferedRelease::signManifest(const ota::Manifest &what, const PrivateKey &key) const
{
    return require(ota::SignedManifest::sign(what, key)).jws.compact();
}

QByteArray OfferedRelease::signProduction(const ota::Production &what, const PrivateKey &key) const
{
    return require(ota::SignedProduction::sign(what, key)).jws.compact();
}

} // namespace enigm::test
