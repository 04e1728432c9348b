#pragma once

#include "api-client/access/PermittedPeers.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::gateway {

/// The folder `authorized_clients` of an onion service of version 3 (rend-spec-v3, appendix G.1.2): a file for each
/// client. Files that are not called "enigm-….auth" are somebody else's and stay.
class ClientAuthorizations
{
public:
    explicit ClientAuthorizations(QString folder);

    /// Whether anything had to be changed. FileUnreadable.
    ///
    /// tor takes a folder without a client for a service that everybody may use. So there is always one more client, of
    /// whom nobody has the key: "enigm-nobody.auth".
    [[nodiscard]] Expected<bool> write(const std::vector<client::PermittedPeer> &peers) const;

    /// "descriptor:x25519:" and the key in base32 without padding.
    [[nodiscard]] static QByteArray lineOf(QByteArrayView key);
    /// Named by the key, so that nothing outlives the key's epoch.
    [[nodiscard]] static QString fileNameOf(QByteArrayView key);

private:
    [[nodiscard]] Expected<bool> keepNobody() const;
    [[nodiscard]] Expected<bool> removeBut(const std::vector<client::PermittedPeer> &peers) const;

    QString m_folder;
};

} // namespace enigm::gateway
