#include "tests/support/gateway/DeviceCredentials.h"

#include "app/gateway/point/KeyPem.h"
#include "contract/certificates/CertificationRequest.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "simulator/wire/Exchange.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <optional>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

QByteArray bytesIn(const json::Value &document, QLatin1StringView name)
{
    return require(encoding::fromBase64Url(document.object().find(name)->text().toLatin1()));
}

} // namespace

Expected<DeviceCredentials> fetchCredentials(const deployment::DeviceIdentity &device, const QUrl &devices,
                                             const QByteArray &tlsPin)
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    DeviceCredentials credentials{
        .identity = {}, .handle = {}, .wireguardKey = signing::randomBytes(32), .onionKey = signing::randomBytes(32)};
    const json::Value request =
        json::Object{{"csr"_L1, encoded(require(certificates::CertificationRequest::sign(*key)))},
                     {"onion_key"_L1, encoded(credentials.onionKey)},
                     {"wireguard_key"_L1, encoded(credentials.wireguardKey)}};
    QObject owner;
    std::optional<simulator::Reply> reply;
    auto *const exchange = new simulator::Exchange(
        device, {.url = devices, .tlsDigest = tlsPin},
        {.method = "POST", .path = "/device/v1/network-credentials", .body = json::canonical(request)}, &owner);
    QObject::connect(exchange, &simulator::Exchange::finished, &owner,
                     [&reply](const simulator::Reply &answer) { reply = answer; });
    if (!QTest::qWaitFor([&reply] { return reply.has_value(); }, patience))
        return refuse(ProblemType::RequestTimeout);
    if (reply->problem)
        return std::unexpected(*reply->problem);
    const json::Value answer = require(json::parse(reply->body));
    const signing::Secret pem = gateway::keyPem(key->pkcs8());
    credentials.handle = answer.object().find("handle"_L1)->text();
    credentials.identity = {.certificate = QSslCertificate(bytesIn(answer, "certificate"_L1), QSsl::Der),
                            .key = QSslKey(pem.view().toByteArray(), QSsl::Ec)};
    return credentials;
}

} // namespace enigm::test
