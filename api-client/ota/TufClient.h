#pragma once

#include "api-client/session/Session.h"
#include "contract/ota/tuf/Envelope.h"
#include "contract/ota/tuf/RepositoryStatus.h"
#include "contract/signing/PublicKey.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace enigm::client {

/// The update repository, as operators read and keep it.
class TufClient
{
public:
    /// What waits, or is in force, after an act.
    struct Standing
    {
        qint64 version = 0;
        QStringList have; ///< key ids that have signed
    };
    struct RootTerms
    {
        std::vector<signing::PublicKey> keys;
        int threshold = 2;
        qint64 expires = 0; ///< Unix seconds
    };

    /// Borrows the session.
    explicit TufClient(Session &session)
        : m_session(session)
    {}

    [[nodiscard]] Task<Expected<ota::tuf::RepositoryStatus>> status();
    [[nodiscard]] Task<Expected<std::vector<ota::tuf::PendingRole>>> pending();
    /// Has the next root composed. What the control plane refuses.
    [[nodiscard]] Task<Expected<Standing>> draftRoot(RootTerms terms);
    /// Hands in a signature of what waits; the key itself never comes here.
    [[nodiscard]] Task<Expected<Standing>> sign(ota::tuf::PendingRole role, ota::tuf::Signature signature);
    /// Has a channel's next version composed, with this release.
    [[nodiscard]] Task<Expected<Standing>> publish(QString release, QString channel);

private:
    [[nodiscard]] Task<Expected<Standing>> post(QString path, json::Value body);

    Session &m_session;
};

} // namespace enigm::client
