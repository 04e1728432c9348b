#include "app/enigmctl/output/GroupWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "contract/operators/Members.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

template <typename T>
void addClause(QStringList &clauses, QLatin1StringView fact, const std::vector<T> &words)
{
    QStringList texts;
    for (const T word : words)
        texts.append(fleet::toWord(word));
    if (!texts.isEmpty())
        clauses.append(u"%1 %2"_s.arg(fact, texts.join(" or "_L1)));
}

QString devicesText(qint64 count)
{
    return count == 1 ? u"1 device"_s : u"%1 devices"_s.arg(count);
}

qint64 listedIn(const changes::DeviceGroup &group)
{
    return static_cast<qint64>(group.members.size());
}

json::Array documentOf(const std::vector<fleet::DeviceHandle> &handles)
{
    json::Array texts;
    for (const fleet::DeviceHandle &handle : handles)
        texts.emplace_back(handle.text());
    return texts;
}

/// The devices that a change adds to a group and takes from it.
changes::MemberChanges movesOf(const client::VerifiedChange &change)
{
    const auto &replaced = change.group->replaced;
    return changes::memberChanges(replaced ? replaced->members : std::vector<fleet::DeviceHandle>(),
                                  change.record.targets.devices());
}

} // namespace

QString ruleText(const fleet::GroupRule &rule)
{
    QStringList clauses;
    addClause(clauses, "state"_L1, rule.state);
    addClause(clauses, "attestation"_L1, rule.attestation);
    addClause(clauses, "security level"_L1, rule.securityLevel);
    if (rule.patch && rule.patch->atLeast)
        clauses.append(u"patch level from %1"_s.arg(*rule.patch->atLeast));
    if (rule.patch && rule.patch->atMost)
        clauses.append(u"patch level up to %1"_s.arg(*rule.patch->atMost));
    if (rule.simulated)
        clauses.append(*rule.simulated ? u"simulated"_s : u"not simulated"_s);
    return clauses.join(u", "_s);
}

QString definitionText(const changes::GroupDefinition &definition, qint64 listed)
{
    return definition.rule ? u"\"%1\", of the devices with: %2"_s.arg(definition.name, ruleText(*definition.rule))
                           : u"\"%1\", which lists %2"_s.arg(definition.name, devicesText(listed));
}

QString groupChangeText(const changes::ChangeGroupParameters &change, qint64 listed)
{
    if (!change.definition)
        return u"group %1 is removed at version %2"_s.arg(change.group).arg(change.version - 1);
    const QString text = definitionText(*change.definition, listed);
    return change.replaces ? u"group %1 becomes version %2: %3"_s.arg(change.group).arg(change.version).arg(text)
                           : u"new group %1: %2"_s.arg(change.group, text);
}

Answer describeGroups(const std::vector<client::ListedGroup> &groups)
{
    Table table({u"GROUP"_s, u"NAME"_s, u"VERSION"_s, u"DEVICES"_s, u"CHANGED"_s});
    json::Array documents;
    for (const client::ListedGroup &group : groups) {
        const auto &rule = group.definition.rule;
        table.addRow({group.id, group.definition.name, QString::number(group.version),
                      rule ? ruleText(*rule) : u"listed"_s, timeText(group.changed)});
        documents.emplace_back(json::Object{{"change"_L1, group.change},
                                            {"changed"_L1, group.changed},
                                            {"definition"_L1, group.definition.toJson()},
                                            {"digest"_L1, operators::valueOf(group.digest)},
                                            {"group"_L1, group.id},
                                            {"version"_L1, group.version}});
    }
    return {.document = json::Object{{"groups"_L1, json::Value(std::move(documents))}}, .text = table.toText()};
}

Answer describeGroup(const client::GroupDetail &detail)
{
    const changes::DeviceGroup &group = detail.group;
    Table facts;
    facts.addRow({u"group"_s, group.id});
    facts.addRow({u"name"_s, group.definition.name});
    facts.addRow({u"version"_s, QString::number(group.version)});
    if (group.definition.rule)
        facts.addRow({u"rule"_s, ruleText(*group.definition.rule)});
    facts.addRow({u"devices now"_s, QString::number(detail.devices)});
    facts.addRow({u"changed"_s, u"%1, by change %2"_s.arg(timeText(detail.changed), detail.change)});
    for (const fleet::DeviceHandle &member : group.members)
        facts.addRow({u"lists"_s, member.text()});
    json::Object document = group.toJson().object();
    document.insert(u"change"_s, detail.change);
    document.insert(u"changed"_s, detail.changed);
    document.insert(u"devices"_s, detail.devices);
    document.insert(u"digest"_s, operators::valueOf(group.digest()));
    return {.document = std::move(document), .text = facts.toText()};
}

void addGroupRows(Table &table, const client::VerifiedChange &change)
{
    if (!change.group)
        return;
    if (change.group->devices)
        table.addRow({u"devices now"_s, u"%1, as served"_s.arg(*change.group->devices)});
    const auto &replaced = change.group->replaced;
    if (replaced)
        table.addRow({u"replaces"_s, u"version %1: %2"_s.arg(replaced->version)
                                         .arg(definitionText(replaced->definition, listedIn(*replaced)))});
    const changes::MemberChanges moves = movesOf(change);
    for (const fleet::DeviceHandle &handle : moves.added)
        table.addRow({u"adds"_s, handle.text()});
    for (const fleet::DeviceHandle &handle : moves.dropped)
        table.addRow({u"drops"_s, handle.text()});
}

json::Value groupChangeDocument(const client::VerifiedChange &change)
{
    if (!change.group)
        return {};
    const changes::MemberChanges moves = movesOf(change);
    const auto &replaced = change.group->replaced;
    return json::Object{{"added"_L1, documentOf(moves.added)},
                        {"devices"_L1, change.group->devices ? json::Value(*change.group->devices) : json::Value()},
                        {"dropped"_L1, documentOf(moves.dropped)},
                        {"replaced"_L1, replaced ? replaced->toJson() : json::Value()}};
}

} // namespace enigm::ctl
