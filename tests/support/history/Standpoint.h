#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/TargetSet.h"
#include "contract/log/LogHead.h"

#include <QByteArray>
#include <QString>

namespace enigm::test {

/// Where somebody stands who signs: at which console, on which heads of the logs, and when. What is composed here is
/// what an honest console composes, for a test to alter before it is signed.
struct Standpoint
{
    QByteArray deployment;
    log::LogHead governance;
    log::LogHead activity;
    qint64 now = 0; ///< Unix seconds
    QString person; ///< operator id
    QString installation;

    /// `reason`: digest of a FreeText.
    [[nodiscard]] changes::ChangeRequest request(const QString &action, const changes::TargetSet &targets,
                                                 const changes::Parameters &parameters, const QByteArray &reason) const;
    [[nodiscard]] changes::Approval approval(const changes::SignedChange &change, changes::Decision decision) const;
    [[nodiscard]] changes::Withdrawal withdrawal(const changes::SignedChange &change) const;
};

} // namespace enigm::test
