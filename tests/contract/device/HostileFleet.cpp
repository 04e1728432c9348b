#include "tests/contract/device/HostileFleet.h"

#include "contract/log/SignedNote.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using changes::NoParameters;
using changes::TargetSet;
using fleet::DeviceState;
using Story = SampleHistory::Story;

HostileFleet::HostileFleet(const SampleHistory::Options &options)
    : history(options)
    , device(history, 2)
{
    device.admit(history);
}

Story HostileFleet::suspend()
{
    auto story = history.perform(history.administrator1, u"device.suspend"_s, device.targets(), NoParameters{}, {});
    (void)require(device.obey(history, story));
    return story;
}

Story HostileFleet::ask(const QString &action, const changes::Parameters &parameters)
{
    const TargetSet targets = device.targets();
    const auto request = history.compose(history.administrator1, action, targets, parameters);
    return history.request(history.sign(request, history.administrator1), targets);
}

Story HostileFleet::askToReactivate()
{
    return ask(u"device.reactivate"_s, changes::ReactivateParameters{.to = DeviceState::Trusted});
}

Story HostileFleet::reactivate()
{
    Story story = askToReactivate();
    history.decide(story, history.approve(story.change, history.approver1));
    history.execute(story);
    return story;
}

Story HostileFleet::revoke()
{
    return history.perform(history.administrator1, u"device.revoke"_s, device.targets(), NoParameters{},
                           {history.approver1});
}

void HostileFleet::revokeKeyOf(const Person &person)
{
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = person.id, .key = person.key->publicKey().thumbprint()},
                    {history.administrator2, history.reviewer1});
}

void HostileFleet::executeAnyway(Story &story, const std::optional<changes::RuleReference> &rule,
                                 std::optional<qint64> claimedGovernanceSize)
{
    std::vector<DeviceState> states;
    for (const changes::TargetLeaf &leaf : story.targets.leaves())
        states.push_back(leaf.state);
    changes::ExecutedBody executed{.application =
                                       require(changes::applyTo(story.change.request, story.targets, states)),
                                   .approvals = {},
                                   .rule = rule};
    for (const changes::LoggedApproval &logged : story.approvals)
        executed.approvals.push_back(logged.signedApproval.digest());
    const changes::ChangeBody body = executed;
    history.claimGovernanceSize(claimedGovernanceSize);
    story.indexes.push_back(history.append(changes::describe(body, story.change), changes::toJson(body)));
    history.claimGovernanceSize({});
}

QString HostileFleet::outcome(const Story &story) const
{
    return outcomeOf(device.check(history, story));
}

QString HostileFleet::outcome(const device::DeviceEvidence &evidence) const
{
    return outcome(evidence, history.now());
}

QString HostileFleet::outcome(const device::DeviceEvidence &evidence, qint64 now) const
{
    return outcomeOf(device::checkCommand(evidence.toBytes(), device.memory, now));
}

QByteArray withoutWitnesses(const QByteArray &note)
{
    const auto parsed = require(log::SignedNote::parse(note));
    return require(log::SignedNote::make(parsed.text(), {parsed.signatures().front()})).toBytes();
}

Person impostorOf(const Person &person)
{
    Person impostor = SampleHistory::makePerson(person.roles);
    impostor.id = person.id;
    return impostor;
}

} // namespace enigm::test
