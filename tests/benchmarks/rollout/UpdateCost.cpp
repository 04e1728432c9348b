#include "tests/benchmarks/rollout/UpdateCost.h"

#include "contract/device/UpdateOffer.h"
#include "contract/json/JsonParser.h"
#include "contract/ota/tuf/Updater.h"
#include "contract/reports/UpdateOutcome.h"
#include "simulator/device/CommandReplies.h"
#include "simulator/device/UpdateBook.h"
#include "tests/benchmarks/harness/ProcessorTime.h"
#include "tests/contract/ota/tuf/MemoryRepository.h"
#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/ota/UpdateBed.h"
#include "tests/support/history/Require.h"

#include <QUrl>

#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using ota::UpdateStage;
using test::require;

constexpr double devicesOfANight = 1'000'000;
constexpr double nightSeconds = 8.0 * 3'600;
constexpr double cores = 2;
constexpr double microseconds = 1e6;
constexpr qsizetype artifactSize = 100'000;
constexpr int reportsOfAnUpdate = 4;

/// The update repository, over the connection that the device has.
class RepositoryLine final : public ota::tuf::Fetcher
{
public:
    explicit RepositoryLine(test::RawTlsClient &line)
        : m_line(line)
    {}

    [[nodiscard]] Expected<QByteArray> metadata(const QString &file, qint64) override
    {
        return get("/tuf/" + file.toLatin1());
    }
    [[nodiscard]] Expected<QByteArray> target(const QString &path, qint64) override
    {
        return get("/tuf/targets/" + path.toLatin1());
    }

private:
    [[nodiscard]] Expected<QByteArray> get(const QByteArray &path)
    {
        constexpr int ok = 200;
        constexpr int notFound = 404;
        const auto reply = m_line.exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        if (!reply || (reply->status != ok && reply->status != notFound))
            qFatal("%s was refused: %s", path.constData(), reply ? reply->body.constData() : "no answer");
        return reply->status == ok ? Expected<QByteArray>(reply->body) : refuse(ProblemType::NotFound);
    }

    test::RawTlsClient &m_line;
};

/// One device that takes its update over one connection, as UpdateRound does, on the calling thread.
class UpdatedDevice
{
public:
    UpdatedDevice(test::UpdateBed &bed, simulator::UpdateBook &book, const deployment::DeviceIdentity &device)
        : m_bed(bed)
        , m_book(book)
        , m_device(device)
        , m_identity(test::TestIdentity::of(device.tlsKey->evp(), device.certificate))
        , m_line(static_cast<quint16>(QUrl(bed.deployment.server().deviceUrl()).port()), {.identity = &m_identity})
    {}

    void update()
    {
        const auto offer = require(device::UpdateOffer::parse(ask("GET", "/device/v1/update")));
        const auto evidence = require(m_book.verified(offer));
        report(*evidence, UpdateStage::Downloading);
        if (artifact(offer, *evidence).size() != offer.length)
            qFatal("an artifact is not whole");
        for (const UpdateStage stage : {UpdateStage::Verified, UpdateStage::Installed, UpdateStage::Confirmed})
            report(*evidence, stage);
        m_line.endSending();
        (void)m_line.atEnd();
    }

private:
    /// By its name in the repository, of which the device has seen nothing yet.
    QByteArray artifact(const device::UpdateOffer &offer, const device::UpdateEvidence &evidence)
    {
        RepositoryLine repository(m_line);
        test::MemoryStore kept;
        ota::tuf::Updater updater(
            repository, kept, m_bed.deployment.clock.now(),
            {.limits = {}, .pin = [&evidence](QByteArrayView root) { return evidence.namesRoot(root); }});
        require(updater.refresh(require(repository.metadata(u"1.root.json"_s, ota::tuf::Limits().rootBytes))));
        const auto target = require(updater.find(offer.target));
        if (!target)
            qFatal("nobody vouches for the target");
        return require(updater.fetch(*target));
    }
    QByteArray ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        if (!body.isEmpty())
            request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        const auto reply = m_line.exchange(request + "\r\n" + body);
        if (!reply || reply->status != 200)
            qFatal("%s was refused: %s", path.constData(), reply ? reply->body.constData() : "no answer");
        return reply->body;
    }
    void report(const device::UpdateEvidence &evidence, UpdateStage stage)
    {
        const QByteArray nonce = require(simulator::readNonce(ask("POST", "/device/v1/nonces", "{}")));
        const reports::Report report{
            .deployment = m_bed.deployment.file().deployment,
            .handle = m_device.handle,
            .body =
                reports::UpdateReport{.change = evidence.digest(), .execution = evidence.execution(), .stage = stage},
            .time = m_bed.deployment.clock.now(),
            .nonce = nonce};
        const reports::UpdateOutcome outcome{.key = m_device.attestedKey->publicKey(),
                                             .report =
                                                 require(reports::SignedReport::sign(report, *m_device.attestedKey))};
        (void)ask("POST", "/device/v1/reports/update", json::canonical(outcome.toJson()));
    }

    test::UpdateBed &m_bed;
    simulator::UpdateBook &m_book;
    const deployment::DeviceIdentity &m_device;
    test::TestIdentity m_identity;
    test::RawTlsClient m_line;
};

/// The server's own of a handshake and the two that it verifies there, and one of each report.
double signatureMicroseconds(const deployment::DeviceIdentity &device, int times)
{
    const QByteArray message(130, 'm');
    const QByteArray signature = require(device.tlsKey->sign(message));
    return ownMicroseconds(times, [&] {
        for (int i = 0; i < times; ++i) {
            if (!device.tlsKey->sign(message))
                qFatal("nothing was signed");
            for (int verified = 0; verified < 2 + reportsOfAnUpdate; ++verified) {
                if (!device.tlsKey->publicKey().verify(message, signature))
                    qFatal("a signature does not verify");
            }
        }
    });
}

} // namespace

std::vector<Figure> updateCostFigures(int devices)
{
    test::UpdateBed bed(devices);
    bed.release(QByteArray(artifactSize, 'e'), u"system.img"_s, u"2026.11.2"_s);
    bed.start();
    simulator::UpdateBook book(bed.deployment.file().deployment);
    const double update = othersMicroseconds(devices, [&] {
        for (const deployment::DeviceIdentity &device : bed.devices())
            UpdatedDevice(bed, book, device).update();
    });
    const double signatures = signatureMicroseconds(bed.devices().front(), devices);
    const json::Object sizes{
        {"artifact_bytes"_L1, artifactSize}, {"devices"_L1, devices}, {"reports_of_an_update"_L1, reportsOfAnUpdate}};
    return {{.name = u"rollout.update-microseconds"_s, .value = update, .limit = {}, .sizes = sizes},
            {.name = u"rollout.update-signatures-microseconds"_s, .value = signatures, .limit = {}, .sizes = sizes},
            {.name = u"rollout.devices-updated-in-a-night"_s,
             .value = cores * nightSeconds * microseconds / update,
             .limit = devicesOfANight,
             .sizes = sizes}};
}

} // namespace enigm::benchmarks
