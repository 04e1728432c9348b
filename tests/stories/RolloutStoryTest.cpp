#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "contract/signing/Secret.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/token/SoftToken.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// An update from a file to a fleet, between processes: enigmctl, control plane, the program beside the hardware
/// module, and simulated devices. Two authorities sign in tokens of their own, people approve, a bad share of devices
/// stops the rollout, people let it go on, and everything verifies offline. The functions are chapters, in order.
class RolloutStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theAuthoritiesKeysAreMadeInTwoTokens();
    void governanceNamesTheKeys();
    void theRepositoryIsRotatedToThem();
    void aReleaseIsImported();
    void nobodySignsBeforePeopleHave();
    void theManifestIsSignedWhereItsTokenIs();
    void theArtifactIsSignedBesideTheHardware();
    void theReleaseIsPublished();
    void aPolicyLetsDevicesFetchUpdates();
    void oneReleaseManagerStartsNothing();
    void aRolloutIsStartedByTwoPeople();
    void tooManyFailuresHaltIt();
    void nothingIsOfferedThatWasHalted();
    void peopleLetItGoOn();
    void theSecondGroupFollows();
    void aDeviceTakesNothingTwice();
    void everythingVerifiesOffline();

private:
    [[nodiscard]] ProgramRun manager(const QStringList &line) const { return m_sample.as(m_manager, line); }
    /// The change's reference; empty, and a failed test, where it was refused.
    [[nodiscard]] QString ask(const QString &person, const QStringList &line) const;
    void approve(const QString &change, const QStringList &people = {u"approver-1"_s}) const;
    void cosign() const { ENIGM_SUCCEEDS(m_sample.witness()); }
    [[nodiscard]] ProgramRun makeKey(const SoftToken &token, const QByteArray &pin, const QString &name) const;
    /// What the authority's key does in a process that finds its token, and no other.
    [[nodiscard]] ProgramRun withManifestToken(const QStringList &line) const;
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] json::Object rollout() const;
    [[nodiscard]] QString stateOf(std::size_t group) const;
    /// One round of the whole fleet: how many devices ended how.
    [[nodiscard]] json::Object update(const QStringList &more = {}) const;

    /// Ten thousand with --soak, which takes minutes.
    const int m_devices = qEnvironmentVariableIsSet("ENIGM_MANY_DEVICES") ? 10'000 : 600;
    const QString m_manager = u"release-manager-1"_s;
    const QByteArray m_manifestPin = "271828"_ba;
    const QByteArray m_productionPin = "314159"_ba;
    SoftToken m_manifestToken{m_manifestPin};
    SoftToken m_productionToken{m_productionPin};
    SampleOrganisation m_sample;
    QString m_release;
    QString m_rollout;
};

namespace {

qint64 numberIn(const json::Object &object, const QString &name)
{
    const json::Value *const value = object.find(name);
    return value ? value->integer() : 0;
}

policy::PolicyDocument openUpdates()
{
    return {.kind = policy::PolicyKind::OtaEligibility,
            .name = u"Updates"_s,
            .rules = {{.id = u"updates"_s,
                       .effect = policy::Effect::Allow,
                       .action = policy::ActionCategory::FetchUpdate,
                       .resource = log::Resource::Release}}};
}

} // namespace

