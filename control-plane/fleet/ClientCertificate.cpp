#include "control-plane/fleet/ClientCertificate.h"

#include "contract/fleet/DerReader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

using enigm::fleet::DerReader;
using enigm::fleet::DeviceHandle;

constexpr quint32 oidTag = 6;
constexpr quint32 utf8Tag = 12;
constexpr quint32 sequenceTag = 16;
constexpr QByteArrayView commonNameOid = "\x55\x04\x03";

/// The text of a name that is one common name and nothing else, as our authority writes it.
Expected<QString> commonNameOf(DerReader name)
{
    const auto attribute = andThen(name.set(), [](DerReader set) { return set.sequence(); });
    if (!attribute)
        return std::unexpected(attribute.error());
    DerReader reader = *attribute;
    const auto oid = reader.next();
    const auto text = oid ? reader.next() : oid;
    if (!text || !reader.atEnd() || !name.atEnd() || oid->number != oidTag || oid->content != commonNameOid ||
        text->number != utf8Tag)
        return refuse(ProblemType::MalformedHandle, u"The certificate has no common name, or more than that."_s);
    return QString::fromUtf8(text->content);
}

Expected<DeviceHandle> handleIn(const DerReader::Element &subject)
{
    auto handle = andThen(commonNameOf(DerReader(subject.content)),
                          [](const QString &name) { return DeviceHandle::parse(name); });
    if (handle && handle->audience() != enigm::fleet::HandleAudience::Console)
        return refuse(ProblemType::MalformedHandle, u"A device certificate names a console handle."_s);
    return handle;
}

const char *endOf(const DerReader::Element &element)
{
    return element.content.data() + element.content.size();
}

} // namespace

/// RFC 5280 section 4.1: version, serial number, signature, issuer, validity, subject, subjectPublicKeyInfo.
Expected<ClientCertificate> ClientCertificate::read(QByteArrayView der)
{
    constexpr int beforeSubject = 5;
    auto body = andThen(DerReader(der).sequence(), [](DerReader certificate) { return certificate.sequence(); });
    if (!body)
        return std::unexpected(body.error());
    for (int i = 0; i < beforeSubject; ++i) {
        if (const auto skipped = body->next(); !skipped)
            return std::unexpected(skipped.error());
    }
    const auto subject = body->next();
    if (!subject)
        return std::unexpected(subject.error());
    const auto key = body->next();
    if (!key)
        return std::unexpected(key.error());
    if (subject->number != sequenceTag || key->number != sequenceTag)
        return refuse(ProblemType::MalformedEncoding, u"This is not a client certificate."_s);
    auto handle = handleIn(*subject);
    if (!handle)
        return std::unexpected(handle.error());
    const char *const begin = endOf(*subject);
    return ClientCertificate{.handle = std::move(*handle), .key = QByteArray(begin, endOf(*key) - begin)};
}

} // namespace enigm::controlplane::fleet
