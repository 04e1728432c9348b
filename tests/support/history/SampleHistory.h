#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/evidence/Evidence.h"
#include "contract/log/MerkleTree.h"
#include "contract/signing/Signer.h"
#include "tests/support/history/Require.h"
#include "tests/support/history/Standpoint.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::test {

/// A person with a key and a console. Its key may be changed for another one of the same person.
struct Person
{
    QString id;
    QString installation;
    operators::Roles roles;
    std::shared_ptr<signing::PrivateKey> key;
};

/// Six people of a deployment that never was, and both of its logs in memory, written as the control plane writes them:
/// really signed, with Ed25519 checkpoints co-signed by one witness. What it refuses fails the running test. A copy is
/// a second history of the same people and logs, and goes its own way from there.
class SampleHistory
{
public:
    struct Options
    {
        bool sample = false;
        std::vector<operators::Rule> rules = {};
        /// So many of administrator1, approver1, administrator2, approver2, reviewer1, releaseManager1 found it.
        std::size_t founders = 6;
        int witnessThreshold = 1;
        qint64 deviceLimit = 100; ///< of the brake and of mass suspension, within an hour
        bool standIns = false;    ///< the witness is run by the deployment itself
    };
    SampleHistory()
        : SampleHistory(Options{})
    {}
    explicit SampleHistory(const Options &options);

    Person administrator1;
    Person administrator2;
    Person approver1;
    Person approver2;
    Person reviewer1;
    Person releaseManager1;

    [[nodiscard]] QByteArray deploymentId() const { return m_replay->directory().deploymentId(); }
    [[nodiscard]] const operators::Founding &founding() const { return m_replay->directory().founding(); }
    [[nodiscard]] const changes::GovernanceReplay &governance() const { return *m_replay; }
    [[nodiscard]] const operators::Directory &directory() const { return m_replay->directory(); }
    [[nodiscard]] qint64 governanceSize() const { return directory().size(); }
    [[nodiscard]] qint64 now() const { return m_now; }
    void advance(qint64 seconds) { m_now += seconds; }
    /// Of the one witness that co-signs; its name is the first in the founding.
    [[nodiscard]] const std::shared_ptr<const signing::PrivateKey> &witnessKey() const { return m_witnessKey; }

    [[nodiscard]] log::LogHead governanceHead() const;
    [[nodiscard]] log::LogHead activityHead() const;
    [[nodiscard]] QByteArray governanceCheckpoint() const; ///< signed note, co-signed
    [[nodiscard]] QByteArray activityCheckpoint() const;
    // The same over other leaves: what a server signs that keeps two histories, or one that breaks its rules.
    [[nodiscard]] QByteArray governanceCheckpoint(const std::vector<QByteArray> &leaves) const;
    [[nodiscard]] QByteArray activityCheckpoint(const std::vector<QByteArray> &leaves) const;

    struct Record
    {
        QByteArray leaf;
        std::optional<log::ActivityBody> body;
    };
    [[nodiscard]] const std::vector<QByteArray> &governanceLeaves() const { return m_governanceLeaves; }
    [[nodiscard]] const std::vector<Record> &activity() const { return m_activity; }
    [[nodiscard]] const log::MerkleTree &activityTree() const { return m_activityTree; }

    /// A new person that no log knows yet.
    [[nodiscard]] static Person makePerson(operators::Roles roles);
    /// A device before its admission.
    [[nodiscard]] static changes::TargetLeaf makeDevice();
    [[nodiscard]] static std::vector<changes::TargetLeaf> makeDevices(int count);

    // What people sign. Every member can be changed before it is signed.
    [[nodiscard]] changes::ChangeRequest compose(const Person &requester, const QString &action,
                                                 const changes::TargetSet &targets = {},
                                                 const changes::Parameters &parameters = changes::NoParameters{}) const;
    [[nodiscard]] static changes::SignedChange sign(const changes::ChangeRequest &request, const Person &signer);
    [[nodiscard]] changes::Approval composeApproval(const changes::SignedChange &change, const Person &approver,
                                                    changes::Decision decision = changes::Decision::Approve) const;
    [[nodiscard]] changes::SignedApproval approve(const changes::SignedChange &change, const Person &approver,
                                                  changes::Decision decision = changes::Decision::Approve) const;
    [[nodiscard]] changes::SignedWithdrawal withdraw(const changes::SignedChange &change) const;

    /// A change whose entries are in the log.
    struct Story
    {
        changes::SignedChange change;
        changes::TargetSet targets;
        qint64 requestLoggedAt = 0;
        std::vector<changes::LoggedApproval> approvals;
        std::vector<qint64> indexes; ///< of its activity entries
    };
    // What the log takes, in order.
    [[nodiscard]] Story request(const changes::SignedChange &change, const changes::TargetSet &targets = {});
    void decide(Story &story, const changes::SignedApproval &approval);
    void withdraw(Story &story, const changes::SignedWithdrawal &withdrawal);
    void end(Story &story, ProblemType problem);
    /// Counts and applies, to the states that the targets had at request or those given.
    void execute(Story &story, const std::optional<std::vector<fleet::DeviceState>> &statesNow = std::nullopt);
    /// An entry of something that is no change.
    void note(log::Category category, const QString &action, log::Resource resource, const QString &actor);
    /// From now on entries claim that the governance log had this size; nothing: they say what it has.
    void claimGovernanceSize(std::optional<qint64> size) { m_claimedSize = size; }
    /// Writes an entry as it is but for index, time, governance size and body digest; for histories that lie.
    qint64 append(log::ActivityEntry entry, const std::optional<json::Value> &body);
    /// The same for a governance entry; its replay must accept it.
    void appendGovernance(const Story &story, const changes::ExecutedBody &execution);

    // Shorthands for whole changes.
    Story perform(const Person &requester, const QString &action, const changes::TargetSet &targets,
                  const changes::Parameters &parameters, const std::vector<Person> &approvers);
    /// The targets as they are after the action moved them.
    [[nodiscard]] static changes::TargetSet inState(const changes::TargetSet &targets, fleet::DeviceState state);

    [[nodiscard]] evidence::EvidenceBundle evidenceOf(const Story &story) const;
    [[nodiscard]] QByteArray exportLog() const;

private:
    [[nodiscard]] std::vector<const Person *> founders(std::size_t count) const;
    [[nodiscard]] Standpoint standpointOf(const Person &person) const;
    [[nodiscard]] operators::Founding makeFounding(const Options &options) const;
    [[nodiscard]] QByteArray checkpoint(const QString &origin, const log::MerkleTree &tree,
                                        const signing::Signer &logKey) const;

    qint64 m_now = 1'800'000'000;
    std::shared_ptr<const signing::PrivateKey> m_governanceKey;
    std::shared_ptr<const signing::PrivateKey> m_activityKey;
    std::shared_ptr<const signing::PrivateKey> m_witnessKey;
    std::optional<changes::GovernanceReplay> m_replay;
    std::vector<QByteArray> m_governanceLeaves;
    std::vector<Record> m_activity;
    std::optional<qint64> m_claimedSize;
    log::MerkleTree m_activityTree;
};

} // namespace enigm::test
