#include "contract/changes/ReleaseParameters.h"
#include "contract/changes/RolloutParameters.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::ReleaseFold;
using changes::RolloutFold;
using changes::RolloutStanding;
using ota::RolloutState;

/// Releases and rollouts as executed changes made them: each sign-off once and of one thing, no rollout without both,
/// and none resumed that has moved since.
class ReleaseFoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReleaseIsSignedOffOnceForEachAuthority();
    void productionSignsWhatTheManifestSays();
    void anotherDeploymentsManifestIsRefused();
    void nothingIsRolledOutThatOneAuthorityAloneMaySign();
    void whatIsStoppedIsResumedFromWhereItStood();
    void whatIsOverStaysOver();
    void whatIsWithheldIsNotContradicted();

private:
    const QByteArray m_deployment = QByteArray(32, 'd');
    const QString m_release = u"019acb5e-7c00-7000-8000-000000000001"_s;
    const QString m_rollout = u"019acb5e-7c00-7000-8000-000000000002"_s;

    [[nodiscard]] changes::SignManifestParameters manifest() const
    {
        return {.manifest = {.deployment = m_deployment,
                             .release = m_release,
                             .version = u"1"_s,
                             .artifact = {.digest = QByteArray(32, 'a'), .length = 1, .name = u"a"_s},
                             .builds = {u"b"_s},
                             .rollbackIndex = 1,
                             .securityPatch = 202'611,
                             .notes = {}}};
    }
    [[nodiscard]] changes::SignProductionParameters production() const
    {
        return {.release = m_release,
                .manifest = manifest().manifest.digest(),
                .artifact = QByteArray(32, 'a'),
                .length = 1};
    }
    [[nodiscard]] changes::StartRolloutParameters start() const
    {
        ota::RolloutPlan plan;
        plan.groups = {{.name = u"all"_s, .share = ota::wholeShare, .starts = 1, .errors = {.count = 0}}};
        return {.rollout = m_rollout,
                .release = m_release,
                .manifest = manifest().manifest.digest(),
                .plan = std::move(plan)};
    }
    [[nodiscard]] ReleaseFold signedOff() const
    {
        ReleaseFold fold(m_deployment);
        require(fold.apply(manifest()));
        require(fold.apply(production()));
        return fold;
    }
    [[nodiscard]] RolloutFold started() const
    {
        RolloutFold fold;
        require(fold.apply(start(), signedOff().find(m_release), 10));
        return fold;
    }
    [[nodiscard]] changes::ResumeRolloutParameters resume(const RolloutFold &fold) const
    {
        return {.rollout = m_rollout, .standing = fold.find(m_rollout)->digest()};
    }
};

void ReleaseFoldTest::aReleaseIsSignedOffOnceForEachAuthority()
{
    ReleaseFold fold(m_deployment);
    QCOMPARE(outcomeOf(fold.apply(production())), u"not-found"_s);
    require(fold.apply(manifest()));
    QVERIFY(!fold.find(m_release)->isForProduction);
    QCOMPARE(outcomeOf(fold.apply(manifest())), u"already-exists"_s);
    require(fold.apply(production()));
    QVERIFY(fold.find(m_release)->isForProduction);
    QCOMPARE(outcomeOf(fold.apply(production())), u"already-exists"_s);
}

void ReleaseFoldTest::productionSignsWhatTheManifestSays()
{
    ReleaseFold fold(m_deployment);
    require(fold.apply(manifest()));
    auto other = production();
    other.artifact[0] = 'b';
    QCOMPARE(outcomeOf(fold.apply(other)), u"drifted"_s);
    other = production();
    ++other.length;
    QCOMPARE(outcomeOf(fold.apply(other)), u"drifted"_s);
    other = production();
    other.manifest[0] = static_cast<char>(other.manifest[0] ^ 1);
    QCOMPARE(outcomeOf(fold.apply(other)), u"drifted"_s);
}

void ReleaseFoldTest::anotherDeploymentsManifestIsRefused()
{
    ReleaseFold fold(QByteArray(32, 'e'));
    QCOMPARE(outcomeOf(fold.apply(manifest())), u"wrong-deployment"_s);
}

void ReleaseFoldTest::nothingIsRolledOutThatOneAuthorityAloneMaySign()
{
    ReleaseFold releases(m_deployment);
    RolloutFold fold;
    QCOMPARE(outcomeOf(fold.apply(start(), releases.find(m_release), 10)), u"not-found"_s);
    require(releases.apply(manifest()));
    QCOMPARE(outcomeOf(fold.apply(start(), releases.find(m_release), 10)), u"not-found"_s);
    require(releases.apply(production()));
    auto other = start();
    other.manifest = QByteArray(32, 'm');
    QCOMPARE(outcomeOf(fold.apply(other, releases.find(m_release), 10)), u"drifted"_s);
    require(fold.apply(start(), releases.find(m_release), 10));
    QCOMPARE(outcomeOf(fold.apply(start(), releases.find(m_release), 11)), u"already-exists"_s);
}

void ReleaseFoldTest::whatIsStoppedIsResumedFromWhereItStood()
{
    RolloutFold fold = started();
    const auto active = resume(fold);
    QCOMPARE(outcomeOf(fold.apply(active, 11)), u"target-state"_s);
    require(fold.note(m_rollout, RolloutState::Paused, 12));
    QCOMPARE(outcomeOf(fold.note(m_rollout, RolloutState::Paused, 13)), u"target-state"_s);
    const auto paused = resume(fold);
    require(fold.note(m_rollout, RolloutState::Halted, 14));
    // It has been halted since this resumption was asked for.
    QCOMPARE(outcomeOf(fold.apply(paused, 15)), u"drifted"_s);
    QCOMPARE(outcomeOf(fold.note(m_rollout, RolloutState::Paused, 15)), u"target-state"_s);
    require(fold.apply(resume(fold), 16));
    QCOMPARE(*fold.find(m_rollout),
             (RolloutStanding{.rollout = m_rollout, .state = RolloutState::Active, .entry = 16}));
    // Halted again, the same resumption does not hold a second time.
    require(fold.note(m_rollout, RolloutState::Halted, 17));
    QCOMPARE(outcomeOf(fold.apply(paused, 18)), u"drifted"_s);
}

void ReleaseFoldTest::whatIsOverStaysOver()
{
    for (const RolloutState over : {RolloutState::Completed, RolloutState::Withdrawn}) {
        RolloutFold fold = started();
        require(fold.note(m_rollout, over, 11));
        for (const RolloutState next : {RolloutState::Paused, RolloutState::Halted, RolloutState::Withdrawn})
            QCOMPARE(outcomeOf(fold.note(m_rollout, next, 12)), u"target-state"_s);
        QCOMPARE(outcomeOf(fold.apply(resume(fold), 12)), u"target-state"_s);
    }
    RolloutFold fold;
    QCOMPARE(outcomeOf(fold.note(m_rollout, RolloutState::Halted, 12)), u"not-found"_s);
}

void ReleaseFoldTest::whatIsWithheldIsNotContradicted()
{
    ReleaseFold releases(m_deployment);
    releases.forget(m_release);
    QVERIFY(releases.isDark(m_release));
    require(releases.apply(production()));
    RolloutFold fold;
    fold.forget(m_rollout);
    require(fold.note(m_rollout, RolloutState::Halted, 3));
    require(fold.apply({.rollout = m_rollout, .standing = QByteArray(32, 's')}, 4));
    QCOMPARE(fold.find(m_rollout), std::nullopt);
}

ENIGM_TEST_MAIN(ReleaseFoldTest)
#include "ReleaseFoldTest.moc"
