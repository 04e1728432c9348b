#pragma once

#include <QSslCertificate>
#include <QSslKey>

namespace enigm::client {

/// What a client shows of itself where the server asks for a certificate; nulls show nothing.
struct TlsIdentity
{
    QSslCertificate certificate = QSslCertificate();
    QSslKey key = QSslKey();
};

} // namespace enigm::client
