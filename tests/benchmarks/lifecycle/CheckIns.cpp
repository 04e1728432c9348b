#include "tests/benchmarks/lifecycle/CheckIns.h"

#include "tests/benchmarks/harness/ProcessorTime.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/support/history/Require.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using test::RawTlsClient;
using test::TestIdentity;

constexpr double fullTarget = 500'000;
constexpr double resumedTarget = 1'000'000;
constexpr double pollSeconds = 300;
constexpr double cores = 2;
constexpr double microseconds = 1e6;

/// One trusted device of a served sample, as it comes again and again.
class CheckIns
{
public:
    explicit CheckIns(int times)
        : m_times(times)
        , m_handle(m_deployment.devices(fleet::DeviceState::Trusted).leaves()[0].handle)
        , m_device(m_deployment.identity(m_handle))
        , m_identity(TestIdentity::of(m_device.tlsKey->evp(), m_device.certificate))
        , m_port(static_cast<quint16>(QUrl(m_deployment.server().deviceUrl()).port()))
    {}

    [[nodiscard]] double whole(bool resumes)
    {
        return othersMicroseconds(m_times, [&] { repeat(resumes, true); });
    }
    [[nodiscard]] double handshake(bool resumes)
    {
        return othersMicroseconds(m_times, [&] { repeat(resumes, false); });
    }
    /// What of a full handshake is the server's signature and the two that it verifies.
    [[nodiscard]] double signatures() const
    {
        const QByteArray message(130, 'm');
        const QByteArray signature = test::require(m_device.tlsKey->sign(message));
        return ownMicroseconds(m_times, [&] {
            for (int i = 0; i < m_times; ++i) {
                const auto made = m_device.tlsKey->sign(message);
                if (!made || !m_device.tlsKey->publicKey().verify(message, signature) ||
                    !m_device.tlsKey->publicKey().verify(message, *made))
                    qFatal("a signature does not verify");
            }
        });
    }
    [[nodiscard]] double storage()
    {
        return ownMicroseconds(m_times, [&] {
            for (int i = 0; i < m_times; ++i) {
                if (!m_deployment.plane().checkIns().checkIn(m_device.certificate))
                    qFatal("a check-in was refused");
            }
        });
    }

private:
    void repeat(bool resumes, bool asks)
    {
        for (int i = 0; i < m_times; ++i)
            connectOnce(resumes ? m_session.get() : nullptr, asks);
    }
    void connectOnce(SSL_SESSION *session, bool asks)
    {
        RawTlsClient client(m_port, {.identity = &m_identity, .session = session});
        if (!client.connected() || (session && !client.resumed()))
            qFatal("the handshake was not what was to be measured");
        if (asks) {
            const auto reply = client.exchange("POST /device/v1/check-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                                               "application/json\r\nContent-Length: 2\r\n\r\n{}");
            if (!reply || reply->status != 200)
                qFatal("a check-in was refused");
            m_session = client.session(); // the newest: a ticket is good once
        }
        client.endSending();
        (void)client.atEnd();
    }

    const int m_times;
    test::TestDeployment m_deployment;
    const fleet::DeviceHandle m_handle;
    const deployment::DeviceIdentity &m_device;
    const TestIdentity m_identity;
    const quint16 m_port;
    std::shared_ptr<SSL_SESSION> m_session;
};

Figure shown(const QString &name, double value, const json::Object &sizes, std::optional<double> limit = {})
{
    return {.name = u"lifecycle.check-in-"_s + name, .value = value, .limit = limit, .sizes = sizes};
}

} // namespace

std::vector<Figure> checkInFigures(int rounds, int checkInsARound)
{
    CheckIns checkIns(checkInsARound);
    std::vector<double> full;
    std::vector<double> resumed;
    std::vector<double> handshake;
    std::vector<double> signatures;
    std::vector<double> storage;
    for (int round = 0; round < rounds; ++round) {
        full.push_back(checkIns.whole(false));
        resumed.push_back(checkIns.whole(true));
        handshake.push_back(checkIns.handshake(false));
        signatures.push_back(checkIns.signatures());
        storage.push_back(checkIns.storage());
    }
    const auto carried = [](double cost) { return cores * pollSeconds * microseconds / cost; };
    const json::Object sizes{{"check_ins"_L1, checkInsARound}, {"rounds"_L1, rounds}};
    return {shown(u"full-microseconds"_s, median(full), sizes),
            shown(u"resumed-microseconds"_s, median(resumed), sizes),
            shown(u"handshake-microseconds"_s, median(handshake), sizes),
            shown(u"signatures-microseconds"_s, median(signatures), sizes),
            shown(u"http-microseconds"_s, median(full) - median(handshake) - median(storage), sizes),
            shown(u"storage-microseconds"_s, median(storage), sizes),
            shown(u"devices-full"_s, carried(median(full)), sizes, fullTarget),
            shown(u"devices-resumed"_s, carried(median(resumed)), sizes, resumedTarget)};
}

} // namespace enigm::benchmarks
