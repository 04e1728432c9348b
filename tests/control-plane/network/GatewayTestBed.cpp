#include "tests/control-plane/network/GatewayTestBed.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/fleet/Certificate.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/history/Require.h"

#include <QUrl>

#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace store = controlplane::store;

TestPoint::TestPoint(TestDeployment &deployment, policy::NetworkPath path)
    : m_deployment(deployment)
    , m_id(encoding::makeUuid7(deployment.clock.nowMilliseconds()))
    , m_path(path)
    , m_identity(TestIdentity::authority(u"Anybody"_s))
{}

QString TestPoint::key() const
{
    const auto certificate = require(fleet::Certificate::parse(m_identity.der()));
    return QString::fromLatin1(encoding::toBase64Url(signing::sha256(certificate.spki())));
}

std::optional<RawReply> TestPoint::ask(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                                       const QByteArray &fields)
{
    if (!m_connection)
        m_connection =
            std::make_unique<RawTlsClient>(static_cast<quint16>(QUrl(m_deployment.server().gatewayUrl()).port()),
                                           RawTlsOptions{.identity = &m_identity});
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: gateway.example:4711\r\n" + fields;
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return m_connection->exchange(request + "\r\n" + body);
}

QByteArray TestPoint::mayConnect(const fleet::DeviceHandle &handle)
{
    const json::Value question =
        json::Object{{"action"_L1, json::Object{{"name"_L1, u"connect"_s}}},
                     {"resource"_L1, json::Object{{"id"_L1, toWord(m_path)}, {"type"_L1, u"network-path"_s}}},
                     {"subject"_L1, json::Object{{"id"_L1, handle.text()}, {"type"_L1, u"device"_s}}}};
    const auto reply = ask("POST", "/access/v1/evaluation", json::canonical(question));
    if (!reply)
        qFatal("the connection was ended");
    return reply->body;
}

GatewayTestBed::GatewayTestBed(qint64 devices)
    : deployment(devices)
{
    const auto reader = require(deployment.plane().database().read());
    const auto changes = require(reader->changes.changedSince(0, 1));
    if (changes.empty())
        qFatal("the sample has no change to rest on");
    m_change = changes.front().id;
}

void GatewayTestBed::write(store::Writer::Job job)
{
    require(deployment.plane().writer().submitAndWait(std::move(job)));
}

std::unique_ptr<TestPoint> GatewayTestBed::enrol(policy::NetworkPath path)
{
    auto point = std::make_unique<TestPoint>(deployment, path);
    write([&](store::Transaction &transaction) {
        return transaction.enforcementPoints.insert({.id = point->id(),
                                                     .name = u"point "_s + point->id(),
                                                     .nameKey = u"point "_s + point->id(),
                                                     .path = toWord(path),
                                                     .key = point->key(),
                                                     .enrolledChange = m_change,
                                                     .enrolledAt = deployment.clock.now(),
                                                     .cursor = deployment.plane().sequencer().nextCursor()});
    });
    return point;
}

void GatewayTestBed::revoke(const TestPoint &point)
{
    write([&](store::Transaction &transaction) {
        return transaction.enforcementPoints.revoke(point.id(), m_change, deployment.clock.now(),
                                                    deployment.plane().sequencer().nextCursor());
    });
}

void GatewayTestBed::publish(const policy::PolicyDocument &document)
{
    const policy::PolicyVersion version{.policy = u"0197f9a0-0000-7000-8000-"_s +
                                                  QString::number(++m_policies).rightJustified(12, u'0'),
                                        .version = 1,
                                        .document = document};
    write([&](store::Transaction &transaction) -> Expected<void> {
        auto done = transaction.policies.addVersion({.policy = version.policy,
                                                     .version = version.version,
                                                     .digest = version.digest(),
                                                     .document = json::canonical(document.toJson()),
                                                     .change = m_change,
                                                     .publishedAt = deployment.clock.now()});
        if (!done)
            return done;
        return transaction.policies.put({.id = version.policy,
                                         .version = version.version,
                                         .name = version.policy,
                                         .isAssignedToAll = true,
                                         .change = m_change,
                                         .changedAt = deployment.clock.now(),
                                         .cursor = deployment.plane().sequencer().nextCursor()},
                                        {});
    });
}

fleet::DeviceHandle GatewayTestBed::networkHandle(const fleet::DeviceHandle &device, std::optional<qint64> epoch)
{
    const auto reader = require(deployment.plane().database().read());
    const auto row = require(reader->devices.find(device));
    const auto enrollment = require(reader->enrollments.find(device));
    if (!row || !enrollment)
        qFatal("no such device has enrolled");
    return require(deployment.plane().rotatingHandles().handleOf(
        {.device = device.text(), .key = row->key, .nonce = enrollment->nonce}, fleet::HandleAudience::Network,
        epoch.value_or(fleet::handleEpochAt(deployment.clock.now()))));
}

fleet::DeviceHandle GatewayTestBed::trusted(int place)
{
    return deployment.devices(fleet::DeviceState::Trusted, place + 1).leaves()[static_cast<std::size_t>(place)].handle;
}

fleet::DeviceHandle GatewayTestBed::suspended(int place)
{
    constexpr int spared = 4; // the first are asked for as trusted ones
    while (m_suspended.size() <= static_cast<std::size_t>(place)) {
        const fleet::DeviceHandle device = trusted(spared);
        write([&](store::Transaction &transaction) {
            return transaction.devices.setState(device, fleet::DeviceState::Suspended,
                                                deployment.plane().sequencer().nextCursor());
        });
        m_suspended.push_back(device);
    }
    return m_suspended[static_cast<std::size_t>(place)];
}

std::vector<GatewayTestBed::Entry> GatewayTestBed::entries(const QString &action, qint64 from)
{
    std::vector<Entry> found;
    for (const auto &record : require(deployment.plane().logs().records(from, deployment.activitySize()))) {
        Entry entry{.header = require(log::ActivityEntry::parse(record.leaf)),
                    .body = record.body ? record.body->value : json::Value()};
        if (entry.header.action == action)
            found.push_back(std::move(entry));
    }
    return found;
}

void GatewayTestBed::flush()
{
    std::promise<void> written;
    deployment.server().network().book().flush([&written](const Expected<void> &done) {
        require(done);
        written.set_value();
    });
    written.get_future().wait();
}

policy::PolicyDocument openPaths(policy::Obligations obligations)
{
    policy::Rule rule = allowAll(u"all"_s);
    rule.obligations = obligations;
    policy::PolicyDocument document;
    document.kind = policy::PolicyKind::NetworkPath;
    document.name = u"Open paths"_s;
    document.rules = {rule};
    return document;
}

} // namespace enigm::test
