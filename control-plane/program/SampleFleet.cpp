#include "control-plane/program/SampleFleet.h"

#include "contract/json/JsonParser.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleOperator.h"
#include "control-plane/store/Transaction.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using enigm::changes::TargetSet;
using enigm::fleet::AttestationVerdict;
using enigm::fleet::DeviceHandle;
using enigm::fleet::DeviceState;
using enigm::fleet::SecurityLevel;

constexpr qsizetype nonceSize = 32;
constexpr qint64 certificateValidity = 2 * 365 * 86'400;

/// Every third device has no separate security chip, and patches are up to four months old: a fleet as there are.
fleet::SampleDeviceTraits traitsOf(std::size_t ordinal, const QByteArray &challenge, qint64 now, bool isFit)
{
    fleet::SampleDeviceTraits traits{.challenge = challenge, .createdAt = now};
    traits.level = ordinal % 3 == 2 ? SecurityLevel::TrustedEnvironment : SecurityLevel::StrongBox;
    traits.patchLevel = static_cast<quint64>(patchLevel(now, 1 + static_cast<int>(ordinal % 4)));
    if (!isFit) {
        traits.locked = false;
        traits.bootState = enigm::fleet::VerifiedBootState::Unverified;
        traits.bootKey = QByteArray(traits.bootKey.size(), '\0');
    }
    return traits;
}

} // namespace

SampleFleet::SampleFleet(ControlPlane &plane, const fleet::SampleDeviceFactory &factory,
                         fleet::DeviceCertificateAuthority authority)
    : m_plane(plane)
    , m_factory(factory)
    , m_authority(std::move(authority))
{}

Expected<void> SampleFleet::enrol(qint64 count, qint64 unfit, const Progress &progress)
{
    std::vector<store::DeviceRow> rows;
    for (qint64 i = 0; i < count; ++i) {
        auto row = makeDevice(i < count - unfit);
        if (!row)
            return std::unexpected(row.error());
        rows.push_back(std::move(*row));
        if (rows.size() < TargetSet::maxTargets && i + 1 < count)
            continue;
        if (auto kept = keep(std::exchange(rows, {})); !kept)
            return kept;
        progress(i + 1, count);
    }
    return {};
}

Expected<store::DeviceRow> SampleFleet::makeDevice(bool isFit)
{
    const qint64 now = m_plane.clock().now();
    const QByteArray nonce = signing::randomBytes(nonceSize);
    auto device = m_factory.makeDevice(traitsOf(m_devices.size(), nonce, now, isFit));
    if (!device)
        return std::unexpected(device.error());
    const QString thumbprint = device->attestedKey->publicKey().thumbprint();
    const auto handle =
        DeviceHandle::derive({.attestedKey = thumbprint, .enrolmentNonce = nonce}, m_plane.keys().consoleHandles);
    if (!handle)
        return std::unexpected(handle.error());
    std::shared_ptr<const signing::PrivateKey> tlsKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const QByteArray spki = tlsKey->publicKey().spki();
    auto certificate = m_authority.issue(*handle, spki, {.notBefore = now, .notAfter = now + certificateValidity});
    if (!certificate)
        return std::unexpected(certificate.error());
    m_devices.push_back({.handle = *handle, .key = thumbprint, .state = DeviceState::PendingEnrollment});
    m_identities.push_back({.handle = *handle,
                            .attestedKey = std::move(device->attestedKey),
                            .tlsKey = std::move(tlsKey),
                            .certificate = std::move(*certificate)});
    return store::DeviceRow{.handle = *handle,
                            .key = thumbprint,
                            .state = DeviceState::PendingEnrollment,
                            .certificate = signing::sha256(spki),
                            .attestation = judge(device->chain, nonce),
                            .enrolledAt = now};
}

store::DeviceAttestation SampleFleet::judge(const std::vector<QByteArray> &chain, const QByteArray &challenge) const
{
    const AttestationVerdict verdict =
        enigm::fleet::judgeAttestation({.chain = chain,
                                        .roots = {m_factory.root()},
                                        .expectedChallenge = challenge,
                                        .at = m_plane.clock().now(),
                                        .acceptance = acceptanceOf(m_plane.governance().directory()->founding())});
    store::DeviceAttestation attestation{.outcome = enigm::fleet::toWord(verdict.outcome),
                                         .facts = json::canonical(verdict.toJson())};
    if (const auto level = verdict.facts.securityLevel())
        attestation.securityLevel = enigm::fleet::toWord(*level);
    if (const auto patch = verdict.facts.osPatchLevel())
        attestation.patch = static_cast<qint64>(*patch);
    return attestation;
}

Expected<void> SampleFleet::keep(std::vector<store::DeviceRow> rows)
{
    log::ActivityEntry entry{.time = m_plane.clock().now(),
                             .category = log::Category::DeviceLifecycle,
                             .action = u"device.enrolled"_s,
                             .resource = log::Resource::Device,
                             .actor = u"control-plane"_s,
                             .outcome = log::Outcome::Done,
                             .change = {},
                             .handles = {},
                             .body = {}};
    for (const store::DeviceRow &row : rows)
        entry.handles.push_back(row.handle.text());
    std::ranges::sort(entry.handles);
    return m_plane.writer().submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        if (const auto appended = m_plane.sequencer().appendActivity(transaction, entry, {}); !appended)
            return std::unexpected(appended.error());
        for (store::DeviceRow &row : rows)
            row.cursor = m_plane.sequencer().nextCursor();
        return transaction.devices.insert(rows);
    });
}

Expected<void> SampleFleet::writeArchives(const QString &directory) const
{
    const signing::Secret passphrase{QByteArrayView(samplePassphrase.data())};
    deployment::DeviceArchive archive{.deployment = m_plane.governance().directory()->deploymentId(), .devices = {}};
    int number = 0;
    for (std::size_t i = 0; i < m_identities.size(); ++i) {
        archive.devices.push_back(m_identities[i]);
        if (archive.devices.size() < deployment::DeviceArchive::mostDevices && i + 1 < m_identities.size())
            continue;
        const QString name = u"%1/%2.json"_s.arg(directory).arg(number++, 3, 10, QLatin1Char('0'));
        if (auto written = writeFile(name, archive.seal(passphrase), Readers::Owner); !written)
            return written;
        archive.devices.clear();
    }
    return {};
}

enigm::fleet::AttestationAcceptance acceptanceOf(const operators::Founding &founding)
{
    enigm::fleet::AttestationAcceptance acceptance{.bootKeys = founding.bootKeys};
    if (founding.minAttestationLevel == u"software")
        acceptance.leastLevel = SecurityLevel::Software;
    else if (founding.minAttestationLevel == u"strong-box")
        acceptance.leastLevel = SecurityLevel::StrongBox;
    if (founding.minPatch > 0)
        acceptance.leastPatch = static_cast<quint64>(founding.minPatch);
    return acceptance;
}

int patchLevel(qint64 unixSeconds, int monthsBefore)
{
    const QDate month = QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).date().addMonths(-monthsBefore);
    return month.year() * 100 + month.month();
}

} // namespace enigm::controlplane::program
