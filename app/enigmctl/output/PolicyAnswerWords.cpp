#include "app/enigmctl/output/PolicyAnswerWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using client::ListedPolicy;
using policy::DecisionAnswer;
using policy::FindingKind;

QString assignedTo(const client::PolicyAssignment &assigned, const GroupNames &names)
{
    if (assigned.toAll)
        return u"every device"_s;
    QStringList groups;
    for (const QString &group : assigned.groups)
        groups.append(names.value(group, group));
    return groups.isEmpty() ? u"nobody"_s : groups.join(u", "_s);
}

json::Object documentOf(const ListedPolicy &policy)
{
    const json::Object assigned{{"all"_L1, policy.assigned.toAll},
                                {"groups"_L1, operators::valueOf(policy.assigned.groups)}};
    return {{"assigned"_L1, assigned},
            {"change"_L1, policy.change},
            {"changed"_L1, policy.changed},
            {"digest"_L1, operators::valueOf(policy.digest)},
            {"kind"_L1, policy::toWord(policy.kind)},
            {"name"_L1, policy.name},
            {"policy"_L1, policy.id},
            {"version"_L1, policy.version}};
}

json::Object documentOf(const client::PolicyDraft &draft)
{
    return {{"author"_L1, draft.author},
            {"document"_L1, draft.document},
            {"policy"_L1, draft.id},
            {"problem"_L1, draft.problem ? problemDocument(*draft.problem) : json::Value()},
            {"revision"_L1, draft.revision},
            {"saved"_L1, draft.saved}};
}

QString problemText(const client::PolicyDraft &draft)
{
    return draft.problem ? u"%1 (%2)"_s.arg(draft.problem->detail, draft.problem->where) : u"none"_s;
}

QString nameText(const policy::RuleName &name)
{
    if (name.rule.isEmpty())
        return u"policy %1"_s.arg(name.policy);
    return name.policy == policy::floorPolicy ? u"rule %1, which is always in force"_s.arg(name.rule)
                                              : u"rule %1 of policy %2"_s.arg(name.rule, name.policy);
}

QString questionText(const DecisionAnswer &answer)
{
    QString text = u"%1 %2"_s.arg(policy::toWord(answer.action), log::word(answer.resource));
    if (answer.path)
        text += u" by "_s + policy::toWord(*answer.path);
    return text;
}

QString reasonText(const DecisionAnswer &answer)
{
    if (answer.reasons) {
        // As policy::Explanation has it, for whoever puts words to one.
        return explanationText(answer);
    }
    return answer.category ? QString(policy::toWord(*answer.category)) : QString();
}

} // namespace

Answer describePolicies(const std::vector<ListedPolicy> &policies, const GroupNames &groups)
{
    Table table({u"POLICY"_s, u"NAME"_s, u"KIND"_s, u"VERSION"_s, u"FOR"_s, u"CHANGED"_s});
    json::Array documents;
    for (const ListedPolicy &policy : policies) {
        table.addRow({policy.id, policy.name, policy::toWord(policy.kind), QString::number(policy.version),
                      assignedTo(policy.assigned, groups), timeText(policy.changed)});
        documents.emplace_back(documentOf(policy));
    }
    return {.document = json::Object{{"policies"_L1, std::move(documents)}}, .text = table.toText()};
}

Answer describePolicy(const client::PolicyDetail &detail, const GroupNames &groups)
{
    const ListedPolicy &policy = detail.policy;
    Table facts;
    facts.addRow({u"policy"_s, policy.id});
    facts.addRow({u"name"_s, policy.name});
    facts.addRow({u"kind"_s, policy::toWord(policy.kind)});
    facts.addRow({u"version in force"_s, QString::number(policy.version)});
    facts.addRow({u"for"_s, assignedTo(policy.assigned, groups)});
    facts.addRow({u"changed"_s, u"%1, by change %2"_s.arg(timeText(policy.changed), policy.change)});
    json::Array versions;
    for (const client::PolicyVersionLine &line : detail.versions) {
        facts.addRow({u"version %1"_s.arg(line.version),
                      u"published %1, by change %2"_s.arg(timeText(line.published), line.change)});
        versions.emplace_back(json::Object{{"change"_L1, line.change},
                                           {"digest"_L1, operators::valueOf(line.digest)},
                                           {"published"_L1, line.published},
                                           {"version"_L1, line.version}});
    }
    json::Object document = documentOf(policy);
    document.insert(u"versions"_s, std::move(versions));
    return {.document = std::move(document), .text = facts.toText()};
}

