#include "app/enigmctl/output/PolicyChangeWords.h"

#include "app/enigmctl/output/PolicyWords.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using policy::PolicyDocument;
using policy::Rule;

const Rule *ruleIn(const PolicyDocument &document, const QString &id)
{
    const auto rule = std::ranges::find(document.rules, id, &Rule::id);
    return rule == document.rules.end() ? nullptr : &*rule;
}

QString named(const Rule &rule)
{
    return u"%1: %2"_s.arg(rule.id, policyRuleText(rule));
}

void addSettings(Table &table, const PolicyDocument &before, const PolicyDocument &after)
{
    const json::Value was = before.settings.toJson();
    const json::Value is = after.settings.toJson();
    for (const auto &[name, value] : is.object()) {
        const json::Value &old = *was.object().find(name);
        if (old == value)
            continue;
        const auto text = [](const json::Value &word) { return word.isNull() ? u"not set"_s : word.text(); };
        table.addRow({u"sets %1"_s.arg(name), u"%1 -> %2"_s.arg(text(old), text(value))});
    }
}

void addRules(Table &table, const PolicyDocument &before, const PolicyDocument &after)
{
    for (const Rule &rule : after.rules) {
        const Rule *const old = ruleIn(before, rule.id);
        if (!old) {
            table.addRow({u"adds rule"_s, named(rule)});
        } else if (*old != rule) {
            table.addRow({u"drops rule"_s, named(*old)});
            table.addRow({u"adds rule"_s, named(rule)});
        }
    }
    for (const Rule &rule : before.rules) {
        if (!ruleIn(after, rule.id))
            table.addRow({u"drops rule"_s, named(rule)});
    }
}

} // namespace

QString policyText(const changes::PublishPolicyParameters &change)
{
    const policy::PolicyDocument &document = change.version.document;
    const auto rules = document.rules.size();
    const QString content = u"\"%1\" about %2, with %3"_s.arg(document.name, policy::toWord(document.kind),
                                                              rules == 1 ? u"1 rule"_s : u"%1 rules"_s.arg(rules));
    return change.replaces ? u"policy %1 becomes version %2: %3"_s.arg(change.version.policy)
                                 .arg(change.version.version)
                                 .arg(content)
                           : u"new policy %1: %2"_s.arg(change.version.policy, content);
}

QString policyText(const changes::AssignPolicyParameters &change)
{
    return u"policy %1 is from now on for %2"_s.arg(change.policy, assignedText(change.groups));
}

QString policyText(const changes::RollBackPolicyParameters &change)
{
    return u"version %1 of policy %2 is in force again"_s.arg(change.version).arg(change.policy);
}

QString assignedText(const changes::AssignedGroups &groups)
{
    if (!groups)
        return u"every device"_s;
    return groups->empty() ? u"nobody"_s
                           : u"the groups %1"_s.arg(QStringList(groups->begin(), groups->end()).join(u", "_s));
}

void addPolicyRows(Table &table, const client::VerifiedChange &change)
{
    if (!change.policy)
        return;
    const client::PolicyChange &met = *change.policy;
    const PolicyDocument before = met.before ? met.before->document : PolicyDocument();
    if (met.before)
        table.addRow({u"replaces"_s, u"version %1"_s.arg(met.before->version)});
    addRules(table, before, met.after.document);
    addSettings(table, before, met.after.document);
    if (met.replaced)
        table.addRow({u"was for"_s, assignedText(met.replaced->groups)});
    table.addRow({u"is for"_s, assignedText(met.groups)});
}

json::Value policyChangeDocument(const client::VerifiedChange &change)
{
    if (!change.policy)
        return {};
    const client::PolicyChange &met = *change.policy;
    return json::Object{{"after"_L1, met.after.toJson()},
                        {"before"_L1, met.before ? met.before->toJson() : json::Value()},
                        {"replaced"_L1, met.replaced ? met.replaced->toJson() : json::Value()}};
}

} // namespace enigm::ctl
