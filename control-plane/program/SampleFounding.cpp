#include "control-plane/program/SampleFounding.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/fleet/AttestationVerifier.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/program/Ceremony.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleConsole.h"
#include "control-plane/store/Transaction.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using enigm::changes::TargetLeaf;
using enigm::changes::TargetSet;
using enigm::fleet::DeviceState;

constexpr qint64 rootValidity = 30LL * 365 * 86'400;
/// Below the founding's limits, with some to spare: of suspensions, and of what is revoked and retired together.
constexpr qint64 largestGroup = 40;

QString number(qint64 count)
{
    return QLocale::c().toString(count);
}

} // namespace

SampleFounding::SampleFounding(Options options, const time::Clock &clock, Progress progress)
    : m_options(std::move(options))
    , m_draft(QDir::cleanPath(QDir(m_options.directory).absolutePath()) + u".part"_s)
    , m_clock(clock)
    , m_progress(std::move(progress))
{}

Expected<void> SampleFounding::run()
{
    constexpr Step steps[] = {
        &SampleFounding::prepare,        &SampleFounding::found,           &SampleFounding::equipOperators,
        &SampleFounding::admitOperators, &SampleFounding::beginRepository, &SampleFounding::enrolDevices,
        &SampleFounding::admitDevices,   &SampleFounding::liveAWhile,      &SampleFounding::writeFiles,
        &SampleFounding::giveName,
    };
    for (const Step step : steps) {
        if (auto done = (this->*step)(); !done)
            return done;
    }
    return {};
}

Expected<void> SampleFounding::prepare()
{
    if (m_options.devices < 0 || m_options.devices > mostDevices)
        return refuse(ProblemType::OutOfRange, u"A sample has at most %1 devices."_s.arg(number(mostDevices)));
    const QFileInfo place(m_options.directory);
    if (place.exists() && !(place.isDir() && QDir(m_options.directory).isEmpty()))
        return refuse(ProblemType::AlreadyExists, u"There is something here already; choose another directory."_s,
                      m_options.directory);
    // What is left of a founding that was interrupted was never used by anybody.
    if (QFileInfo::exists(m_draft) && !QDir(m_draft).removeRecursively())
        return refuse(ProblemType::FileUnreadable, u"The remains of an interrupted founding cannot be removed."_s,
                      m_draft);
    for (const QString &directory :
         {m_draft, m_draft + u"/sample"_s, m_draft + u"/sample/operators"_s, m_draft + u"/sample/witnesses"_s,
          m_draft + u"/sample/devices"_s, m_draft + u"/sample/authorities"_s, m_draft + u"/sample/tuf"_s}) {
        if (auto made = makePrivateDirectory(directory); !made)
            return made;
    }
    return {};
}

Expected<void> SampleFounding::found()
{
    m_progress(u"making keys and people"_s);
    const qint64 now = m_clock.now();
    m_operators = makeSampleOperators(m_clock.nowMilliseconds());
    m_witnesses = makeSampleWitnesses();
    m_authorities = SampleAuthorities::make();
    auto keys = DeploymentKeys::make(now, {u"localhost"_s, u"127.0.0.1"_s}, m_options.token);
    if (!keys)
        return std::unexpected(keys.error());
    if (auto written = keys->write(m_draft); !written)
        return written;
    // The sample's attestation root is used here once and forgotten: no device can join later under a stolen one.
    const auto rootKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    auto factory = samples::SampleDeviceFactory::make(*rootKey, now, now + rootValidity);
    if (!factory)
        return std::unexpected(factory.error());
    m_factory = std::make_unique<samples::SampleDeviceFactory>(std::move(*factory));

    operators::Founding founding = makeFounding(*keys);
    auto repository = SampleRepository::make(founding, *keys);
    if (!repository)
        return std::unexpected(repository.error());
    m_repository = std::move(*repository);
    m_repository->describe(founding);
    if (auto sound = Ceremony::check(founding); !sound)
        return sound;
    std::vector<QByteArray> signatures;
    QMap<QString, QString> names;
    for (const SampleOperator &person : m_operators) {
        if (!person.isFounder)
            continue;
        const auto jws = signing::Jws::sign(operators::foundingTyp, founding.toJson(), *person.key);
        if (!jws)
            return std::unexpected(jws.error());
        signatures.push_back(jws->compact());
        names.insert(person.id, person.name);
    }
    m_progress(u"founding, signed by %1 founders"_s.arg(signatures.size()));
    auto plane = ControlPlane::openForFounding(m_draft, founding.deploymentId(), std::move(*keys), m_clock);
    if (!plane)
        return std::unexpected(plane.error());
    m_plane = std::move(*plane);
    return Ceremony(*m_plane).found(founding, signatures, names);
}

