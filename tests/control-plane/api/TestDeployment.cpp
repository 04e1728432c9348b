#include "tests/control-plane/api/TestDeployment.h"

#include "contract/deployment/WitnessFile.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/NoteSigner.h"
#include "control-plane/audit/CosignatureIntake.h"
#include "control-plane/program/SampleFounding.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace program = controlplane::program;
namespace store = controlplane::store;

// Certificates of devices are judged by the real clock, so the test's begins there.
TestDeployment::TestDeployment(qint64 devices)
    : clock(time::SystemClock().now())
{
    program::SampleFounding founding(
        {.directory = directory(), .devices = devices, .url = QUrl(u"https://127.0.0.1:0"_s)}, clock,
        [](const QString &) {});
    require(founding.run());
    const QByteArray archive = readFile(directory() + u"/sample/devices/000.json"_s);
    m_identities = require(deployment::DeviceArchive::open(archive, signing::Secret("sample"))).devices;
    start();
}

TestDeployment::~TestDeployment() = default;

void TestDeployment::start(const store::DatabaseOptions &database, quint16 port)
{
    program::Server::Options options{.directory = directory(), .database = database};
    options.operators.port = port;
    options.ddiSleep = 1; // a stock client sleeps once before it installs anything
    m_server = require(program::Server::start(options, clock));
}

void TestDeployment::stop()
{
    m_server.reset();
}

deployment::DeploymentFile TestDeployment::file() const
{
    return require(deployment::DeploymentFile::parse(readFile(directory() + u"/deployment.json"_s)));
}

const SamplePerson &TestDeployment::person(const QString &name)
{
    const auto known = m_people.find(name);
    if (known != m_people.end())
        return known->second;
    return m_people.emplace(name, SamplePerson::of(directory(), name)).first->second;
}

changes::TargetSet TestDeployment::devices(fleet::DeviceState state, int count)
{
    const auto reader = plane().database().read();
    if (!reader)
        qFatal("%s", qPrintable(reader.error().toString()));
    const auto rows = require((*reader)->devices.page({.states = {state}}, {}, count));
    if (rows.size() < static_cast<std::size_t>(count))
        qFatal("the sample has too few devices in the state %s", fleet::toWord(state).data());
    std::vector<changes::TargetLeaf> leaves;
    for (const store::DeviceRow &row : rows)
        leaves.push_back({.handle = row.handle, .key = row.key, .state = row.state});
    return require(changes::TargetSet::make(std::move(leaves)));
}

fleet::DeviceState TestDeployment::stateOf(const fleet::DeviceHandle &handle)
{
    const auto reader = plane().database().read();
    if (!reader)
        qFatal("%s", qPrintable(reader.error().toString()));
    return require((*reader)->devices.find(handle)).value().state;
}

const deployment::DeviceIdentity &TestDeployment::identity(const fleet::DeviceHandle &handle) const
{
    const auto device =
        std::ranges::find(m_identities, handle, [](const deployment::DeviceIdentity &known) { return known.handle; });
    if (device == m_identities.end())
        qFatal("the archive does not hold the device");
    return *device;
}

std::optional<RawReply> TestDeployment::ask(const fleet::DeviceHandle &handle, const QByteArray &method,
                                            const QByteArray &path, const QByteArray &body,
                                            const QByteArray &moreFields)
{
    const deployment::DeviceIdentity &device = identity(handle);
    const TestIdentity peer = TestIdentity::of(device.tlsKey->evp(), device.certificate);
    RawTlsClient client(static_cast<quint16>(QUrl(m_server->deviceUrl()).port()), {.identity = &peer});
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + moreFields;
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return client.exchange(request + "\r\n" + body);
}

std::optional<RawReply> TestDeployment::checkIn(const fleet::DeviceHandle &handle)
{
    return ask(handle, "POST", "/device/v1/check-in", "{}");
}

QStringList TestDeployment::entries(qint64 from)
{
    QStringList lines;
    for (const QByteArray &leaf : require(plane().logs().leaves(store::LogId::Activity, from, activitySize()))) {
        const auto entry = require(log::ActivityEntry::parse(leaf));
        lines.append(entry.action + u' ' + log::word(entry.outcome));
    }
    return lines;
}

qint64 TestDeployment::activitySize()
{
    return plane().checkpoints().current()->of(store::LogId::Activity).head.size;
}

QByteArray TestDeployment::cosigned(const QByteArray &note, const QString &standIn) const
{
    const auto file =
        require(deployment::WitnessFile::parse(readFile(directory() + u"/sample/witnesses/%1.json"_s.arg(standIn))));
    const auto key = require(file.key->unlock(signing::Secret("sample")));
    const auto signer = require(log::NoteSigner::make(file.name.toUtf8(), log::NoteAlgorithm::CosignatureV1, *key));
    const auto parsed = require(log::SignedNote::parse(note));
    const auto bare = require(log::SignedNote::make(parsed.text(), {parsed.signatures().front()}));
    return require(bare.withSignature(require(signer.sign(parsed.text(), clock.now())))).toBytes();
}

void TestDeployment::witness()
{
    const auto directory = plane().governance().directory();
    const auto checkpoints = plane().checkpoints().current();
    for (const auto log : {store::LogId::Governance, store::LogId::Activity}) {
        const auto taken = require(
            controlplane::audit::openCosigned(log, cosigned(checkpoints->of(log).note), *directory, clock.now()));
        require(plane().writer().submitAndWait([&](store::Transaction &transaction) {
            return controlplane::audit::keepCosigned(transaction, taken, *directory, clock.now());
        }));
    }
}

} // namespace enigm::test
