#include "control-plane/program/Ceremony.h"

#include "contract/changes/GovernanceReplay.h"
#include "contract/changes/Quorum.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/operators/Directory.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using operators::Founding;
using operators::Role;
using operators::Rule;

} // namespace

Expected<void> Ceremony::check(const Founding &founding)
{
    if (const auto sound = Founding::fromJson(founding.toJson()); !sound)
        return std::unexpected(sound.error());
    if (auto sound = enigm::changes::checkPowers(founding); !sound)
        return sound;
    return enigm::changes::checkNoDeadlock(operators::Directory(founding));
}

Expected<void> Ceremony::found(const Founding &founding, const std::vector<QByteArray> &signatures,
                               const QMap<QString, QString> &names)
{
    const QByteArray deployment = founding.deploymentId();
    return m_plane.writer().submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        if (auto done = transaction.meta.setDeployment(deployment); !done)
            return done;
        const auto index = m_plane.sequencer().appendGovernance(transaction, {.index = 0,
                                                                              .kind = u"founding"_s,
                                                                              .change = {},
                                                                              .approvals = signatures,
                                                                              .fact = founding.toJson(),
                                                                              .activity = {}});
        if (!index)
            return std::unexpected(index.error());
        const auto written = transaction.log.entries(store::LogId::Governance, 0, 1);
        if (!written)
            return std::unexpected(written.error());
        for (auto name = names.cbegin(); name != names.cend(); ++name) {
            if (auto done = transaction.operators.setName({.id = name.key(), .name = *name}); !done)
                return done;
        }
        return m_plane.governance().found(written->front().leaf, deployment);
    });
}

Expected<void> Ceremony::writeDeploymentFile(const QString &directory, const QUrl &url)
{
    const auto own = m_plane.governance().directory();
    const auto checkpoints = m_plane.checkpoints().current();
    const deployment::DeploymentFile file{
        .name = own->founding().name,
        .url = url,
        .tlsDigest = own->founding().tlsDigests.front(),
        .deployment = own->deploymentId(),
        .governanceLogKey = own->founding().governanceLogKey,
        .activityLogKey = own->founding().activityLogKey,
        .governanceCheckpoint = checkpoints->of(store::LogId::Governance).note,
        .activityCheckpoint = checkpoints->of(store::LogId::Activity).note,
        .sample = own->isSample(),
    };
    const QByteArray bytes = file.toBytes();
    if (const auto sound = deployment::DeploymentFile::parse(bytes); !sound)
        return std::unexpected(sound.error());
    return writeFile(directory + u"/deployment.json"_s, bytes, Readers::Everybody);
}

std::vector<Rule> initialRules()
{
    return {
        {.id = u"final-device-acts"_s,
         .version = 1,
         .actions = {u"device.replace"_s, u"device.retire"_s, u"device.revoke"_s},
         .signers = {{.count = 1, .roles = {Role::Approver}}}},
        {.id = u"governance"_s,
         .version = 1,
         .actions = {u"key.add"_s, u"key.revoke"_s, u"operator.admit"_s, u"witness.add"_s, u"witness.remove"_s},
         .signers = {{.count = 2, .roles = {Role::Administrator, Role::Approver, Role::SecurityReviewer}}}},
    };
}

std::vector<std::pair<Role, Role>> initialRoleConflicts()
{
    return {{Role::Administrator, Role::SecurityReviewer}, {Role::ReleaseManager, Role::SecurityReviewer}};
}

} // namespace enigm::controlplane::program
