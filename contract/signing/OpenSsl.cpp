#include "contract/signing/OpenSsl.h"

#include <QtGlobal>

namespace enigm::signing {

const EVP_MD *sha256Method()
{
    static EVP_MD *const method = [] {
        EVP_MD *const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        if (!fetched)
            failWithoutOpenSsl("fetch SHA-256");
        return fetched;
    }();
    return method;
}

const unsigned char *unsignedData(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *unsignedData(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void failWithoutOpenSsl(const char *what)
{
    qFatal("OpenSSL cannot %s", what);
}

} // namespace enigm::signing
