#include "contract/changes/Matching.h"

#include "contract/changes/Action.h"
#include "contract/changes/Quorum.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using operators::Role;
using operators::Roles;
using operators::SignerClause;

/// People fill clauses: ours against trying everything.
class MatchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMatchingIsAsLargeAsCanBe();
    void anEarlierOneStaysMatched();
    void aRuleCoversWhatEverybodyWhoFillsItFills();
    void theQuorumIsWhatTryingEverythingFinds();
};

namespace {

using Edges = std::vector<std::vector<bool>>;

std::size_t bestFrom(const Edges &edges, std::size_t left, std::vector<bool> &used)
{
    if (left == edges.size())
        return 0;
    std::size_t best = bestFrom(edges, left + 1, used);
    for (std::size_t right = 0; right < used.size(); ++right) {
        if (!edges[left][right] || used[right])
            continue;
        used[right] = true;
        best = std::max(best, 1 + bestFrom(edges, left + 1, used));
        used[right] = false;
    }
    return best;
}

std::size_t best(const Edges &edges, std::size_t right)
{
    std::vector<bool> used(right);
    return bestFrom(edges, 0, used);
}

int below(std::mt19937 &random, int bound)
{
    return std::uniform_int_distribution<int>(0, bound - 1)(random);
}

Roles someRoles(std::mt19937 &random)
{
    Roles roles;
    while (roles.isEmpty()) {
        for (const Role role : operators::allRoles()) {
            if (below(random, 3) == 0)
                roles.add(role);
        }
    }
    return roles;
}

std::vector<SignerClause> someClauses(std::mt19937 &random)
{
    std::vector<SignerClause> clauses;
    for (int i = 0, count = 1 + below(random, 2); i < count; ++i)
        clauses.push_back({.count = 1 + below(random, 2), .roles = someRoles(random)});
    return clauses;
}

bool fills(const std::vector<Roles> &people, const std::vector<SignerClause> &clauses)
{
    Edges edges;
    for (const SignerClause &clause : clauses) {
        for (int i = 0; i < clause.count; ++i) {
            auto &row = edges.emplace_back();
            for (const Roles roles : people)
                row.push_back(clause.roles.hasAny(roles));
        }
    }
    return best(edges, people.size()) == edges.size();
}

} // namespace

void MatchingTest::theMatchingIsAsLargeAsCanBe()
{
    std::mt19937 random(20'261'122);
    for (int round = 0; round < 500; ++round) {
        const auto left = static_cast<std::size_t>(1 + below(random, 5));
        const auto right = static_cast<std::size_t>(1 + below(random, 5));
        Edges edges(left, std::vector<bool>(right));
        changes::Matching matching(left, right);
        for (std::size_t i = 0; i < left; ++i) {
            for (std::size_t j = 0; j < right; ++j) {
                if (below(random, 2) == 0)
                    continue;
                edges[i][j] = true;
                matching.connect(i, j);
            }
        }
        std::size_t matched = 0;
        for (std::size_t i = 0; i < left; ++i)
            matched += matching.augment(i) ? 1U : 0U;
        QCOMPARE(matched, best(edges, right));
    }
}

void MatchingTest::anEarlierOneStaysMatched()
{
    changes::Matching matching(3, 2);
    for (std::size_t left = 0; left < 3; ++left)
        matching.connect(left, 0);
    matching.connect(0, 1);
    QVERIFY(matching.augment(0));
    QVERIFY(matching.augment(1));
    QVERIFY(!matching.augment(2));
    QCOMPARE(matching.partnerOf(0), std::optional<std::size_t>(1));
    QCOMPARE(matching.partnerOf(1), std::optional<std::size_t>(0));
}

void MatchingTest::aRuleCoversWhatEverybodyWhoFillsItFills()
{
    // People of one role each decide whether some group satisfies one rule and not the other.
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const auto asked = someClauses(random);
        const auto least = someClauses(random);
        bool isImplied = true;
        for (int group = 0; group < 1024 && isImplied; ++group) {
            std::vector<Roles> people;
            for (int person = 0; person < 5; ++person) {
                const int choice = (group >> (2 * person)) % 4;
                people.push_back({operators::allRoles()[static_cast<std::size_t>(choice)]});
            }
            for (std::size_t size = 0; size <= people.size() && isImplied; ++size) {
                const std::vector<Roles> some(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(size));
                isImplied = !fills(some, asked) || fills(some, least);
            }
        }
        if (changes::covers(asked, least))
            QVERIFY(isImplied);
    }
    const std::vector<SignerClause> oneApprover{{.count = 1, .roles = {Role::Approver}}};
    QVERIFY(changes::covers({{.count = 2, .roles = {Role::Approver}}}, oneApprover));
    QVERIFY(!changes::covers({{.count = 2, .roles = {Role::Approver, Role::Administrator}}}, oneApprover));
    QVERIFY(!changes::covers({}, oneApprover));
    QVERIFY(changes::covers(oneApprover, {}));
}

void MatchingTest::theQuorumIsWhatTryingEverythingFinds()
{
    std::mt19937 random(42);
    for (int round = 0; round < 25; ++round) {
        // A rule above the default: one approver, and somebody else.
        auto clauses = someClauses(random);
        clauses.push_back({.count = 1, .roles = {Role::Approver}});
        const SampleHistory history(
            {.rules = {{.id = u"more"_s, .version = 1, .actions = {u"device.revoke"_s}, .signers = clauses}}});
        const auto targets = SampleHistory::inState(require(changes::TargetSet::make(SampleHistory::makeDevices(1))),
                                                    fleet::DeviceState::Trusted);
        const auto change =
            history.sign(history.compose(history.administrator1, u"device.revoke"_s, targets), history.administrator1);
        std::vector<changes::LoggedApproval> approvals;
        std::vector<Roles> people;
        for (const Person *const person : {&history.administrator2, &history.approver1, &history.approver2,
                                           &history.reviewer1, &history.releaseManager1}) {
            if (below(random, 3) == 0)
                continue;
            approvals.push_back({.signedApproval = history.approve(change, *person), .loggedAt = 1});
            people.push_back(person->roles);
        }
        const auto answer = require(changes::countQuorum({.directory = history.directory(),
                                                          .change = change,
                                                          .requestLoggedAt = 1,
                                                          .approvals = approvals,
                                                          .executedAt = 1}));
        QCOMPARE(answer.complete, fills(people, clauses));
        int asked = 0;
        for (const SignerClause &clause : clauses)
            asked += clause.count;
        int missing = 0;
        for (const changes::MissingSigners &waiting : answer.missing)
            missing += waiting.count;
        QCOMPARE(static_cast<int>(answer.counted.size()) + missing, asked);
    }
}

ENIGM_TEST_MAIN(MatchingTest)
#include "MatchingTest.moc"
