#pragma once

#include "contract/changes/Action.h"
#include "contract/fleet/DeviceTransition.h"
#include "tests/control-plane/api/DeclaredMatrix.h"
#include "tests/control-plane/api/MatrixReleases.h"
#include "tests/control-plane/api/TestConsole.h"

namespace enigm::test {

/// One row of the matrix, of the contract's own tables: an action; one for each state that it can lead devices to,
/// where its parameters say which; and the revocation of one's own key apart from that of another's.
struct MatrixRow
{
    const changes::Action *action;
    std::optional<fleet::DeviceState> to = {};
    bool ofOwnKey = false;

    [[nodiscard]] QByteArray name() const;
    [[nodiscard]] bool onDevices() const { return action->subject == changes::Subject::Devices; }
};

[[nodiscard]] std::vector<MatrixRow> matrixRows();

/// A member of the sample organisation, who holds one role.
struct MatrixPerson
{
    QString name;
    operators::Role role;
};

/// Who tries: each of the sample's people, so that every role is there, as requester and as somebody else, founder or
/// not.
[[nodiscard]] const std::vector<MatrixPerson> &matrixPeople();

/// A served sample in which anything can be asked for again and again: devices, keys, witnesses and operators are made
/// as they are used up. What goes wrong in that ends the test.
class MatrixOrganisation
{
public:
    explicit MatrixOrganisation(qint64 devices);

    /// Who asks for what others decide on, and for what only a release manager may ask for.
    static inline const QString requester = QStringLiteral("administrator-1");
    static inline const QString releaseManager = QStringLiteral("release-manager-1");
    [[nodiscard]] static const QString &requesterOf(const changes::Action &action)
    {
        return action.mayAsk.has(operators::Role::Administrator) ? requester : releaseManager;
    }

    [[nodiscard]] TestConsole &console(const QString &person);
    [[nodiscard]] bool isFounder(const QString &person);

    [[nodiscard]] changes::TargetSet deviceIn(fleet::DeviceState state);
    /// Asks on a device in this state (which governance does not look at), as this person.
    [[nodiscard]] RawReply ask(const MatrixRow &row, const QString &person, fleet::DeviceState state);
    [[nodiscard]] RawReply decide(Decide decide, const QString &person, const changes::SignedChange &change);
    /// Asked for by the requester, and in this state as whoever looks next will find it.
    [[nodiscard]] changes::SignedChange changeIn(const MatrixRow &row, changes::ChangeState state);
    /// That takes a key from this person.
    [[nodiscard]] changes::SignedChange revocationOfAKeyOf(const QString &person);
    /// As the server tells it.
    [[nodiscard]] changes::ChangeState stateOf(const changes::SignedChange &change);
    /// How many changes are in this state.
    [[nodiscard]] std::size_t countIn(changes::ChangeState state);

private:
    /// What one request is about.
    struct Subject
    {
        changes::TargetSet targets;
        changes::Parameters parameters;
    };
    [[nodiscard]] changes::Parameters parametersFor(const MatrixRow &row, const QString &person);
    [[nodiscard]] changes::Parameters policyParameters(QLatin1StringView action);
    [[nodiscard]] changes::Parameters pointParameters(QLatin1StringView action);
    [[nodiscard]] Subject subjectFor(const MatrixRow &row);
    [[nodiscard]] changes::SignedChange requestOf(const MatrixRow &row, const Subject &subject);
    [[nodiscard]] changes::SignedChange shortLived(const MatrixRow &row, const Subject &subject);
    void spoil(const MatrixRow &row, const Subject &subject);
    /// Signed by as many as it takes, to end in this state.
    void complete(const changes::SignedChange &change, changes::ChangeState state);
    /// A further key of an operator: its thumbprint.
    [[nodiscard]] QString addKey(const QString &operatorId);
    [[nodiscard]] QString addWitness();
    void perform(const QString &action, const changes::Parameters &parameters);

    TestDeployment m_deployment;
    const QString m_bystander; ///< an operator who does nothing: whose keys come and go
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
    MatrixReleases m_releases;
    int m_witnesses = 0;
    int m_groups = 0;
    int m_policies = 0;
    int m_patch = 0; ///< that attestations were asked for last
};

} // namespace enigm::test
