#include "contract/enrollment/EnrollmentTicket.h"

#include "contract/encoding/Base64Url.h"

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

namespace {

constexpr QByteArrayView scheme = "enigm-enroll:";
constexpr QByteArrayView version = "1:";
constexpr qsizetype digestSize = 32;
constexpr qsizetype mostUrl = 256;

/// Cuts the next part off `rest`, which begins behind its colon then.
Expected<QByteArray> cutBytes(QByteArrayView &rest, qsizetype size)
{
    const qsizetype colon = rest.indexOf(':');
    if (colon < 0)
        return refuse(ProblemType::MalformedEncoding, u"The enrolment ticket is cut short."_s);
    auto bytes = encoding::fromBase64Url(rest.first(colon));
    if (!bytes)
        return bytes;
    if (bytes->size() != size)
        return refuse(ProblemType::MalformedEncoding, u"A part of the enrolment ticket has the wrong length."_s);
    rest = rest.sliced(colon + 1);
    return bytes;
}

Expected<QUrl> readUrl(QByteArrayView text)
{
    const QUrl url = QUrl::fromEncoded(text.toByteArray(), QUrl::StrictMode);
    if (text.size() > mostUrl || url.scheme() != "https"_L1 || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        url.hasQuery() || url.hasFragment() || url.toEncoded() != text)
        return refuse(ProblemType::MalformedEncoding, u"The enrolment ticket names no https address."_s);
    return url;
}

} // namespace

signing::Secret EnrollmentTicket::text() const
{
    QByteArray text = scheme.toByteArray();
    text += version;
    for (const QByteArrayView part : {QByteArrayView(deployment), QByteArrayView(tls), token.view()})
        text += encoding::toBase64Url(part) + ':';
    text += deviceUrl.toEncoded();
    return signing::Secret::taking(text);
}

Expected<EnrollmentTicket> EnrollmentTicket::parse(QByteArrayView text)
{
    if (!text.startsWith(scheme))
        return refuse(ProblemType::MalformedEncoding, u"This is not an enrolment ticket."_s);
    QByteArrayView rest = text.sliced(scheme.size());
    if (!rest.startsWith(version))
        return refuse(ProblemType::UnsupportedVersion, u"This enrolment ticket is of a version that is not known."_s);
    rest = rest.sliced(version.size());
    auto deployment = cutBytes(rest, digestSize);
    if (!deployment)
        return std::unexpected(deployment.error());
    auto tls = cutBytes(rest, digestSize);
    if (!tls)
        return std::unexpected(tls.error());
    auto token = cutBytes(rest, tokenSize);
    if (!token)
        return std::unexpected(token.error());
    auto url = readUrl(rest);
    if (!url)
        return std::unexpected(url.error());
    return EnrollmentTicket{.deployment = std::move(*deployment),
                            .tls = std::move(*tls),
                            .token = signing::Secret::taking(*token),
                            .deviceUrl = std::move(*url)};
}

QByteArray tokenDigest(const signing::Secret &token)
{
    return signing::sha256(token.view());
}

} // namespace enigm::enrollment