operators::Founding SampleFounding::makeFounding(const DeploymentKeys &keys) const
{
    operators::Founding founding;
    founding.name = u"Sample organisation"_s;
    founding.created = m_clock.now();
    founding.sample = true;
    for (const SampleOperator &person : m_operators) {
        if (person.isFounder)
            founding.founders.push_back(
                {.operatorId = person.id, .key = person.key->publicKey(), .roles = person.roles});
    }
    founding.recoveryQuorum = static_cast<int>(founding.founders.size()) - 1;
    founding.rules = initialRules();
    founding.roleConflicts = initialRoleConflicts();
    for (const SampleWitness &witness : m_witnesses)
        founding.witnesses.push_back({.name = witness.name, .key = witness.key->publicKey(), .standIn = true});
    founding.witnessThreshold = 1;
    founding.witnessMaxAge = 86'400;
    if (const auto root = enigm::fleet::attestationRootKey(m_factory->root()))
        founding.attestationRoots = {signing::sha256(*root)};
    founding.minAttestationLevel = u"trusted-environment"_s;
    founding.minPatch = patchLevel(founding.created, 12);
    founding.brake = {.devices = 100, .window = 3600};
    founding.suspension = {.devices = 100, .window = 3600};
    founding.breakGlassActions = {u"device.revoke"_s};
    founding.retention = {{u"app-access"_s, 90}};
    keys.describe(founding);
    m_authorities.describe(founding);
    return founding;
}

Expected<void> SampleFounding::equipOperators()
{
    m_progress(u"sealing the keys and PINs of operators and witnesses"_s);
    const QByteArray deployment = m_plane->governance().directory()->deploymentId();
    // Each takes two scrypts, which is what the time goes into.
    std::vector<std::future<Expected<store::PinVerifier>>> sealing;
    for (const SampleOperator &person : m_operators) {
        sealing.push_back(std::async(std::launch::async, [&]() -> Expected<store::PinVerifier> {
            if (auto written = person.write(m_draft + u"/sample/operators"_s, deployment); !written)
                return std::unexpected(written.error());
            return identity::hashPin(person.pin);
        }));
    }
    std::vector<Expected<store::PinVerifier>> verifiers;
    for (auto &sealed : sealing)
        verifiers.push_back(sealed.get());
    for (const SampleWitness &witness : m_witnesses) {
        if (auto written = witness.write(m_draft + u"/sample/witnesses"_s); !written)
            return written;
    }
    return m_plane->writer().submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        for (std::size_t i = 0; i < verifiers.size(); ++i) {
            if (!verifiers[i])
                return std::unexpected(verifiers[i].error());
            if (auto done = transaction.operators.setPin(m_operators[i].id, *verifiers[i]); !done)
                return done;
        }
        return {};
    });
}

Expected<void> SampleFounding::admitOperators()
{
    for (const SampleOperator &newcomer : m_operators) {
        if (newcomer.isFounder)
            continue;
        m_progress(u"admitting %1"_s.arg(newcomer.name));
        const auto admitted = SampleConsole(*m_plane).perform(
            person(u"administrator-1"),
            {.action = u"operator.admit"_s,
             .parameters = enigm::changes::AdmitOperatorParameters{.operatorId = newcomer.id,
                                                                   .roles = newcomer.roles,
                                                                   .keys = {newcomer.key->publicKey()}},
             .reason = u"Joins the sample organisation."_s,
             .names = {{newcomer.id, newcomer.name}}},
            {&person(u"approver-1"), &person(u"reviewer-1")});
        if (!admitted)
            return std::unexpected(admitted.error());
    }
    return {};
}

Expected<void> SampleFounding::beginRepository()
{
    m_progress(u"signing the first metadata of the update repository"_s);
    return m_repository->publish(*m_plane, *m_authorities.manifest, person(u"release-manager-1").id);
}

Expected<void> SampleFounding::enrolDevices()
{
    auto authority =
        fleet::DeviceCertificateAuthority::open(m_plane->keys().deviceCa, m_plane->keys().deviceCaCertificate);
    if (!authority)
        return std::unexpected(authority.error());
    m_fleet = std::make_unique<SampleFleet>(*m_plane, *m_factory, std::move(*authority));
    return m_fleet->enrol(m_options.devices, mix().pending / 2, [this](qint64 done, qint64 total) {
        m_progress(u"enrolling devices: %1 of %2"_s.arg(number(done), number(total)));
    });
}

SampleFounding::Mix SampleFounding::mix() const
{
    const auto share = [this](qint64 perMille) { return std::min(m_options.devices * perMille / 1000, largestGroup); };
    return {.pending = share(20),
            .restricted = share(20),
            .suspended = share(20),
            .revoked = share(20),
            .retired = share(10)};
}

