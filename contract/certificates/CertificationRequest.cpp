#include "contract/certificates/CertificationRequest.h"

#include "contract/certificates/DerWriter.h"
#include "contract/certificates/SignedDer.h"
#include "contract/signing/OpenSsl.h"

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::certificates {

namespace {

using Request = std::unique_ptr<X509_REQ, signing::Releasing<X509_REQ_free>>;

QByteArray encoded(X509_REQ *request)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_REQ(request, &der);
    const QByteArray result(reinterpret_cast<const char *>(der), std::max(size, 0));
    OPENSSL_free(der);
    return result;
}

Expected<CertificationRequest> read(QByteArrayView der)
{
    const auto *at = signing::unsignedData(der);
    const Request request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
    if (!request || encoded(request.get()) != der)
        return refuse(ProblemType::MalformedCertificate, u"This is not a certification request in DER."_s);
    EVP_PKEY *const key = X509_REQ_get0_pubkey(request.get());
    if (!key)
        return refuse(ProblemType::MalformedKey, u"The key of the certification request cannot be read."_s);
    const auto known = signing::PublicKey::fromEvp(key);
    if (!known || known->kind() != signing::PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey, u"A certificate is given to P-256 keys alone."_s);
    if (X509_REQ_verify(request.get(), key) != 1)
        return refuse(ProblemType::BadSignature, u"The certification request is not signed by its key."_s);
    return CertificationRequest{.key = known->spki()};
}

} // namespace

Expected<CertificationRequest> CertificationRequest::parse(QByteArrayView der)
{
    if (der.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"A certification request is larger than 4 KiB."_s);
    // Failures are ordinary answers here; what OpenSSL noted about them must not leak into a later call.
    ERR_set_mark();
    auto request = read(der);
    ERR_pop_to_mark();
    return request;
}

Expected<QByteArray> CertificationRequest::sign(const signing::Signer &key)
{
    const QByteArray body = der::sequence(
        {der::integer(0ULL), der::sequence({}), key.publicKey().spki(), der::tagged(0, QByteArrayView())});
    return signedDer(body, key);
}

} // namespace enigm::certificates
