#include "control-plane/program/SampleFleet.h"

#include "control-plane/enrollment/ArrivalRecord.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleOperator.h"
#include "control-plane/store/Transaction.h"

#include <QDateTime>

#include <algorithm>
#include <future>
#include <iterator>
#include <thread>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using enigm::changes::TargetSet;
using enigm::fleet::DeviceHandle;
using enigm::fleet::DeviceState;
using enigm::fleet::SecurityLevel;

/// Every third device has no separate security chip, and patches are up to four months old: a fleet as there are.
samples::SampleDeviceTraits traitsOf(qint64 ordinal, const QByteArray &challenge, qint64 now, bool isFit)
{
    samples::SampleDeviceTraits traits{.challenge = challenge, .createdAt = now};
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

SampleFleet::SampleFleet(ControlPlane &plane, const samples::SampleDeviceFactory &factory,
                         fleet::DeviceCertificateAuthority authority)
    : m_plane(plane)
    , m_factory(factory)
    , m_authority(std::move(authority))
{}

Expected<void> SampleFleet::enrol(qint64 count, qint64 unfit, const Progress &progress)
{
    constexpr auto batch = static_cast<qint64>(TargetSet::maxTargets);
    for (qint64 first = 0; first < count; first += batch) {
        const qint64 size = std::min(batch, count - first);
        auto made = makeDevices(first, size, count - unfit);
        if (!made)
            return std::unexpected(made.error());
        if (auto kept = keep(std::move(*made)); !kept)
            return kept;
        progress(first + size, count);
    }
    return {};
}

Expected<std::vector<SampleFleet::Made>> SampleFleet::makeDevices(qint64 first, qint64 count, qint64 firstUnfit) const
{
    const qint64 workers = std::max(1U, std::thread::hardware_concurrency());
    const auto makeShare = [&](qint64 worker) -> Expected<std::vector<Made>> {
        std::vector<Made> share;
        for (qint64 i = first + count * worker / workers; i < first + count * (worker + 1) / workers; ++i) {
            auto made = makeDevice(i, i < firstUnfit);
            if (!made)
                return std::unexpected(made.error());
            share.push_back(std::move(*made));
        }
        return share;
    };
    std::vector<std::future<Expected<std::vector<Made>>>> shares;
    for (qint64 worker = 0; worker < workers; ++worker)
        shares.push_back(std::async(std::launch::async, makeShare, worker));
    Expected<std::vector<Made>> made;
    for (auto &share : shares) {
        auto part = share.get(); // all of them: they borrow from here
        if (!part)
            made = std::unexpected(part.error());
        else if (made)
            std::ranges::move(*part, std::back_inserter(*made));
    }
    return made;
}

Expected<SampleFleet::Made> SampleFleet::makeDevice(qint64 ordinal, bool isFit) const
{
    const qint64 now = m_plane.clock().now();
    const auto directory = m_plane.governance().directory();
    std::shared_ptr<const signing::PrivateKey> tlsKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const QByteArray spki = tlsKey->publicKey().spki();
    enigm::enrollment::Enrollment enrollment{.handle = {},
                                             .nonce = signing::randomBytes(enigm::enrollment::nonceSize),
                                             .tlsKey = signing::sha256(spki),
                                             .chain = {},
                                             .enrolledAt = now};
    const QByteArray challenge =
        enigm::enrollment::enrollmentChallenge(directory->deploymentId(), enrollment.nonce, enrollment.tlsKey);
    auto device = m_factory.makeDevice(traitsOf(ordinal, challenge, now, isFit));
    if (!device)
        return std::unexpected(device.error());
    const QString thumbprint = device->attestedKey->publicKey().thumbprint();
    const auto handle = DeviceHandle::derive({.attestedKey = thumbprint, .enrolmentNonce = enrollment.nonce},
                                             *m_plane.keys().handles.console);
    if (!handle)
        return std::unexpected(handle.error());
    auto certificate = m_authority.issue(
        *handle, spki, {.notBefore = now, .notAfter = now + fleet::DeviceCertificateAuthority::certificateLifetime});
    if (!certificate)
        return std::unexpected(certificate.error());
    enrollment.handle = *handle;
    enrollment.chain = std::move(device->chain);
    const auto ground = enigm::enrollment::AttestationGround::of(*directory);
    auto attestation = enrollment::attestationOf(enigm::enrollment::judgeEnrollment(enrollment, ground, now), now);
    return Made{.row = {.handle = *handle,
                        .key = thumbprint,
                        .state = DeviceState::PendingEnrollment,
                        .certificate = enrollment.tlsKey,
                        .attestation = std::move(attestation),
                        .enrolledAt = now},
                .enrollment = std::move(enrollment),
                .identity = {.handle = *handle,
                             .attestedKey = std::move(device->attestedKey),
                             .tlsKey = std::move(tlsKey),
                             .certificate = std::move(*certificate)}};
}

Expected<void> SampleFleet::keep(std::vector<Made> made)
{
    std::vector<DeviceHandle> handles;
    for (const Made &device : made)
        handles.push_back(device.row.handle);
    const log::ActivityEntry entry = enrollment::enrolledEntry(handles, m_plane.clock().now());
    const auto stored = m_plane.writer().submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        if (const auto appended = m_plane.sequencer().appendActivity(transaction, entry, {}); !appended)
            return std::unexpected(appended.error());
        for (Made &device : made) {
            device.row.cursor = m_plane.sequencer().nextCursor();
            if (auto done = transaction.devices.insert(device.row); !done)
                return done;
            if (auto done = transaction.enrollments.insert(device.enrollment); !done)
                return done;
        }
        return {};
    });
    if (!stored)
        return stored;
    for (Made &device : made) {
        m_devices.push_back({.handle = device.row.handle, .key = device.row.key, .state = device.row.state});
        m_identities.push_back(std::move(device.identity));
    }
    return {};
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

int patchLevel(qint64 unixSeconds, int monthsBefore)
{
    const QDate month = QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).date().addMonths(-monthsBefore);
    return month.year() * 100 + month.month();
}

} // namespace enigm::controlplane::program
