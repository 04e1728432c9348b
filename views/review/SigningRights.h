#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/operators/Directory.h"

#include <QString>

namespace enigm::views::review {

/// Whether this operator may decide about a change now, and why not; the server and every verifier check again.
struct SigningRights
{
    bool mayApprove = false;
    bool mayReject = false;
    bool mayWithdraw = false;
    QString denial;       ///< translated; why approving is denied, and who could
    QString rejectDenial; ///< why rejecting is, beside that
};

[[nodiscard]] SigningRights signingRights(const client::VerifiedChange &change, const operators::Directory &directory,
                                          const QString &operatorId, const QString &installation, qint64 now);

} // namespace enigm::views::review
