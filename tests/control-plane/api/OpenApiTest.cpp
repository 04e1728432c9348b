#include "control-plane/api/ArrivalRoutes.h"
#include "control-plane/api/ArtifactRoutes.h"
#include "control-plane/api/CheckInRoutes.h"
#include "control-plane/api/CommandRoutes.h"
#include "control-plane/api/CredentialRoutes.h"
#include "control-plane/api/DdiRoutes.h"
#include "control-plane/api/DevicePolicyRoutes.h"
#include "control-plane/api/FreshAttestationRoutes.h"
#include "control-plane/api/GatewayApi.h"
#include "control-plane/api/HandleRoutes.h"
#include "control-plane/api/MetaRoutes.h"
#include "control-plane/api/OperatorApi.h"
#include "control-plane/api/PostureRoutes.h"
#include "control-plane/api/TufFileRoutes.h"
#include "control-plane/api/UpdateRoutes.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
namespace api = enigm::controlplane::api;
namespace http = enigm::controlplane::http;
namespace program = enigm::controlplane::program;

namespace {

/// "GET /v1/devices" of every operation of the document.
QStringList documented()
{
    QStringList operations;
    QString path;
    bool inPaths = false;
    const QByteArray document = api::openApiDocument();
    for (const QByteArray &bytes : document.split('\n')) {
        const QString line = QString::fromUtf8(bytes);
        static const QRegularExpression pathLine(u"^  (/\\S*):$"_s);
        static const QRegularExpression methodLine(u"^    (get|post|put|patch|delete):"_s);
        if (!line.isEmpty() && !line.startsWith(u' '))
            inPaths = line == "paths:"_L1;
        if (!inPaths)
            continue;
        if (const auto match = pathLine.match(line); match.hasMatch())
            path = match.captured(1);
        else if (const auto method = methodLine.match(line); method.hasMatch())
            operations.append(method.captured(1).toUpper() + u' ' + path);
    }
    operations.sort();
    return operations;
}

void add(QStringList &operations, const api::Routes &routes)
{
    for (const http::Route &route : routes)
        operations.append(QString::fromLatin1(route.method) + u' ' + QString(route.path).remove(u'*'));
}

} // namespace

/// The document that is served describes the routes that there are, and no others.
class OpenApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentIsTheContracts();
    void everyRouteIsDocumentedAndEveryOperationRouted();
    void everyProblemIsListedAsItIs();
    void documentIsServed();
};

