#include "contract/policy/Analysis.h"

#include "contract/policy/Denials.h"
#include "contract/policy/Evaluator.h"
#include "contract/policy/RuleRelations.h"

#include <algorithm>
#include <set>
#include <utility>

namespace enigm::policy {

namespace {

using Names = std::pair<QString, QString>;

/// Some obligation to go by a path that the other does not name, where both name one.
bool areRivals(Obligations left, Obligations right)
{
    const Obligations paths{Obligation::UseVpnNetwork, Obligation::UseProxyNetwork, Obligation::UseTorGateway};
    return left.hasAny(paths) && right.hasAny(paths) && (left.bits() & paths.bits()) != (right.bits() & paths.bits());
}

template <typename Setting>
bool differ(const std::optional<Setting> &left, const std::optional<Setting> &right)
{
    return left && right && *left != *right;
}

class Analyst
{
public:
    Analyst(const PolicySet &policies, GroupDictionary &groups, const FleetColumns &fleet)
        : m_fleet(fleet)
    {
        for (std::size_t i = 0; i < policies.size(); ++i) {
            for (std::size_t j = i + 1; j < policies.size(); ++j)
                compare(policies[i], policies[j], groups);
        }
    }

    void judge(const QuestionRules &rules)
    {
        const Denials denials = denialsOf(rules);
        for (const CompiledRule &rule : rules.rules()) {
            if (rule.name.policy == floorPolicy)
                continue;
            if (rule.match.effect == Effect::Allow && !denials.leave(rule.match))
                m_findings.push_back({.kind = FindingKind::Overridden, .rule = rule.name});
            compareWithOthers(rule, rules);
        }
        findUnsatisfied(rules);
    }

    [[nodiscard]] std::vector<Finding> findings() &&
    {
        std::ranges::sort(m_findings);
        return std::move(m_findings);
    }

private:
    void compare(const AssignedPolicy &left, const AssignedPolicy &right, GroupDictionary &groups)
    {
        if (left.policy.document.kind != right.policy.document.kind || !shareDevices(left, right, groups))
            return;
        Names names{left.policy.policy, right.policy.policy};
        if (names.second < names.first)
            std::swap(names.first, names.second);
        m_sharing.insert(names);
        const RuleName first{names.first, {}};
        const RuleName second{names.second, {}};
        m_findings.push_back({.kind = FindingKind::SharedDevices, .rule = first, .other = second});
        const Settings &a = left.policy.document.settings;
        const Settings &b = right.policy.document.settings;
        if (differ(a.privacyMode, b.privacyMode) || differ(a.launcher, b.launcher) || differ(a.setUp, b.setUp) ||
            differ(a.vpnNetwork, b.vpnNetwork) || differ(a.proxyNetwork, b.proxyNetwork) ||
            differ(a.torGateway, b.torGateway))
            m_findings.push_back({.kind = FindingKind::RivalSettings, .rule = first, .other = second});
    }

    [[nodiscard]] bool shareDevices(const AssignedPolicy &left, const AssignedPolicy &right,
                                    GroupDictionary &groups) const
    {
        if ((left.groups && left.groups->empty()) || (right.groups && right.groups->empty()))
            return false;
        if (!left.groups || !right.groups)
            return true;
        const GroupSet ofLeft = groups.setOf(*left.groups);
        const GroupSet ofRight = groups.setOf(*right.groups);
        return haveCommon(ofLeft, ofRight) ||
               std::ranges::any_of(m_fleet.groupSets(), [&](const std::optional<GroupSet> &set) {
                   return set && haveCommon(*set, ofLeft) && haveCommon(*set, ofRight);
               });
    }

    [[nodiscard]] bool areShared(const QString &left, const QString &right) const
    {
        return left == right || m_sharing.contains({std::min(left, right), std::max(left, right)});
    }

    [[nodiscard]] static Denials denialsOf(const QuestionRules &rules)
    {
        std::vector<const RuleMatch *> denials;
        for (const CompiledRule &rule : rules.rules()) {
            if (rule.match.effect == Effect::Deny)
                denials.push_back(&rule.match);
        }
        return Denials(std::move(denials));
    }

    void compareWithOthers(const CompiledRule &rule, const QuestionRules &rules)
    {
        bool isRedundant = false;
        for (const CompiledRule &other : rules.rules()) {
            if (&other == &rule)
                continue;
            if (!isRedundant && isCovered(rule, other)) {
                isRedundant = true;
                m_findings.push_back({.kind = FindingKind::Redundant, .rule = rule.name, .other = other.name});
            }
            if (rule.match.effect != Effect::Allow || !areShared(rule.name.policy, other.name.policy) ||
                !canMeet(rule.match, other.match))
                continue;
            if (other.match.effect == Effect::Deny) {
                if (other.name.policy != rule.name.policy)
                    m_findings.push_back({.kind = FindingKind::Contradicted, .rule = rule.name, .other = other.name});
            } else if (rule.name < other.name && areRivals(rule.obligations, other.obligations)) {
                m_findings.push_back({.kind = FindingKind::RivalPaths, .rule = rule.name, .other = other.name});
            }
        }
    }

    [[nodiscard]] static bool isCovered(const CompiledRule &rule, const CompiledRule &other)
    {
        if (rule.match.effect != other.match.effect || !covers(other.match, rule.match) ||
            !rule.obligations.isSubsetOf(other.obligations))
            return false;
        const bool areAlike = covers(rule.match, other.match) && rule.obligations == other.obligations;
        return !areAlike || other.name.policy == floorPolicy || other.name < rule.name;
    }

    void findUnsatisfied(const QuestionRules &rules)
    {
        if (m_fleet.size() == 0)
            return;
        std::vector<MaskTable::Mask> satisfied(rules.tables().size(), 0);
        for (std::size_t row = 0; row < m_fleet.size(); ++row) {
            const DeviceInputs device = m_fleet.at(row);
            for (std::size_t i = 0; i < satisfied.size(); ++i)
                satisfied[i] |= rules.tables()[i].of(device);
        }
        for (std::size_t i = 0; i < rules.rules().size(); ++i) {
            const CompiledRule &rule = rules.rules()[i];
            const bool isSatisfied = (satisfied[i / MaskTable::capacity] >> i % MaskTable::capacity & 1U) != 0;
            if (!isSatisfied && rule.name.policy != floorPolicy)
                m_findings.push_back({.kind = FindingKind::NoDevice, .rule = rule.name});
        }
    }

    const FleetColumns &m_fleet;
    std::set<Names> m_sharing; ///< policies of one kind that share devices
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> analyse(const PolicySet &policies, GroupDictionary &groups, const FleetColumns &fleet)
{
    const Evaluator evaluator(policies, groups);
    Analyst analyst(policies, groups, fleet);
    for (const QuestionRules &rules : evaluator.questions())
        analyst.judge(rules);
    return std::move(analyst).findings();
}

} // namespace enigm::policy
