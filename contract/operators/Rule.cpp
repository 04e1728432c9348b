#include "contract/operators/Rule.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

constexpr int maxCount = 100;
constexpr int maxVersion = 1'000'000;

Expected<SignerClause> parseClause(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    SignerClause clause{
        .count = static_cast<int>(reader.integer("count"_L1, 1, maxCount)),
        .roles = reader.with("roles"_L1, parseRoles),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return clause;
}

bool isSortedSet(const std::vector<QString> &texts)
{
    return std::ranges::adjacent_find(texts, std::ranges::greater_equal()) == texts.end();
}

} // namespace

Expected<Rule> Rule::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Rule rule{
        .id = reader.text("id"_L1),
        .version = static_cast<int>(reader.integer("version"_L1, 1, maxVersion)),
        .actions = reader.texts("actions"_L1),
        .signers = reader.list("signers"_L1, parseClause),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!isIdentifier(rule.id))
        return refuse(ProblemType::OutOfRange, u"The id of a rule is lower-case words joined by '-'."_s,
                      pointer + u"/id"_s);
    if (rule.actions.empty() || !isSortedSet(rule.actions))
        return refuse(ProblemType::OutOfRange, u"A rule names actions, sorted, each once."_s, pointer + u"/actions"_s);
    if (rule.signers.empty())
        return refuse(ProblemType::OutOfRange, u"A rule asks for somebody."_s, pointer + u"/signers"_s);
    return rule;
}

json::Value Rule::toJson() const
{
    json::Array clauses;
    for (const SignerClause &clause : signers)
        clauses.emplace_back(json::Object{{"count"_L1, clause.count}, {"roles"_L1, valueOf(clause.roles.words())}});
    return json::Object{
        {"actions"_L1, valueOf(actions)},
        {"id"_L1, id},
        {"signers"_L1, std::move(clauses)},
        {"version"_L1, version},
    };
}

} // namespace enigm::operators