void OpenApiTest::documentIsTheContracts()
{
    QFile file(qEnvironmentVariable("ENIGM_SOURCE_DIR") + u"/contract/openapi.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(api::openApiDocument(), file.readAll());
}

void OpenApiTest::everyRouteIsDocumentedAndEveryOperationRouted()
{
    TestDeployment deployment(1);
    program::ControlPlane &plane = deployment.plane();
    http::WorkerPool workers(1, 1);
    api::OperatorApi operatorApi({.database = plane.database(),
                                  .writer = plane.writer(),
                                  .sequencer = plane.sequencer(),
                                  .board = plane.checkpoints(),
                                  .commits = plane.commits(),
                                  .directory = [&plane] { return plane.governance().directory(); },
                                  .clock = deployment.clock,
                                  .workers = workers,
                                  .changes = plane.changeService(),
                                  .attestationRequests = plane.attestationRequests(),
                                  .revocations = plane.revocations(),
                                  .releases = plane.releases(),
                                  .releaseSigning = plane.releaseSigning(),
                                  .rollouts = deployment.server().rollouts().offers(),
                                  .rolloutReader = deployment.server().rollouts().reader(),
                                  .updateRepository = plane.updateRepository(),
                                  .updateMetadata = plane.updateMetadata(),
                                  .isSample = true});
    api::CheckInRoutes checkInRoutes(plane.checkIns(), plane.checkpoints());
    QStringList routed;
    add(routed, operatorApi.routes());
    add(routed, checkInRoutes.routes());
    api::CommandRoutes commandRoutes(plane.commands(), workers);
    add(routed, commandRoutes.routes());
    api::ArrivalRoutes arrivalRoutes(plane.enrollments(), workers);
    add(routed, arrivalRoutes.routes());
    api::ArtifactDelivery delivery(deployment.server().rollouts().artifacts(), plane.artifacts());
    api::TufFileRoutes tufRoutes(plane.checkIns(), plane.updateMetadata(), delivery, workers);
    add(routed, tufRoutes.routes());
    api::PostureRoutes postureRoutes(plane.postures());
    add(routed, postureRoutes.routes());
    auto &network = deployment.server().network();
    api::HandleRoutes handleRoutes(plane.handles(), network.handles(), workers);
    add(routed, handleRoutes.routes());
    api::CredentialRoutes credentialRoutes(network.credentials(), workers);
    add(routed, credentialRoutes.routes());
    api::GatewayApi gatewayApi(network, plane.database(), deployment.clock, workers);
    add(routed, gatewayApi.routes());
    const controlplane::policy::DevicePolicies devicePolicies(
        plane.database(), {.isSample = true},
        [&plane](const QString &change) { return plane.changeReader().evidence(change); });
    api::DevicePolicyRoutes policyRoutes(plane.checkIns(), devicePolicies, plane.confirmations(), workers);
    add(routed, policyRoutes.routes());
    api::FreshAttestationRoutes attestationRoutes(plane.attestations(), workers);
    add(routed, attestationRoutes.routes());
    api::ArtifactRoutes artifactRoutes(plane.checkIns(), delivery, workers);
    add(routed, artifactRoutes.routes());
    auto &offers = deployment.server().rollouts().offers();
    controlplane::ota::UpdateOffers updateOffers(
        {.checkIns = plane.checkIns(),
         .offers = offers,
         .evidence = [&plane](const QString &change) { return plane.changeReader().evidence(change); },
         .clock = deployment.clock});
    controlplane::ota::UpdateReports updateReports({.database = plane.database(),
                                                    .clock = deployment.clock,
                                                    .checkIns = plane.checkIns(),
                                                    .nonces = plane.nonces(),
                                                    .offers = offers});
    api::UpdateRoutes updateRoutes(updateOffers, updateReports, deployment.clock, workers);
    add(routed, updateRoutes.routes());
    controlplane::ota::DdiService ddi(
        {.checkIns = plane.checkIns(), .offers = offers, .deployment = deployment.file().deployment});
    api::DdiRoutes ddiRoutes(ddi, workers, deployment.file().deployment);
    add(routed, ddiRoutes.routes());
    routed.sort();
    QCOMPARE(routed, documented());
}

void OpenApiTest::everyProblemIsListedAsItIs()
{
    QStringList listed;
    const QByteArray document = api::openApiDocument();
    for (const QByteArray &line : document.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        if (text.startsWith("- urn:enigm:problem:"_L1))
            listed.append(text);
    }
    QStringList known;
    for (const ProblemType type : allProblemTypes())
        known.append(u"- %1 # %2 %3"_s.arg(problemUri(type)).arg(problemStatus(type)).arg(problemTitle(type)));
    QCOMPARE(listed, known);
}

void OpenApiTest::documentIsServed()
{
    TestDeployment deployment(1);
    RawTlsClient client(static_cast<quint16>(deployment.server().url().port()));
    const auto reply = client.exchange("GET /openapi.yaml HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->body, api::openApiDocument());
    QCOMPARE(reply->header("Content-Type"), "application/yaml"_ba);
    for (const QByteArray &probe : {"/healthz"_ba, "/readyz"_ba, "/.well-known/oauth-authorization-server"_ba})
        QCOMPARE(client.exchange("GET " + probe + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")->status, 200);
}

ENIGM_TEST_MAIN(OpenApiTest)
#include "OpenApiTest.moc"