Answer describeVersion(const policy::PolicyVersion &version, const GroupNames &groups)
{
    Table facts;
    facts.addRow({u"policy"_s, version.policy});
    facts.addRow({u"name"_s, version.document.name});
    facts.addRow({u"kind"_s, policy::toWord(version.document.kind)});
    facts.addRow({u"version"_s, QString::number(version.version)});
    for (const policy::Rule &rule : version.document.rules)
        facts.addRow({rule.id, policyRuleText(rule, groups)});
    const json::Value settings = version.document.settings.toJson();
    for (const auto &[name, value] : settings.object()) {
        if (value.kind() == json::Value::Kind::Text)
            facts.addRow({name, value.text()});
    }
    json::Object document = version.toJson().object();
    document.insert(u"digest"_s, operators::valueOf(version.digest()));
    return {.document = std::move(document), .text = facts.toText()};
}

Answer describeDrafts(const std::vector<client::PolicyDraft> &drafts)
{
    Table table({u"POLICY"_s, u"REVISION"_s, u"SAVED"_s, u"BY"_s, u"PROBLEM"_s});
    json::Array documents;
    for (const client::PolicyDraft &draft : drafts) {
        table.addRow(
            {draft.id, QString::number(draft.revision), timeText(draft.saved), draft.author, problemText(draft)});
        documents.emplace_back(documentOf(draft));
    }
    return {.document = json::Object{{"drafts"_L1, std::move(documents)}}, .text = table.toText()};
}

Answer describeDraft(const client::PolicyDraft &draft)
{
    Table facts;
    facts.addRow({u"policy"_s, draft.id});
    facts.addRow({u"revision"_s, QString::number(draft.revision)});
    facts.addRow({u"saved"_s, timeText(draft.saved)});
    facts.addRow({u"problem"_s, problemText(draft)});
    return {.document = documentOf(draft), .text = facts.toText()};
}

QString findingText(const policy::FindingAnswer &answer)
{
    const QString rule = nameText(answer.finding.rule);
    const QString other = nameText(answer.finding.other);
    switch (answer.finding.kind) {
    case FindingKind::Overridden:
        return u"%1 allows nothing: wherever it holds, something is denied"_s.arg(rule);
    case FindingKind::Redundant:
        return u"%1 makes no difference beside %2"_s.arg(rule, other);
    case FindingKind::NoDevice:
        return u"no device there is satisfies %1"_s.arg(rule);
    case FindingKind::SharedDevices:
        return u"%1 and %2 are for the same devices"_s.arg(rule, other);
    case FindingKind::Contradicted:
        return u"%1 allows what %2 denies: the denial holds"_s.arg(rule, other);
    case FindingKind::RivalPaths:
        return u"%1 and %2 demand different network paths, which nobody can obey"_s.arg(rule, other);
    case FindingKind::RivalSettings:
        return u"%1 and %2 set the same devices differently: the stricter setting holds"_s.arg(rule, other);
    }
    Q_UNREACHABLE();
}

Answer describeFindings(const std::vector<policy::FindingAnswer> &findings)
{
    Table table({u"PLACE"_s, u"FOUND"_s});
    json::Array documents;
    for (const policy::FindingAnswer &finding : findings) {
        const QString place = finding.pointer.value_or(QString());
        table.addRow({place.isEmpty() ? u"(whole)"_s : place, findingText(finding)});
        documents.push_back(finding.toJson());
    }
    return {.document = json::Object{{"findings"_L1, std::move(documents)}},
            .text = findings.empty() ? u"Nothing was found that is not likely to be meant.\n"_s : table.toText()};
}

Answer describeDecisions(const std::vector<DecisionAnswer> &answers)
{
    Table table({u"QUESTION"_s, u"DECISION"_s, u"WHY"_s});
    json::Array documents;
    for (const DecisionAnswer &answer : answers) {
        table.addRow({questionText(answer), policy::toWord(answer.effect), reasonText(answer)});
        documents.push_back(answer.toJson());
    }
    return {.document = json::Object{{"decisions"_L1, std::move(documents)}},
            .text = answers.empty() ? u"No policy says what devices may do, so that they may do nothing.\n"_s
                                    : table.toText()};
}

} // namespace enigm::ctl
