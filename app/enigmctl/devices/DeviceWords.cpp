#include "app/enigmctl/devices/DeviceWords.h"

#include "app/enigmctl/devices/ConfirmedWords.h"
#include "app/enigmctl/devices/PostureWords.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

json::Object documentOf(const client::Device &device)
{
    return {{"attestation"_L1, device.attestation},
            {"attestation_asked"_L1, device.attestationAsked ? json::Value(*device.attestationAsked) : json::Value()},
            {"attested"_L1, device.attested},
            {"enrolled"_L1, device.enrolled},
            {"handle"_L1, device.handle.text()},
            {"key"_L1, device.key},
            {"last_seen"_L1, device.lastSeen ? json::Value(*device.lastSeen) : json::Value()},
            {"patch"_L1, device.patch ? json::Value(*device.patch) : json::Value()},
            {"security_level"_L1, device.securityLevel},
            {"simulated"_L1, device.simulated},
            {"state"_L1, fleet::toWord(device.state)}};
}

QString seenText(const client::Device &device)
{
    return device.lastSeen ? timeText(*device.lastSeen) : u"never"_s;
}

QString attestationText(const client::Device &device)
{
    return device.attestation + (device.simulated ? u" (simulated)"_s : QString());
}

json::Value orNull(const std::optional<qint64> &time)
{
    return time ? json::Value(*time) : json::Value();
}

json::Value documentOf(const client::DeviceCommand &command)
{
    return json::Object{{"action"_L1, command.action},
                        {"answered"_L1, orNull(command.answered)},
                        {"change"_L1, command.change},
                        {"delivered"_L1, orNull(command.delivered)},
                        {"execution"_L1, command.execution},
                        {"obey_by"_L1, command.obeyBy},
                        {"problem"_L1, command.problem ? json::Value(problemSlug(*command.problem)) : json::Value()},
                        {"queued"_L1, command.queued},
                        {"state"_L1, fleet::toWord(command.state)}};
}

/// Of a device that has ended: whether it has said so itself.
void addEnd(Table &facts, const client::DeviceDetail &detail)
{
    if (!fleet::isFinal(detail.device.state))
        return;
    const client::DeviceCommand *const end = client::endOf(detail);
    if (end && end->state == fleet::CommandState::Acknowledged)
        facts.addRow({u"end-of-life record"_s, u"there is one; acknowledged "_s + timeText(end->since())});
    else
        facts.addRow({u"end-of-life record"_s, u"waits for the device's acknowledgement"_s +
                                                   (end ? u" since "_s + timeText(end->queued) : QString())});
}

/// The commands of a device as a table below its facts; empty where there are none.
QString commandsText(const std::vector<client::DeviceCommand> &commands)
{
    Table table({u"COMMAND"_s, u"STATE"_s, u"SINCE"_s, u"ACTION"_s, u"REFUSED FOR"_s});
    for (const client::DeviceCommand &command : commands)
        table.addRow({QString::number(command.execution), fleet::toWord(command.state), timeText(command.since()),
                      command.action, command.problem ? problemSlug(*command.problem) : u"-"_s});
    return table.isEmpty() ? QString() : u'\n' + table.toText();
}

} // namespace

Answer describeDevices(const std::vector<client::Device> &devices, qint64 total)
{
    Table table({u"HANDLE"_s, u"STATE"_s, u"ATTESTATION"_s, u"LEVEL"_s, u"PATCH"_s, u"LAST SEEN"_s});
    json::Array documents;
    for (const client::Device &device : devices) {
        table.addRow({device.handle.text(), fleet::toWord(device.state), attestationText(device), device.securityLevel,
                      device.patch ? QString::number(*device.patch) : u"-"_s, seenText(device)});
        documents.emplace_back(documentOf(device));
    }
    return {.document = json::Object{{"devices"_L1, json::Value(std::move(documents))}, {"total"_L1, total}},
            .text = table.toText() + u"%1 of %2 devices\n"_s.arg(devices.size()).arg(total)};
}

