#include "control-plane/http/TlsContext.h"

#include "control-plane/http/Listener.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstring>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

struct CertificateFree
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, CertificateFree>;

constexpr unsigned char http11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
constexpr unsigned char sessionContext[] = "enigm";

Expected<Certificate> readCertificate(const QByteArray &der)
{
    const char *bytes = der.constData();
    const auto *begin = reinterpret_cast<const unsigned char *>(bytes);
    const unsigned char *end = begin;
    Certificate certificate(d2i_X509(nullptr, &end, static_cast<long>(der.size())));
    if (!certificate || end != begin + der.size())
        return refuse(ProblemType::MalformedCertificate, u"A TLS certificate is not one X.509 certificate in DER."_s);
    return certificate;
}

/// A client that offers application protocols must offer ours (RFC 7301, section 3.2).
int selectProtocol(SSL *, const unsigned char **chosen, unsigned char *length, const unsigned char *offered,
                   unsigned offeredLength, void *)
{
    unsigned char *found = nullptr;
    if (SSL_select_next_proto(&found, length, http11, sizeof http11, offered, offeredLength) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

Expected<void> useIdentity(SSL_CTX *context, const ListenerOptions &options)
{
    if (options.certificateChain.empty())
        return refuse(ProblemType::MalformedCertificate, u"A listener needs a certificate."_s);
    for (std::size_t i = 0; i < options.certificateChain.size(); ++i) {
        const Expected<Certificate> certificate = readCertificate(options.certificateChain[i]);
        if (!certificate)
            return std::unexpected(certificate.error());
        const long used = i == 0 ? SSL_CTX_use_certificate(context, certificate->get())
                                 : SSL_CTX_add1_chain_cert(context, certificate->get());
        if (used != 1)
            return refuse(ProblemType::MalformedCertificate, u"TLS cannot use the listener's certificate."_s);
    }
    char group[32] = {};
    std::size_t groupLength = 0;
    const bool isP256 = options.key && EVP_PKEY_get_group_name(options.key, group, sizeof group, &groupLength) == 1 &&
                        std::strcmp(group, "prime256v1") == 0;
    if (!isP256)
        return refuse(ProblemType::MalformedKey, u"A listener's key must be a P-256 key."_s);
    if (SSL_CTX_use_PrivateKey(context, options.key) != 1 || SSL_CTX_check_private_key(context) != 1)
        return refuse(ProblemType::MalformedKey, u"The listener's key does not belong to its certificate."_s);
    return {};
}

Expected<void> askClients(SSL_CTX *context, const std::vector<QByteArray> &authorities, bool mayBeUnknown)
{
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    for (const QByteArray &der : authorities) {
        const Expected<Certificate> authority = readCertificate(der);
        if (!authority)
            return std::unexpected(authority.error());
        if (X509_STORE_add_cert(store, authority->get()) != 1 || SSL_CTX_add_client_CA(context, authority->get()) != 1)
            return refuse(ProblemType::MalformedCertificate, u"TLS cannot use a client authority."_s);
    }
    // An authority is trusted because we were given it, whether it is a root or not.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (mayBeUnknown ? 0 : SSL_VERIFY_FAIL_IF_NO_PEER_CERT), nullptr);
    SSL_CTX_set_verify_depth(context, 4);
    return {};
}

/// TLS still has the peer prove that it holds the key.
void askAnyClient(SSL_CTX *context)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_cert_verify_callback(context, [](X509_STORE_CTX *, void *) { return 1; }, nullptr);
}

/// Sessions stay in this process, so that a ticket is only a number: dearer in memory, far cheaper in time, and nothing
/// that could be decrypted later by who gets the ticket key.
void setResumption(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER);
    SSL_CTX_set_session_id_context(context, sessionContext, sizeof sessionContext - 1);
    SSL_CTX_set_timeout(context, 3600);
    SSL_CTX_sess_set_cache_size(context, 20'000);
    SSL_CTX_set_num_tickets(context, 1);
}

} // namespace

void SslContextFree::operator()(SSL_CTX *context) const
{
    SSL_CTX_free(context);
}

Expected<SslContextPointer> makeTlsContext(const ListenerOptions &options)
{
    SslContextPointer context(SSL_CTX_new(TLS_server_method()));
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_max_proto_version(context.get(), TLS1_3_VERSION) != 1 ||
        SSL_CTX_set1_groups_list(context.get(), "X25519:P-256") != 1)
        return refuse(ProblemType::Internal, u"OpenSSL makes no TLS 1.3 context."_s);
    SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context.get(), selectProtocol, nullptr);
    setResumption(context.get());
    if (const Expected<void> used = useIdentity(context.get(), options); !used)
        return std::unexpected(used.error());
    Q_ASSERT(options.clientAuthorities.empty() || !options.clientsAreKnownByKey);
    if (options.clientsAreKnownByKey)
        askAnyClient(context.get());
    if (!options.clientAuthorities.empty()) {
        if (const Expected<void> used =
                askClients(context.get(), options.clientAuthorities, options.clientsMayBeUnknown);
            !used)
            return std::unexpected(used.error());
    }
    return context;
}

QByteArray peerCertificate(const SSL *ssl)
{
    const X509 *certificate = SSL_get0_peer_certificate(ssl);
    if (!certificate)
        return {};
    QByteArray der(i2d_X509(certificate, nullptr), Qt::Uninitialized);
    char *bytes = der.data();
    auto *end = reinterpret_cast<unsigned char *>(bytes);
    i2d_X509(certificate, &end);
    return der;
}

} // namespace enigm::controlplane::http
