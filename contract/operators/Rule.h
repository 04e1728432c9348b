#pragma once

#include "contract/json/JsonValue.h"
#include "contract/operators/Role.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <vector>

namespace enigm::operators {

/// "count of these roles": one clause of what a rule asks. Clauses are joined by AND and filled by distinct persons.
struct SignerClause
{
    int count = 1;
    Roles roles;
    friend bool operator==(const SignerClause &, const SignerClause &) = default;
};

/// A versioned rule of who signs off which actions: {"actions":[…],"id","signers":[{"count","roles"}],"version"}.
/// May ask for more than the default of an action, never less (changes::checkRule).
struct Rule
{
    QString id; ///< lower-case words joined by '-'
    int version = 1;
    std::vector<QString> actions; ///< sorted
    std::vector<SignerClause> signers;

    static Expected<Rule> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const Rule &, const Rule &) = default;
};

} // namespace enigm::operators