/// Those that are left waiting are the last to have enrolled, some of them with a rejected attestation.
Expected<void> SampleFounding::admitDevices()
{
    const Targets &devices = m_fleet->devices();
    const auto count = static_cast<std::ptrdiff_t>(m_options.devices - mix().pending);
    for (std::ptrdiff_t from = 0; from < count; from += static_cast<std::ptrdiff_t>(TargetSet::maxTargets)) {
        const auto to = std::min(count, from + static_cast<std::ptrdiff_t>(TargetSet::maxTargets));
        auto targets = TargetSet::make({devices.begin() + from, devices.begin() + to});
        if (!targets)
            return std::unexpected(targets.error());
        const auto admitted = SampleConsole(*m_plane).perform(person(u"administrator-1"),
                                                              {.action = u"device.admit"_s,
                                                               .targets = std::move(*targets),
                                                               .reason = u"First delivery of the sample fleet."_s},
                                                              {&person(u"approver-1")});
        if (!admitted)
            return std::unexpected(admitted.error());
        m_progress(u"admitting devices: %1 of %2"_s.arg(number(to), number(count)));
    }
    return {};
}

Expected<void> SampleFounding::liveAWhile()
{
    m_progress(u"restricting, suspending, revoking and retiring some"_s);
    const Mix groups = mix();
    const std::vector<const SampleOperator *> approver{&person(u"approver-2")};
    if (auto moved = moveNext(groups.restricted, u"device.restrict"_s, u"Travels without its owner."_s, {}); !moved)
        return moved;
    if (auto moved = moveNext(groups.suspended, u"device.suspend"_s, u"Reported missing."_s, {}); !moved)
        return moved;
    if (auto moved = moveNext(groups.revoked, u"device.revoke"_s, u"Lost and not found again."_s, approver); !moved)
        return moved;
    return moveNext(groups.retired, u"device.retire"_s, u"Returned at the end of its life."_s, approver);
}

Expected<void> SampleFounding::moveNext(qint64 count, const QString &action, const QString &reason,
                                        const std::vector<const SampleOperator *> &approvers)
{
    if (count == 0)
        return {};
    const auto from = m_fleet->devices().begin() + static_cast<std::ptrdiff_t>(m_next);
    m_next += count;
    Targets leaves(from, from + static_cast<std::ptrdiff_t>(count));
    for (TargetLeaf &leaf : leaves)
        leaf.state = DeviceState::Trusted;
    auto targets = TargetSet::make(std::move(leaves));
    if (!targets)
        return std::unexpected(targets.error());
    const auto moved = SampleConsole(*m_plane).perform(
        person(u"administrator-1"), {.action = action, .targets = std::move(*targets), .reason = reason}, approvers);
    if (!moved)
        return std::unexpected(moved.error());
    return {};
}

Expected<void> SampleFounding::writeFiles()
{
    m_progress(u"writing deployment.json and the devices' keys"_s);
    const QByteArray root = certificates::certificatePem(m_factory->root());
    if (auto written = writeFile(m_draft + u"/sample/attestation-root.crt"_s, root, Readers::Owner); !written)
        return written;
    const QByteArray attestation = m_factory->seal(signing::Secret{QByteArrayView(samplePassphrase.data())});
    if (auto written = writeFile(m_draft + u"/sample/attestation.json"_s, attestation, Readers::Owner); !written)
        return written;
    if (auto written = m_authorities.write(m_draft + u"/sample/authorities"_s); !written)
        return written;
    if (auto written = m_repository->write(m_draft + u"/sample/tuf"_s); !written)
        return written;
    if (auto written = m_fleet->writeArchives(m_draft + u"/sample/devices"_s); !written)
        return written;
    return Ceremony(*m_plane).writeDeploymentFile(m_draft, m_options.url);
}

Expected<void> SampleFounding::giveName()
{
    m_fleet.reset();
    m_plane.reset();
    const QString directory = QDir::cleanPath(QDir(m_options.directory).absolutePath());
    if (QFileInfo::exists(directory) && !QDir().rmdir(directory))
        return refuse(ProblemType::AlreadyExists, u"There is something here already."_s, directory);
    if (!QDir().rename(m_draft, directory))
        return refuse(ProblemType::FileUnreadable, u"The directory cannot be given its name."_s, directory);
    return {};
}

const SampleOperator &SampleFounding::person(QStringView name) const
{
    const auto found =
        std::ranges::find_if(m_operators, [name](const SampleOperator &candidate) { return candidate.name == name; });
    Q_ASSERT(found != m_operators.end());
    return *found;
}

} // namespace enigm::controlplane::program