void RolloutStoryTest::initTestCase()
{
    for (SoftToken *const token : {&m_manifestToken, &m_productionToken}) {
        if (const QString missing = token->make(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }
    QCOMPARE(m_sample.found(m_devices), QString());
    (void)write(u"production.pin"_s, m_productionPin + '\n');
    QFile::setPermissions(m_sample.path(u"production.pin"_s), QFile::ReadOwner | QFile::WriteOwner);
    // The control plane finds neither token; what it starts beside the hardware finds one.
    qunsetenv("SOFTHSM2_CONF");
    const QString authority = u"env SOFTHSM2_CONF=%1 %2 --deployment %3 --key %4 --pin-file %5"_s.arg(
        m_productionToken.configuration(), builtProgram(u"enigm-production-authority"_s), m_sample.deploymentFile(),
        m_sample.path(u"production.json"_s), m_sample.path(u"production.pin"_s));
    QCOMPARE(m_sample.serve({u"--production-authority"_s, authority}), QString());
}

QString RolloutStoryTest::ask(const QString &person, const QStringList &line) const
{
    const ProgramRun run = m_sample.as(person, line + QStringList{u"--reason"_s, u"As planned"_s, u"--yes"_s});
    if (run.exit != 0)
        qWarning("%s", run.err.constData());
    return run.member("id"_L1);
}

void RolloutStoryTest::approve(const QString &change, const QStringList &people) const
{
    QVERIFY(!change.isEmpty());
    QString state;
    for (const QString &person : people) {
        const ProgramRun run = m_sample.as(person, {u"change"_s, u"approve"_s, change, u"--yes"_s});
        ENIGM_SUCCEEDS(run);
        state = run.member("state"_L1);
    }
    QCOMPARE(state, u"executed"_s);
}

QString RolloutStoryTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_sample.path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

ProgramRun RolloutStoryTest::makeKey(const SoftToken &token, const QByteArray &pin, const QString &name) const
{
    qputenv("SOFTHSM2_CONF", QFile::encodeName(token.configuration()));
    const ProgramRun run = m_sample.withInput(
        {u"authority-key"_s, u"create"_s, m_sample.path(name + u".json"_s), u"--pkcs11-module"_s, token.module(),
         u"--pkcs11-token"_s, SoftToken::label(), u"--pkcs11-label"_s, name, u"--json"_s, u"--passphrase-fd"_s, u"0"_s},
        pin + '\n');
    qunsetenv("SOFTHSM2_CONF");
    return run;
}

void RolloutStoryTest::theAuthoritiesKeysAreMadeInTwoTokens()
{
    const ProgramRun manifest = makeKey(m_manifestToken, m_manifestPin, u"manifest"_s);
    ENIGM_SUCCEEDS(manifest);
    QVERIFY(!write(u"manifest.pub"_s, manifest.out).isEmpty());
    const ProgramRun production = makeKey(m_productionToken, m_productionPin, u"production"_s);
    ENIGM_SUCCEEDS(production);
    QVERIFY(!write(u"production.pub"_s, production.out).isEmpty());
    // Neither token opens with the other's PIN.
    QCOMPARE(makeKey(m_manifestToken, m_productionPin, u"other"_s).exit, 4);
    QCOMPARE(makeKey(m_productionToken, m_manifestPin, u"other"_s).exit, 4);
}

void RolloutStoryTest::governanceNamesTheKeys()
{
    approve(
        ask(u"administrator-1"_s, {u"update-keys"_s, u"set"_s, u"--manifest-key"_s, m_sample.path(u"manifest.pub"_s),
                                   u"--production-key"_s, m_sample.path(u"production.pub"_s)}),
        {u"approver-1"_s, u"reviewer-1"_s});
    const ProgramRun shown = manager({u"update-keys"_s, u"show"_s});
    ENIGM_SUCCEEDS(shown);
    QCOMPARE(shown.list("manifest"_L1).size(), 1U);
    QCOMPARE(shown.list("production"_L1).size(), 1U);
}

/// A new root names the manifest authority's new key: its people sign it, governance names it, and everything below is
/// signed anew.
void RolloutStoryTest::theRepositoryIsRotatedToThem()
{
    const QStringList rootKeys{m_sample.path(u"data/sample/tuf/root-1.json"_s),
                               m_sample.path(u"data/sample/tuf/root-2.json"_s)};
    const QString root = m_sample.path(u"root.signed"_s);
    ENIGM_SUCCEEDS(
        manager({u"tuf"_s, u"draft-root"_s, root, u"--root-key"_s, rootKeys[0], u"--root-key"_s, rootKeys[1]}));
    approve(ask(u"administrator-1"_s, {u"update-keys"_s, u"set"_s, u"--tuf-root"_s, root}),
            {u"approver-1"_s, u"reviewer-1"_s});
    for (const QString &key : rootKeys)
        ENIGM_SUCCEEDS(
            m_sample.opening(m_manager, "sample", {u"tuf"_s, u"sign"_s, u"root"_s, u"--authority-key"_s, key}));
    // What waits for a role is composed by the control plane, a moment after the root was signed.
    const auto waits = [this](const QString &role) {
        const json::Array items = manager({u"tuf"_s, u"pending"_s}).list("items"_L1);
        return std::ranges::any_of(
            items, [&role](const json::Value &item) { return item.object().find("role"_L1)->text() == role; });
    };
    for (const QString &role : {u"targets"_s, u"validation"_s, u"limited"_s, u"stable"_s, u"security"_s}) {
        QTRY_VERIFY_WITH_TIMEOUT(waits(role), 60'000);
        ENIGM_SUCCEEDS(withManifestToken({u"tuf"_s, u"sign"_s, role}));
    }
}

void RolloutStoryTest::aReleaseIsImported()
{
    const QString file = write(u"system.img"_s, QByteArray(100'000, 'e'));
    const ProgramRun run =
        manager({u"release"_s, u"import"_s, file, u"--release-version"_s, u"2026.11.2"_s, u"--build"_s, u"nightly"_s,
                 u"--for-build"_s, u"enigm-reference"_s, u"--patch"_s, u"202611"_s, u"--rollback-index"_s, u"7"_s});
    ENIGM_SUCCEEDS(run);
    m_release = run.member("id"_L1);
    QCOMPARE(run.member("stage"_L1), u"artifact"_s);
}

ProgramRun RolloutStoryTest::withManifestToken(const QStringList &line) const
{
    qputenv("SOFTHSM2_CONF", QFile::encodeName(m_manifestToken.configuration()));
    const ProgramRun run = m_sample.opening(
        m_manager, m_manifestPin, line + QStringList{u"--authority-key"_s, m_sample.path(u"manifest.json"_s)});
    qunsetenv("SOFTHSM2_CONF");
    return run;
}

void RolloutStoryTest::nobodySignsBeforePeopleHave()
{
    ENIGM_REFUSED(withManifestToken({u"release"_s, u"sign"_s, m_release}), 1, u"not-found"_s);
    // Nor may production be asked to sign what the manifest authority has not signed.
    ENIGM_REFUSED(manager({u"release"_s, u"sign-off"_s, m_release, u"--authority"_s, u"production"_s, u"--reason"_s,
                           u"As planned"_s, u"--yes"_s}),
                  1, u"not-found"_s);
}

void RolloutStoryTest::theManifestIsSignedWhereItsTokenIs()
{
    approve(ask(m_manager, {u"release"_s, u"sign-off"_s, m_release, u"--authority"_s, u"manifest"_s}));
    ENIGM_SUCCEEDS(withManifestToken({u"release"_s, u"sign"_s, m_release}));
    const ProgramRun shown = manager({u"release"_s, u"show"_s, m_release});
    QCOMPARE(shown.member("stage"_L1), u"manifest"_s);
    ENIGM_REFUSED(withManifestToken({u"release"_s, u"sign"_s, m_release}), 1, u"already-exists"_s);
}

void RolloutStoryTest::theArtifactIsSignedBesideTheHardware()
{
    approve(ask(m_manager, {u"release"_s, u"sign-off"_s, m_release, u"--authority"_s, u"production"_s}));
    const auto stage = [this] { return manager({u"release"_s, u"show"_s, m_release}).member("stage"_L1); };
    QTRY_COMPARE_WITH_TIMEOUT(stage(), u"signing"_s, 60'000);
}

void RolloutStoryTest::theReleaseIsPublished()
{
    const QStringList publish{u"tuf"_s, u"publish"_s, m_release, u"--channel"_s, u"limited"_s};
    ENIGM_SUCCEEDS(manager(publish));
    ENIGM_SUCCEEDS(withManifestToken({u"tuf"_s, u"sign"_s, u"limited"_s}));
    const auto stage = [this] { return manager({u"release"_s, u"show"_s, m_release}).member("stage"_L1); };
    QTRY_COMPARE_WITH_TIMEOUT(stage(), u"registration"_s, 60'000);
}

void RolloutStoryTest::aPolicyLetsDevicesFetchUpdates()
{
    const QString file = write(u"updates.json"_s, json::canonical(openUpdates().toJson()));
    approve(ask(u"administrator-1"_s, {u"policy"_s, u"publish"_s, file}));
    approve(ask(u"administrator-1"_s, {u"policy"_s, u"assign"_s, openUpdates().name, u"--everyone"_s}));
}

void RolloutStoryTest::oneReleaseManagerStartsNothing()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const auto group = [now](const QString &name, qint64 share) {
        return json::Object{{"errors"_L1, json::Object{{"count"_L1, json::Value()}, {"share"_L1, 100}}},
                            {"members"_L1, json::Value()},
                            {"name"_L1, name},
                            {"share"_L1, share},
                            {"soak"_L1, 0},
                            {"starts"_L1, now},
                            {"success"_L1, 500},
                            {"window"_L1, json::Value()}};
    };
    const json::Value plan = json::Object{{"groups"_L1, json::Array{group(u"First"_s, 100), group(u"Rest"_s, 900)}},
                                          {"model"_L1, u"limited"_s},
                                          {"rate"_L1, json::Value()},
                                          {"retry"_L1, json::Object{{"after"_L1, 1}, {"attempts"_L1, 1}}},
                                          {"silent_after"_L1, 86'400}};
    QVERIFY(!write(u"plan.json"_s, json::canonical(plan)).isEmpty());
    const QString change =
        ask(m_manager, {u"rollout"_s, u"start"_s, m_sample.path(u"plan.json"_s), u"--release"_s, m_release});
    QVERIFY(!change.isEmpty());
    const ProgramRun own = manager({u"change"_s, u"approve"_s, change, u"--yes"_s});
    QVERIFY(own.exit != 0);
    QCOMPARE(manager({u"rollout"_s, u"list"_s}).list("items"_L1).size(), 0U);
    ENIGM_SUCCEEDS(manager({u"change"_s, u"withdraw"_s, change, u"--yes"_s}));
}

void RolloutStoryTest::aRolloutIsStartedByTwoPeople()
{
    approve(ask(m_manager, {u"rollout"_s, u"start"_s, m_sample.path(u"plan.json"_s), u"--release"_s, m_release}));
    const ProgramRun list = manager({u"rollout"_s, u"list"_s});
    ENIGM_SUCCEEDS(list);
    QCOMPARE(list.list("items"_L1).size(), 1U);
    m_rollout = list.list("items"_L1).front().object().find("id"_L1)->text();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), u"running"_s, 60'000);
    QCOMPARE(stateOf(1), u"waiting"_s);
    cosign();
}

json::Object RolloutStoryTest::rollout() const
{
    const ProgramRun run = manager({u"rollout"_s, u"show"_s, m_rollout});
    return run.exit == 0 ? run.json().object() : json::Object();
}

QString RolloutStoryTest::stateOf(std::size_t group) const
{
    const json::Object shown = rollout();
    const json::Value *const groups = shown.find("groups"_L1);
    return groups ? groups->array()[group].object().find("state"_L1)->text() : QString();
}

json::Object RolloutStoryTest::update(const QStringList &more) const
{
    const ProgramRun run = m_sample.update(more);
    const json::Value document = run.json();
    const json::Value *const outcomes = document.object().find("outcomes"_L1);
    return outcomes ? outcomes->object() : json::Object();
}

void RolloutStoryTest::tooManyFailuresHaltIt()
{
    const json::Object outcomes = update({u"--fail-share"_s, u"400"_s, u"--fail-as"_s, u"install"_s});
    QVERIFY(numberIn(outcomes, u"failed"_s) > m_devices / 200);
    QTRY_COMPARE_WITH_TIMEOUT(rollout().find("state"_L1)->text(), u"halted"_s, 60'000);
    const json::Object shown = rollout();
    const json::Object &halted = shown.find("halted"_L1)->object();
    QCOMPARE(halted.find("automatic"_L1)->boolean(), true);
    QCOMPARE(halted.find("reason"_L1)->text(), u"error-share"_s);
    QCOMPARE(stateOf(1), u"waiting"_s);
}

void RolloutStoryTest::nothingIsOfferedThatWasHalted()
{
    const json::Object outcomes = update();
    QCOMPARE(numberIn(outcomes, u"confirmed"_s), 0);
    QCOMPARE(numberIn(outcomes, u"failed"_s), 0);
}

void RolloutStoryTest::peopleLetItGoOn()
{
    approve(ask(m_manager, {u"rollout"_s, u"resume"_s, m_rollout}));
    QCOMPARE(rollout().find("state"_L1)->text(), u"active"_s);
    cosign();
    const json::Object outcomes = update();
    QVERIFY(numberIn(outcomes, u"confirmed"_s) > 0);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(0), u"completed"_s, 60'000);
}

void RolloutStoryTest::theSecondGroupFollows()
{
    // Those who asked late in the last round may have been offered it, and have completed it, already.
    const QStringList opened{u"running"_s, u"completed"_s};
    QTRY_VERIFY_WITH_TIMEOUT(opened.contains(stateOf(1)), 60'000);
    const auto confirmed = [this] {
        const json::Object shown = rollout();
        return numberIn(shown.find("groups"_L1)->array()[1].object(), u"confirmed"_s);
    };
    // Some of them had asked before; who asks while the group is being opened asks again.
    for (int round = 0; round < 4 && confirmed() <= m_devices * 7 / 10; ++round)
        (void)update();
    QVERIFY(confirmed() > m_devices * 7 / 10);
    QTRY_COMPARE_WITH_TIMEOUT(rollout().find("state"_L1)->text(), u"completed"_s, 60'000);
    QCOMPARE(manager({u"release"_s, u"show"_s, m_release}).member("stage"_L1), u"installation"_s);
}

void RolloutStoryTest::aDeviceTakesNothingTwice()
{
    const json::Object outcomes = update();
    QCOMPARE(numberIn(outcomes, u"confirmed"_s), 0);
}

void RolloutStoryTest::everythingVerifiesOffline()
{
    cosign();
    const QString file = m_sample.path(u"audit.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file}));
    const ProgramRun verified =
        m_sample.offline({u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
    ENIGM_SUCCEEDS(verified);
    QCOMPARE(verified.json().object().find("changes_unproven"_L1)->integer(), 0);
}

ENIGM_TEST_MAIN(RolloutStoryTest)
#include "RolloutStoryTest.moc"
