#include "contract/operators/GovernedAcceptance.h"

#include "contract/changes/Action.h"
#include "contract/changes/Parameters.h"
#include "contract/enrollment/AcceptanceDifference.h"
#include "contract/operators/Directory.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace Qt::StringLiterals;
using operators::GovernedAcceptance;
using test::require;

/// What attestations are judged by begins with the founding, is replaced as a whole, and is remembered.
class GovernedAcceptanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itBeginsWithTheFounding();
    void itIsInForceFromItsEntryOn();
    void whatIsInForceIsNotSetAgain();
    void anEarlierValueIsSetAgain();
    void itComesBackFromItsParameters();
    void whatIsNoneIsRefused_data();
    void whatIsNoneIsRefused();
    void theDifferenceIsWhatWasAddedAndRemoved();
};

namespace {

QByteArray digest(char letter)
{
    return QByteArray(32, letter);
}

operators::Founding founding()
{
    operators::Founding founding;
    founding.name = u"Test"_s;
    founding.attestationRoots = {digest('b'), digest('a'), digest('b')};
    founding.bootKeys = {digest('k')};
    founding.minAttestationLevel = u"trusted-environment"_s;
    founding.minPatch = 202601;
    return founding;
}

GovernedAcceptance stricter()
{
    return {.roots = {digest('b'), digest('c')},
            .bootKeys = {},
            .leastLevel = fleet::SecurityLevel::StrongBox,
            .leastPatch = 202611,
            .revocation = digest('l')};
}

json::Value parametersOf(const GovernedAcceptance &acceptance)
{
    return changes::toJson(changes::SetAttestationParameters{.acceptance = acceptance});
}

} // namespace

void GovernedAcceptanceTest::itBeginsWithTheFounding()
{
    const operators::Directory directory(founding());
    const GovernedAcceptance expected{.roots = {digest('a'), digest('b')}, // in their one order, each once
                                      .bootKeys = {digest('k')},
                                      .leastLevel = fleet::SecurityLevel::TrustedEnvironment,
                                      .leastPatch = 202601};
    QCOMPARE(directory.acceptance(), expected);
    QCOMPARE(directory.acceptanceAt(1), expected);
    QVERIFY(!directory.hasGoverned(digest('l')));
}

void GovernedAcceptanceTest::itIsInForceFromItsEntryOn()
{
    operators::Directory directory(founding());
    const GovernedAcceptance first = directory.acceptance();
    require(directory.setAcceptance(stricter())); // entry 1
    QCOMPARE(directory.size(), 2);
    QCOMPARE(directory.acceptanceAt(1), first);
    QCOMPARE(directory.acceptanceAt(2), stricter());
    QCOMPARE(directory.acceptance(), stricter());
    QVERIFY(directory.hasGoverned(digest('l')));
}

void GovernedAcceptanceTest::whatIsInForceIsNotSetAgain()
{
    operators::Directory directory(founding());
    const auto again = directory.setAcceptance(directory.acceptance());
    QVERIFY(!again);
    QCOMPARE(problemSlug(again.error().type), u"already-exists"_s);
    QCOMPARE(directory.size(), 1);
}

void GovernedAcceptanceTest::anEarlierValueIsSetAgain()
{
    operators::Directory directory(founding());
    const GovernedAcceptance first = directory.acceptance();
    require(directory.setAcceptance(stricter()));
    require(directory.setAcceptance(first));
    QCOMPARE(directory.acceptance(), first);
    QCOMPARE(directory.acceptanceAt(2), stricter());
    QVERIFY(directory.hasGoverned(digest('l'))); // it was
}

void GovernedAcceptanceTest::itComesBackFromItsParameters()
{
    const auto parsed = require(changes::parseParameters(changes::attestationSet, parametersOf(stricter()), {}));
    QCOMPARE(std::get<changes::SetAttestationParameters>(parsed).acceptance, stricter());
    const changes::Action *const action = changes::findAction(QString(changes::attestationSet));
    QVERIFY(action);
    QCOMPARE(action->actionClass, changes::ActionClass::Governance);
}

void GovernedAcceptanceTest::whatIsNoneIsRefused_data()
{
    using Change = std::function<void(json::Object &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("slug");
    const auto row = [](const char *name, const Change &change, const QString &slug) {
        QTest::newRow(name) << change << slug;
    };
    row("as it is", [](json::Object &) {}, {});
    row(
        "roots out of order",
        [](json::Object &members) {
            GovernedAcceptance acceptance = stricter();
            std::swap(acceptance.roots[0], acceptance.roots[1]);
            members.insert(u"roots"_s, *acceptance.toJson().object().find("roots"_L1));
        },
        u"out-of-range"_s);
    row(
        "a root twice",
        [](json::Object &members) {
            GovernedAcceptance acceptance = stricter();
            acceptance.roots[1] = acceptance.roots[0];
            members.insert(u"roots"_s, *acceptance.toJson().object().find("roots"_L1));
        },
        u"out-of-range"_s);
    row(
        "too many roots",
        [](json::Object &members) {
            GovernedAcceptance acceptance;
            for (int i = 0; i < 65; ++i)
                acceptance.roots.push_back(QByteArray(31, 'r') + char(i));
            members.insert(u"roots"_s, *acceptance.toJson().object().find("roots"_L1));
        },
        u"out-of-range"_s);
    row(
        "an unknown level", [](json::Object &members) { members.insert(u"min_level"_s, u"paper"_s); },
        u"out-of-range"_s);
    row("a patch of no month", [](json::Object &members) { members.insert(u"min_patch"_s, -1); }, u"out-of-range"_s);
    row("a short digest", [](json::Object &members) { members.insert(u"revocation"_s, u"AAAA"_s); }, u"out-of-range"_s);
    row("one member more", [](json::Object &members) { members.insert(u"lab"_s, true); }, u"unknown-member"_s);
}

void GovernedAcceptanceTest::whatIsNoneIsRefused()
{
    QFETCH(const std::function<void(json::Object &)>, change);
    QFETCH(const QString, slug);
    const json::Value whole = parametersOf(stricter());
    json::Object members = whole.object();
    change(members);
    const auto parsed = changes::parseParameters(changes::attestationSet, members, {});
    QCOMPARE(parsed ? QString() : problemSlug(parsed.error().type), slug);
}

void GovernedAcceptanceTest::theDifferenceIsWhatWasAddedAndRemoved()
{
    const GovernedAcceptance before = GovernedAcceptance::of(founding());
    const auto difference = enrollment::AcceptanceDifference::between(before, stricter());
    QCOMPARE(difference.roots, (enrollment::Difference<QByteArray>{.added = {digest('c')}, .removed = {digest('a')}}));
    QCOMPARE(difference.bootKeys, (enrollment::Difference<QByteArray>{.added = {}, .removed = {digest('k')}}));
    QVERIFY(enrollment::AcceptanceDifference::between(before, before).roots.isEmpty());
    fleet::RevocationList first;
    first.insert(u"1"_s);
    first.insert(u"2"_s);
    fleet::RevocationList second;
    second.insert(u"2"_s);
    second.insert(u"3"_s);
    QCOMPARE(enrollment::between(first, second),
             (enrollment::Difference<QString>{.added = {u"3"_s}, .removed = {u"1"_s}}));
}

ENIGM_TEST_MAIN(GovernedAcceptanceTest)
#include "GovernedAcceptanceTest.moc"
