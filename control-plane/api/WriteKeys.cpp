#include "control-plane/api/WriteKeys.h"

#include "contract/signing/Secret.h"

#include <QUuid>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

Expected<QString> idempotencyKeyOf(const http::Request &request)
{
    const auto value = request.headers.value("Idempotency-Key");
    if (!value)
        return refuse(ProblemType::IdempotencyKeyMissing, u"Send a fresh UUID as Idempotency-Key."_s);
    const QUuid key = QUuid::fromString(QLatin1StringView(*value));
    QString text = key.toString(QUuid::WithoutBraces);
    if (key.isNull() || text.compare(QLatin1StringView(*value), Qt::CaseInsensitive) != 0)
        return refuse(ProblemType::MalformedEncoding, u"An Idempotency-Key is a UUID."_s, u"idempotency-key"_s);
    return text;
}

QByteArray digestOf(const http::Request &request, KeyedBody body)
{
    const QByteArray line = request.method + ' ' + request.rawTarget + '\n';
    return signing::sha256(line, body == KeyedBody::Secret ? QByteArrayView() : QByteArrayView(request.body));
}

} // namespace

Expected<identity::WriteKey> writeKeyOf(const http::Request &request, const QString &who, KeyedBody body)
{
    auto key = idempotencyKeyOf(request);
    if (!key)
        return std::unexpected(key.error());
    return identity::WriteKey{.operatorId = who, .key = std::move(*key), .request = digestOf(request, body)};
}

} // namespace enigm::controlplane::api
