#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Certificate.h"
#include "contract/fleet/DerReader.h"

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr std::size_t mostCertificates = 10;
constexpr qsizetype mostBytes = 512 * 1024;
constexpr QByteArrayView beginMark("-----BEGIN CERTIFICATE-----");
constexpr QByteArrayView endMark("-----END CERTIFICATE-----");

Expected<void> add(std::vector<QByteArray> &chain, QByteArrayView der)
{
    if (chain.size() == mostCertificates)
        return refuse(ProblemType::TooLarge, u"A chain has at most 10 certificates."_s);
    if (const auto certificate = Certificate::parse(der); !certificate)
        return std::unexpected(certificate.error().under(u"certificate %1"_s.arg(chain.size() + 1)));
    chain.push_back(der.toByteArray());
    return {};
}

// The base64 text of a PEM block (RFC 7468) without its line ends.
QByteArray withoutLineEnds(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    for (const char character : text) {
        if (character != '\n' && character != '\r')
            result.append(character);
    }
    return result;
}

Expected<std::vector<QByteArray>> parsePem(QByteArrayView rest)
{
    std::vector<QByteArray> chain;
    for (rest = rest.trimmed(); !rest.isEmpty(); rest = rest.trimmed()) {
        // Behind the first mark: the dashes that end it may begin the second.
        const qsizetype end = rest.startsWith(beginMark) ? rest.indexOf(endMark, beginMark.size()) : -1;
        if (end < 0)
            return refuse(ProblemType::MalformedCertificate, u"There is something other than PEM certificates."_s);
        const auto der = encoding::fromBase64(withoutLineEnds(rest.sliced(beginMark.size(), end - beginMark.size())));
        if (!der)
            return refuse(ProblemType::MalformedCertificate, u"A PEM certificate is not exact base64."_s);
        if (const auto added = add(chain, *der); !added)
            return std::unexpected(added.error());
        rest = rest.sliced(end + endMark.size());
    }
    return chain;
}

Expected<std::vector<QByteArray>> parseDer(QByteArrayView rest)
{
    std::vector<QByteArray> chain;
    while (!rest.isEmpty()) {
        DerReader reader(rest);
        const auto element = reader.next();
        if (!element)
            return refuse(ProblemType::MalformedCertificate, u"This is neither PEM nor DER."_s);
        const qsizetype size = element->content.end() - rest.begin();
        if (const auto added = add(chain, rest.first(size)); !added)
            return std::unexpected(added.error());
        rest = rest.sliced(size);
    }
    return chain;
}

} // namespace

Expected<std::vector<QByteArray>> parseCertificateChain(QByteArrayView pemOrDer)
{
    if (pemOrDer.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"The certificates are larger than 512 KiB."_s);
    auto chain = pemOrDer.trimmed().startsWith("-----BEGIN") ? parsePem(pemOrDer) : parseDer(pemOrDer);
    if (chain && chain->empty())
        return refuse(ProblemType::MalformedCertificate, u"There is no certificate."_s);
    return chain;
}

} // namespace enigm::fleet
