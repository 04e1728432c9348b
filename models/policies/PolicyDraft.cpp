#include "models/policies/PolicyDraft.h"

#include "contract/encoding/GivenName.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

#include <algorithm>
#include <array>

namespace enigm::models::policies {

using namespace Qt::StringLiterals;
using policy::PolicyDocument;
using policy::Rule;

namespace {

/// "/obligations/restore" is about the obligations.
RuleCell cellOf(const QString &pointer)
{
    struct Row
    {
        QLatin1StringView member;
        RuleCell cell;
    };
    static constexpr std::array rows{Row{"/effect"_L1, RuleCell::Effect}, Row{"/action"_L1, RuleCell::Action},
                                     Row{"/resource"_L1, RuleCell::Resource},
                                     Row{"/conditions"_L1, RuleCell::Conditions},
                                     Row{"/obligations"_L1, RuleCell::Obligations}};
    const auto found =
        std::ranges::find_if(rows, [&pointer](const Row &row) { return pointer.startsWith(row.member); });
    return found == rows.end() ? RuleCell::Name : found->cell;
}

} // namespace

PolicyDraft::PolicyDraft(const PolicyDocument &document, QObject *parent)
    : QObject(parent)
    , m_content{.kind = document.kind, .name = document.name, .rules = {}, .settings = document.settings}
{
    for (const Rule &rule : document.rules)
        m_content.rules.push_back({.key = m_nextKey++, .rule = rule});
    m_kept = m_content;
    judge();
}

void PolicyDraft::setName(const QString &name)
{
    DraftContent next = m_content;
    next.name = name;
    step(std::move(next), m_lastWasName);
    m_lastWasName = canUndo();
}

void PolicyDraft::setKind(policy::PolicyKind kind)
{
    DraftContent next = m_content;
    next.kind = kind;
    if (kind != m_content.kind)
        next.settings = {}; // those of one kind mean nothing to another
    step(std::move(next));
}

void PolicyDraft::setSettings(const policy::Settings &settings)
{
    DraftContent next = m_content;
    next.settings = settings;
    step(std::move(next));
}

void PolicyDraft::setRule(std::size_t row, Rule rule)
{
    DraftContent next = m_content;
    next.rules.at(row).rule = std::move(rule);
    step(std::move(next));
}

std::size_t PolicyDraft::addRule()
{
    const policy::ActionCategory action = actionsOf(m_content.kind).front();
    DraftContent next = m_content;
    next.rules.push_back({.key = m_nextKey++,
                          .rule = {.id = freeId(u"rule"_s),
                                   .effect = policy::Effect::Deny,
                                   .action = action,
                                   .resource = resourcesOf(action).front()}});
    step(std::move(next));
    return m_content.rules.size() - 1;
}

std::size_t PolicyDraft::duplicateRule(std::size_t row)
{
    DraftContent next = m_content;
    DraftRule copy{.key = m_nextKey++, .rule = next.rules.at(row).rule};
    copy.rule.id = freeId(copy.rule.id);
    next.rules.insert(next.rules.begin() + static_cast<std::ptrdiff_t>(row) + 1, std::move(copy));
    step(std::move(next));
    return row + 1;
}

void PolicyDraft::removeRules(const std::vector<std::size_t> &rows)
{
    DraftContent next = m_content;
    next.rules.clear();
    for (std::size_t row = 0; row < m_content.rules.size(); ++row) {
        if (std::ranges::find(rows, row) == rows.end())
            next.rules.push_back(m_content.rules[row]);
    }
    step(std::move(next));
}

void PolicyDraft::undo()
{
    if (!canUndo())
        return;
    m_future.push_back(std::move(m_content));
    m_content = std::move(m_past.back());
    m_past.pop_back();
    settle();
}

void PolicyDraft::redo()
{
    if (!canRedo())
        return;
    m_past.push_back(std::move(m_content));
    m_content = std::move(m_future.back());
    m_future.pop_back();
    settle();
}

void PolicyDraft::noteKept()
{
    m_kept = m_content;
    m_lastWasName = false;
    Q_EMIT changed();
}

void PolicyDraft::step(DraftContent next, bool joinsLast)
{
    if (next == m_content)
        return;
    if (!joinsLast)
        m_past.push_back(std::move(m_content));
    if (m_past.size() > mostSteps)
        m_past.erase(m_past.begin());
    m_future.clear();
    m_content = std::move(next);
    settle();
}

void PolicyDraft::settle()
{
    m_lastWasName = false;
    judge();
    Q_EMIT changed();
}

/// "allow-vpn", "allow-vpn-2", "allow-vpn-3" …
QString PolicyDraft::freeId(const QString &stem) const
{
    const auto isTaken = [this](const QString &id) {
        return std::ranges::any_of(m_content.rules, [&id](const DraftRule &rule) { return rule.rule.id == id; });
    };
    QString id = stem;
    for (int number = 2; isTaken(id); ++number)
        id = stem + u'-' + QString::number(number);
    return id;
}

void PolicyDraft::judge()
{
    m_problems.clear();
    m_document.reset();
    if (auto sound = encoding::checkGivenName(m_content.name, PolicyDocument::maxName); !sound)
        m_problems.push_back({.problem = sound.error(), .part = DraftProblem::Part::Name});
    if ((m_content.kind != policy::PolicyKind::DeviceTrust && m_content.settings.setsDevices()) ||
        (m_content.kind != policy::PolicyKind::NetworkPath && m_content.settings.setsPaths()))
        m_problems.push_back({.problem = {ProblemType::OutOfRange, u"A policy of this kind does not set this."_s},
                              .part = DraftProblem::Part::Settings});
    for (std::size_t row = 0; row < m_content.rules.size(); ++row)
        judgeRule(row);
    if (m_problems.empty())
        judgeWhole();
}

void PolicyDraft::judgeRule(std::size_t row)
{
    const Rule &rule = m_content.rules[row].rule;
    const auto report = [&](Problem problem, RuleCell cell) {
        m_problems.push_back(
            {.problem = std::move(problem), .part = DraftProblem::Part::Rule, .row = row, .cell = cell});
    };
    if (!operators::isIdentifier(rule.id))
        return report({ProblemType::OutOfRange, u"A rule is named by words joined by '-'."_s}, RuleCell::Name);
    const auto before = m_content.rules.begin() + static_cast<std::ptrdiff_t>(row);
    if (std::any_of(m_content.rules.begin(), before,
                    [&rule](const DraftRule &other) { return other.rule.id == rule.id; }))
        return report({ProblemType::DuplicateMember, u"Another rule has this name."_s}, RuleCell::Name);
    if (policy::kindOf(rule.action) != m_content.kind)
        return report({ProblemType::OutOfRange, u"The action is decided by policies of another kind."_s},
                      RuleCell::Action);
    if (const auto read = Rule::fromJson(rule.id, rule.toJson(), {}); !read)
        report(read.error(), cellOf(read.error().where));
}

/// By the one reader that there is: what it takes, everybody takes.
void PolicyDraft::judgeWhole()
{
    auto document = PolicyDocument::parse(json::canonical(asWritten().toJson()));
    if (document)
        m_document = std::move(*document);
    else
        m_problems.push_back({.problem = document.error()});
}

PolicyDocument PolicyDraft::asWritten() const
{
    PolicyDocument document{
        .kind = m_content.kind, .name = m_content.name, .rules = {}, .settings = m_content.settings};
    for (const DraftRule &rule : m_content.rules)
        document.rules.push_back(rule.rule);
    std::ranges::stable_sort(document.rules, {}, &Rule::id);
    const auto rest = std::ranges::unique(document.rules, {}, &Rule::id);
    document.rules.erase(rest.begin(), rest.end());
    return document;
}

std::vector<policy::ActionCategory> actionsOf(policy::PolicyKind kind)
{
    std::vector<policy::ActionCategory> actions;
    for (const policy::ActionCategory action : policy::allOf<policy::ActionCategory>()) {
        if (policy::kindOf(action) == kind)
            actions.push_back(action);
    }
    return actions;
}

std::vector<log::Resource> resourcesOf(policy::ActionCategory action)
{
    std::vector<log::Resource> resources;
    for (const log::Resource resource : log::allResources()) {
        if (policy::bearsOn(action, resource))
            resources.push_back(resource);
    }
    return resources;
}

} // namespace enigm::models::policies
