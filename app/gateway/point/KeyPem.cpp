#include "app/gateway/point/KeyPem.h"

#include "contract/encoding/Base64Url.h"

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView begin = "-----BEGIN PRIVATE KEY-----\n";
constexpr QByteArrayView end = "-----END PRIVATE KEY-----\n";

} // namespace

signing::Secret keyPem(const signing::Secret &pkcs8)
{
    constexpr qsizetype lineLength = 64;
    QByteArray text = pkcs8.view().toByteArray().toBase64();
    QByteArray pem = begin.toByteArray();
    for (qsizetype at = 0; at < text.size(); at += lineLength)
        pem += text.mid(at, lineLength) + '\n';
    pem += end;
    text.fill('\0');
    return signing::Secret::taking(pem);
}

Expected<signing::Secret> pkcs8FromPem(QByteArrayView pem)
{
    if (!pem.startsWith(begin) || !pem.endsWith(end) || pem.size() < begin.size() + end.size())
        return refuse(ProblemType::MalformedKey, u"This is no PEM block of a private key."_s);
    QByteArray text = pem.sliced(begin.size()).chopped(end.size()).toByteArray();
    text.replace('\n', "");
    auto bytes = encoding::fromBase64(text);
    text.fill('\0');
    if (!bytes)
        return refuse(ProblemType::MalformedKey, bytes.error().detail);
    return signing::Secret::taking(*bytes);
}

} // namespace enigm::gateway
