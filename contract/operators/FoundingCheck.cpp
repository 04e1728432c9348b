#include "contract/operators/Founding.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

/// Whether some two of the items have the same name, as `nameOf` answers it.
template <typename Items, typename NameOf>
bool repeats(const Items &items, NameOf nameOf)
{
    QSet<QString> seen;
    return std::ranges::any_of(items, [&](const auto &item) {
        const QString name = nameOf(item);
        const bool isKnown = seen.contains(name);
        seen.insert(name);
        return isKnown;
    });
}

bool isOneLine(const QString &name)
{
    return !name.isEmpty() && name == name.trimmed() && name.size() <= 100;
}

std::vector<QString> ruledActions(const std::vector<Rule> &rules)
{
    std::vector<QString> actions;
    for (const Rule &rule : rules)
        actions.insert(actions.end(), rule.actions.begin(), rule.actions.end());
    return actions;
}

} // namespace

Expected<void> Founding::checkRoles(Roles roles) const
{
    if (roles.isEmpty())
        return refuse(ProblemType::OutOfRange, u"An operator holds at least one role."_s);
    for (const auto &[first, second] : roleConflicts) {
        if (roles.has(first) && roles.has(second))
            return refuse(ProblemType::RoleConflict,
                          u"%1 and %2 may not be held by one person."_s.arg(word(first), word(second)));
    }
    return {};
}

Expected<void> Founding::checkFounders(const QString &pointer) const
{
    const QString where = pointer + u"/founders"_s;
    if (founders.empty())
        return refuse(ProblemType::OutOfRange, u"A deployment has founders."_s, where);
    if (repeats(founders, [](const Founder &founder) { return founder.operatorId; }) ||
        repeats(founders, [](const Founder &founder) { return founder.key.thumbprint(); }))
        return refuse(ProblemType::AlreadyExists, u"Every founder is another person with another key."_s, where);
    for (const Founder &founder : founders) {
        if (auto allowed = checkRoles(founder.roles); !allowed)
            return std::unexpected(allowed.error().under(where));
    }
    if (recoveryQuorum > static_cast<int>(founders.size()))
        return refuse(ProblemType::OutOfRange, u"The recovery quorum is larger than the founders are many."_s,
                      pointer + u"/recovery/k"_s);
    return {};
}

/// What two hands hold is never one key, and never that of a person who asks or approves.
Expected<void> Founding::checkUpdateKeys(const QString &pointer) const
{
    std::vector<signing::PublicKey> keys = otaManifestKeys;
    keys.insert(keys.end(), otaProductionKeys.begin(), otaProductionKeys.end());
    for (const Founder &founder : founders)
        keys.push_back(founder.key);
    if (repeats(keys, [](const signing::PublicKey &key) { return key.thumbprint(); }))
        return refuse(ProblemType::AlreadyExists, u"Each signing authority has keys that nobody else has."_s,
                      pointer + u"/ota"_s);
    return {};
}

Expected<void> Founding::check(const QString &pointer) const
{
    if (!isOneLine(name))
        return refuse(ProblemType::OutOfRange, u"A deployment has a name of at most 100 characters."_s,
                      pointer + u"/name"_s);
    if (auto sound = checkFounders(pointer); !sound)
        return sound;
    if (auto sound = checkUpdateKeys(pointer); !sound)
        return sound;
    if (repeats(rules, [](const Rule &rule) { return rule.id; }) ||
        repeats(ruledActions(rules), [](const QString &action) { return action; }))
        return refuse(ProblemType::AlreadyExists, u"Two rules have one id, or name one action."_s,
                      pointer + u"/rules"_s);
    if (repeats(witnesses, [](const Witness &witness) { return witness.name; }) ||
        repeats(witnesses, [](const Witness &witness) { return witness.key.thumbprint(); }))
        return refuse(ProblemType::AlreadyExists, u"Two witnesses have one name or one key."_s,
                      pointer + u"/witnesses/keys"_s);
    if (witnessThreshold > static_cast<int>(witnesses.size()))
        return refuse(ProblemType::OutOfRange, u"The threshold of witnesses is larger than they are many."_s,
                      pointer + u"/witnesses/threshold"_s);
    if (governanceLogKey == activityLogKey)
        return refuse(ProblemType::AlreadyExists, u"Each log has a key of its own."_s, pointer + u"/log_keys"_s);
    if (std::ranges::adjacent_find(breakGlassActions, std::ranges::greater_equal()) != breakGlassActions.end())
        return refuse(ProblemType::NotCanonical, u"Actions are sorted, each once."_s, pointer + u"/break_glass"_s);
    return {};
}

} // namespace enigm::operators
