#include "tests/control-plane/api/AttestationTestBed.h"

#include "contract/enrollment/AttestationClaim.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace enigm::test {

using fleet::DeviceHandle;
using simulator::AttestationRound;
using simulator::Reply;

namespace {

constexpr int patience = 20'000; // milliseconds

} // namespace

AttestationTestBed::AttestationTestBed(qint64 devices)
    : m_deployment(devices)
    , m_hardware(require(samples::SampleDeviceFactory::open(
          readFile(m_deployment.directory() + u"/sample/attestation.json"_s), signing::Secret("sample"))))
{}

TestConsole &AttestationTestBed::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(m_deployment, person);
    return *console;
}

void AttestationTestBed::advance(qint64 seconds)
{
    m_deployment.clock.advance(seconds);
    m_consoles.clear();
}

DeviceHandle AttestationTestBed::freshDevice()
{
    const auto trusted = m_deployment.devices(fleet::DeviceState::Trusted, ++m_used);
    return trusted.leaves().back().handle;
}

Reply AttestationTestBed::attest(const DeviceHandle &device, simulator::Misbehaviour misbehaviour)
{
    const auto file = m_deployment.file();
    AttestationRound round(m_deployment.identity(device),
                           {.url = QUrl(m_deployment.server().deviceUrl()), .tlsDigest = file.tlsDigest},
                           {.deployment = file.deployment,
                            .misbehaviour = misbehaviour,
                            .hardware = &*m_hardware,
                            .clock = &m_deployment.clock},
                           nullptr);
    Reply reply;
    QObject::connect(&round, &AttestationRound::finished, &round, [&reply](const Reply &given) { reply = given; });
    QSignalSpy spy(&round, &AttestationRound::finished);
    if (spy.isEmpty() && !spy.wait(patience))
        qFatal("the device was not answered");
    return reply;
}

RawReply AttestationTestBed::handIn(const DeviceHandle &device, const std::vector<QByteArray> &chain)
{
    const auto given = m_deployment.ask(device, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(given->body)));
    const auto &key = *m_deployment.identity(device).attestedKey;
    const reports::Report report{.deployment = m_deployment.file().deployment,
                                 .handle = device,
                                 .body = reports::FreshAttestation::of(chain),
                                 .time = m_deployment.clock.now(),
                                 .nonce = reader.bytes("nonce"_L1, 16)};
    const enrollment::AttestationClaim claim{
        .chain = chain,
        .attested = {.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))}};
    return *m_deployment.ask(device, "POST", "/device/v1/attestations", json::canonical(claim.toJson()));
}

std::optional<qint64> AttestationTestBed::dueSince(const DeviceHandle &device)
{
    const json::Value due = memberOf(*m_deployment.checkIn(device), "attestation_due"_L1);
    return due.isNull() ? std::nullopt : std::optional(due.integer());
}

json::Object AttestationTestBed::shown(const DeviceHandle &device)
{
    return console(u"reviewer-1"_s).getJson("/v1/devices/" + device.text().toLatin1()).object();
}

QString AttestationTestBed::outcome(const DeviceHandle &device)
{
    return shown(device).find("attestation"_L1)->text();
}

QString AttestationTestBed::reason(const DeviceHandle &device)
{
    return shown(device).find("attestation_facts"_L1)->object().find("reason"_L1)->text();
}

RawReply AttestationTestBed::askFor(const QString &person, const std::vector<DeviceHandle> &devices)
{
    json::Array handles;
    for (const DeviceHandle &device : devices)
        handles.emplace_back(device.text());
    return console(person).send({.method = "POST",
                                 .target = "/v1/attestation-requests",
                                 .body = json::canonical(json::Object{{"devices"_L1, std::move(handles)}})});
}

QStringList AttestationTestBed::entries(qint64 from)
{
    QStringList all = m_deployment.entries(from);
    all.removeIf([](const QString &entry) { return !entry.contains(u"attest"); });
    return all;
}

void AttestationTestBed::perform(const QString &action, const changes::TargetSet &targets,
                                 const changes::Parameters &parameters)
{
    const RawReply asked = console(u"administrator-1"_s).ask(action, targets, parameters);
    QString state = memberOf(asked, "state"_L1).text();
    for (const QString &signer : {u"approver-1"_s, u"reviewer-1"_s}) {
        if (state == "pending"_L1)
            state = memberOf(console(signer).approve(changeOf(asked)), "state"_L1).text();
    }
    if (state != "executed"_L1)
        qFatal("%s is %s", qPrintable(action), qPrintable(state));
}

} // namespace enigm::test