Answer describeDevice(const client::DeviceDetail &detail)
{
    const client::Device &device = detail.device;
    Table facts;
    facts.addRow({u"handle"_s, device.handle.grouped()});
    facts.addRow({u"state"_s, fleet::toWord(device.state)});
    addEnd(facts, detail);
    facts.addRow({u"attestation"_s, u"%1, judged %2"_s.arg(attestationText(device), timeText(device.attested))});
    if (device.attestationAsked)
        facts.addRow({u"asked to attest"_s, u"%1, not answered yet"_s.arg(timeText(*device.attestationAsked))});
    facts.addRow({u"security level"_s, device.securityLevel});
    facts.addRow({u"patch level"_s, device.patch ? QString::number(*device.patch) : u"-"_s});
    facts.addRow({u"enrolled"_s, timeText(device.enrolled)});
    facts.addRow({u"last seen"_s, seenText(device)});
    addPosture(facts, detail.posture);
    addPolicies(facts, detail);
    facts.addRow({u"key"_s, device.key});
    for (const QString &reference : detail.waiting)
        facts.addRow({u"waiting change"_s, reference});
    Table history({u"ENTRY"_s, u"TIME"_s, u"ACTION"_s, u"CHANGE"_s});
    json::Array items;
    for (const client::DeviceHistoryItem &item : detail.history) {
        history.addRow({QString::number(item.index), timeText(item.time), item.action, item.change});
        items.emplace_back(json::Object{
            {"action"_L1, item.action}, {"change"_L1, item.change}, {"index"_L1, item.index}, {"time"_L1, item.time}});
    }
    json::Object document = documentOf(device);
    document.insert(u"attestation_facts"_s, detail.attestationFacts);
    json::Array commands;
    for (const client::DeviceCommand &command : detail.commands)
        commands.push_back(documentOf(command));
    document.insert(u"commands"_s, json::Value(std::move(commands)));
    document.insert(u"history"_s, json::Value(std::move(items)));
    addPolicies(document, detail);
    document.insert(u"posture"_s, documentOf(detail.posture));
    document.insert(u"waiting"_s, json::Value(operators::valueOf(detail.waiting)));
    return {.document = std::move(document),
            .text = facts.toText() + findingsText(detail.posture) + commandsText(detail.commands) +
                    (history.isEmpty() ? QString() : u'\n' + history.toText())};
}

Answer describeResults(const changes::TargetSet &targets, const std::vector<client::ChangeCommand> &commands)
{
    Table table({u"HANDLE"_s, u"RESULT"_s, u"SINCE"_s, u"REFUSED FOR"_s});
    json::Array documents;
    qsizetype obeyed = 0;
    for (const changes::TargetLeaf &leaf : targets.leaves()) {
        const auto found = std::ranges::find(commands, leaf.handle, &client::ChangeCommand::handle);
        if (found == commands.end()) {
            table.addRow({leaf.handle.text(), u"skipped"_s, u"-"_s, u"-"_s});
            documents.push_back(json::Object{{"command"_L1, json::Value()}, {"handle"_L1, leaf.handle.text()}});
            continue;
        }
        const client::DeviceCommand &command = found->command;
        obeyed += command.state == fleet::CommandState::Acknowledged ? 1 : 0;
        table.addRow({leaf.handle.text(), fleet::toWord(command.state), timeText(command.since()),
                      command.problem ? problemSlug(*command.problem) : u"-"_s});
        documents.push_back(json::Object{{"command"_L1, documentOf(command)}, {"handle"_L1, leaf.handle.text()}});
    }
    const auto total = static_cast<qint64>(targets.leaves().size());
    return {.document = json::Object{{"acknowledged"_L1, qint64(obeyed)},
                                     {"results"_L1, std::move(documents)},
                                     {"total"_L1, total}},
            .text = table.toText() + u"%1 of %2 devices have acknowledged\n"_s.arg(obeyed).arg(total)};
}

} // namespace enigm::ctl
