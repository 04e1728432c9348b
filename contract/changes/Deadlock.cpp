#include "contract/changes/Matching.h"
#include "contract/changes/Quorum.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::Directory;
using operators::Roles;

struct Person
{
    Roles roles;
    bool isFounder = false;
};

/// Who can sign anything at all.
std::vector<Person> peopleOf(const Directory &directory)
{
    std::vector<Person> people;
    for (const Directory::Operator &person : directory.operators()) {
        if (directory.hasValidKey(person.id, directory.size()))
            people.push_back({person.rolesAt(directory.size()), directory.isFounder(person.id)});
    }
    return people;
}

/// Whether everybody but the requester can fill the clauses.
bool canSignOff(const std::vector<Person> &people, std::size_t requester,
                const std::vector<operators::SignerClause> &clauses)
{
    std::vector<Roles> units;
    for (const operators::SignerClause &clause : clauses)
        units.insert(units.end(), static_cast<std::size_t>(clause.count), clause.roles);
    Matching matching(units.size(), people.size());
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        for (std::size_t person = 0; person < people.size(); ++person) {
            if (person != requester && people[person].roles.hasAny(units[unit]))
                matching.connect(unit, person);
        }
    }
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (!matching.augment(unit))
            return false;
    }
    return true;
}

bool isPossible(const Action &action, const std::vector<operators::SignerClause> &clauses,
                const std::vector<Person> &people)
{
    for (std::size_t i = 0; i < people.size(); ++i) {
        const bool mayAsk = people[i].roles.hasAny(action.mayAsk) || (action.founderMayAsk && people[i].isFounder);
        if (mayAsk && canSignOff(people, i, clauses))
            return true;
    }
    return false;
}

} // namespace

Expected<void> checkNoDeadlock(const Directory &after)
{
    const std::vector<Person> people = peopleOf(after);
    for (const Action &action : allActions()) {
        // Nobody is obliged to be able to tell whose a handle is: without reviewers it stays a secret. Nor is anybody
        // to release updates.
        if (action.subject == Subject::Handles || action.subject == Subject::Releases ||
            action.subject == Subject::Rollouts)
            continue;
        const operators::Rule *const rule = after.ruleAt(action.name, after.size());
        if (!isPossible(action, rule ? rule->signers : action.signers, people))
            return refuse(ProblemType::WouldDeadlock,
                          u"Too few people would remain to ask for and sign off %1."_s.arg(action.name));
    }
    return {};
}

} // namespace enigm::changes
