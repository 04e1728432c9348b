#include "tests/control-plane/fleet/EquippedDevice.h"

#include "control-plane/fleet/DeviceCertificateAuthority.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::fleet::DeviceCertificateAuthority;

namespace {

struct Issued
{
    QByteArray certificate;
    QByteArray spkiDigest;
};

Issued issueFor(LivePlane &live, const fleet::DeviceHandle &handle)
{
    const auto &keys = live.plane().keys();
    const auto authority = require(DeviceCertificateAuthority::open(keys.deviceCa, keys.deviceCaCertificate));
    const QByteArray spki = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey().spki();
    const qint64 now = live.clock.now();
    return {.certificate = require(authority.issue(handle, spki, {.notBefore = now, .notAfter = now + 86'400})),
            .spkiDigest = signing::sha256(spki)};
}

} // namespace

EquippedDevice::EquippedDevice(LivePlane &live)
    : key(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
    , leaf(SampleHistory::makeDevice())
    , deployment(live.plane().governance().directory()->deploymentId())
{
    leaf.key = key->publicKey().thumbprint();
    const Issued issued = issueFor(live, leaf.handle);
    certificate = issued.certificate;
    require(live.plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.devices.insert(
            {.handle = leaf.handle,
             .key = leaf.key,
             .state = leaf.state,
             .certificate = issued.spkiDigest,
             .attestation = {.outcome = u"verified"_s, .facts = "{}"_ba, .judged = live.clock.now()},
             .enrolledAt = live.clock.now(),
             .cursor = live.plane().sequencer().nextCursor()});
    }));
}

device::DeviceMemory EquippedDevice::firstMemory() const
{
    return {.deployment = deployment,
            .handle = leaf.handle,
            .key = leaf.key,
            .state = leaf.state,
            .governance = {},
            .activity = {},
            .obeyed = {},
            .wiped = {}};
}

reports::EffectOutcome EquippedDevice::sign(const reports::Report &report) const
{
    return {.key = key->publicKey(), .report = require(reports::SignedReport::sign(report, *key))};
}

reports::PostureChange EquippedDevice::signPosture(const reports::Report &report) const
{
    return {.key = key->publicKey(), .report = require(reports::SignedReport::sign(report, *key))};
}

QByteArray EquippedDevice::otherCertificate(LivePlane &live) const
{
    return issueFor(live, leaf.handle).certificate;
}

} // namespace enigm::test
