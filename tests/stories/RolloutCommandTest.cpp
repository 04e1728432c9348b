#include "contract/json/JsonParser.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// The update repository and rollouts by enigmctl alone, against a real control plane: what is typed wrong, what is
/// refused, and what scripts read. The functions are its chapters, in order.
class RolloutCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aReleaseIsSigned();
    void whatIsTypedWrongIsNotAsked_data();
    void whatIsTypedWrongIsNotAsked();
    void theRepositoryIsShown();
    void onlyItsOwnKeysSignARole();
    void aRootIsNamedByWhatIsSignedOfIt();
    void aReleaseIsPublished();
    void aPlanIsPreviewed();
    void membersAreHandedIn();
    void onlyReleaseManagersStart();
    void aRolloutIsStarted();
    void whatHappenedIsListed();
    void anybodyStopsAndFewResume();
    void whatIsOverStaysOver();

private:
    [[nodiscard]] ProgramRun manager(const QStringList &line) const { return m_sample.as(m_manager, line); }
    [[nodiscard]] ProgramRun ask(const QString &person, const QStringList &line) const
    {
        return m_sample.as(person, line + QStringList{u"--reason"_s, u"As planned"_s, u"--yes"_s});
    }
    [[nodiscard]] ProgramRun approve(const ProgramRun &asked) const
    {
        return m_sample.as(u"approver-1"_s, {u"change"_s, u"approve"_s, asked.member("id"_L1), u"--yes"_s});
    }
    [[nodiscard]] ProgramRun withManifestKey(const QStringList &line) const
    {
        return m_sample.opening(m_manager, "sample",
                                line + QStringList{u"--authority-key"_s, authority(u"manifest"_s)});
    }
    [[nodiscard]] QString authority(const QString &name) const
    {
        return m_sample.path(u"data/sample/authorities/%1.json"_s.arg(name));
    }
    [[nodiscard]] QString rootKey(int number) const
    {
        return m_sample.path(u"data/sample/tuf/root-%1.json"_s.arg(number));
    }
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    /// A plan of one group that bears every failure: this share of all devices, or these members.
    [[nodiscard]] QString plan(const json::Value &share, const json::Value &members = {},
                               const QString &name = QStringLiteral("plan.json")) const;
    [[nodiscard]] QString stage() const { return manager({u"release"_s, u"show"_s, m_release}).member("stage"_L1); }
    [[nodiscard]] QString state() const { return manager({u"rollout"_s, u"show"_s, m_rollout}).member("state"_L1); }

    const QString m_manager = u"release-manager-1"_s;
    const QString m_nowhere = u"0197f9a0-0000-7000-8000-0000000000ff"_s;
    SampleOrganisation m_sample;
    QString m_release;
    QString m_rollout;
};

QString RolloutCommandTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_sample.path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the file cannot be written");
    return file.fileName();
}

QString RolloutCommandTest::plan(const json::Value &share, const json::Value &members, const QString &name) const
{
    const json::Value group = json::Object{{"errors"_L1, json::Object{{"count"_L1, json::Value()}, {"share"_L1, 999}}},
                                           {"members"_L1, members},
                                           {"name"_L1, u"Everybody"_s},
                                           {"share"_L1, share},
                                           {"soak"_L1, 0},
                                           {"starts"_L1, QDateTime::currentSecsSinceEpoch()},
                                           {"success"_L1, 500},
                                           {"window"_L1, json::Value()}};
    return write(name, json::canonical(json::Object{{"groups"_L1, json::Array{group}},
                                                    {"model"_L1, u"limited"_s},
                                                    {"rate"_L1, json::Value()},
                                                    {"retry"_L1, json::Object{{"after"_L1, 60}, {"attempts"_L1, 3}}},
                                                    {"silent_after"_L1, 86'400}}));
}

void RolloutCommandTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    const QString program = u"%1 --deployment %2 --key %3 --pin-file %4"_s.arg(
        builtProgram(u"enigm-production-authority"_s), m_sample.deploymentFile(), authority(u"production"_s),
        m_sample.path(u"data/sample/authorities/production.pin"_s));
    QCOMPARE(m_sample.serve({u"--production-authority"_s, program}), QString());
}

void RolloutCommandTest::aReleaseIsSigned()
{
    const ProgramRun imported =
        manager({u"release"_s, u"import"_s, write(u"system.img"_s, QByteArray(10'000, 'e')), u"--release-version"_s,
                 u"2026.11.2"_s, u"--build"_s, u"nightly"_s, u"--for-build"_s, u"enigm-reference"_s, u"--patch"_s,
                 u"202611"_s, u"--rollback-index"_s, u"7"_s});
    ENIGM_SUCCEEDS(imported);
    m_release = imported.member("id"_L1);
    ENIGM_REFUSED(manager({u"tuf"_s, u"publish"_s, m_release, u"--channel"_s, u"limited"_s}), 1, u"target-state"_s);
    const QStringList signOff{u"release"_s, u"sign-off"_s, m_release, u"--authority"_s};
    ENIGM_SUCCEEDS(approve(ask(m_manager, signOff + QStringList{u"manifest"_s})));
    ENIGM_SUCCEEDS(withManifestKey({u"release"_s, u"sign"_s, m_release}));
    ENIGM_SUCCEEDS(approve(ask(m_manager, signOff + QStringList{u"production"_s})));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), u"signing"_s, 60'000);
}

void RolloutCommandTest::whatIsTypedWrongIsNotAsked_data()
{
    QTest::addColumn<QStringList>("line");
    const auto row = [](const char *name, const QStringList &line) { QTest::newRow(name) << line; };
    row("no channel", {u"tuf"_s, u"publish"_s, m_release});
    row("no release", {u"tuf"_s, u"publish"_s, u"--channel"_s, u"limited"_s});
    row("no id of a release", {u"tuf"_s, u"publish"_s, u"system.img"_s, u"--channel"_s, u"limited"_s});
    row("no key", {u"tuf"_s, u"sign"_s, u"limited"_s});
    row("no role", {u"tuf"_s, u"sign"_s, u"--authority-key"_s, authority(u"manifest"_s)});
    row("no root keys", {u"tuf"_s, u"draft-root"_s});
    row("a threshold of one", {u"tuf"_s, u"draft-root"_s, u"--root-key"_s, rootKey(1), u"--threshold"_s, u"1"_s});
    row("a day's root", {u"tuf"_s, u"draft-root"_s, u"--root-key"_s, rootKey(1), u"--lifetime"_s, u"1"_s});
    row("no plan", {u"rollout"_s, u"preview"_s});
    row("no file", {u"rollout"_s, u"preview"_s, m_sample.path(u"nowhere.json"_s)});
    row("no JSON", {u"rollout"_s, u"preview"_s, write(u"broken.json"_s, "{")});
    row("no plan in it", {u"rollout"_s, u"preview"_s, write(u"empty.json"_s, "{}")});
    row("more than a whole", {u"rollout"_s, u"preview"_s, plan(1001, {}, u"over.json"_s)});
    row("no id", {u"rollout"_s, u"show"_s, u"1"_s});
    row("no such state", {u"rollout"_s, u"devices"_s, m_nowhere, u"--state"_s, u"happy"_s});
    row("no such group", {u"rollout"_s, u"devices"_s, m_nowhere, u"--group-number"_s, u"20"_s});
    row("an empty page", {u"rollout"_s, u"events"_s, m_nowhere, u"--limit"_s, u"0"_s});
    row("nobody", {u"rollout"_s, u"members"_s});
    row("no handle", {u"rollout"_s, u"members"_s, u"edh1"_s});
    row("no release to start", {u"rollout"_s, u"start"_s, plan(1000), u"--reason"_s, u"As planned"_s, u"--yes"_s});
    row("too long", {u"rollout"_s, u"start"_s, plan(1000), u"--release"_s, m_release, u"--obey-days"_s, u"181"_s,
                     u"--reason"_s, u"As planned"_s, u"--yes"_s});
    row("no reason", {u"rollout"_s, u"halt"_s, m_nowhere, u"--yes"_s});
}

void RolloutCommandTest::whatIsTypedWrongIsNotAsked()
{
    QFETCH(const QStringList, line);
    const ProgramRun run = manager(line);
    QVERIFY2(run.exit == 2, (run.out + run.err).constData());
    QVERIFY(run.err.contains("enigmctl: "));
}

void RolloutCommandTest::theRepositoryIsShown()
{
    for (const QString &person : {u"administrator-1"_s, u"approver-1"_s, u"reviewer-1"_s, m_manager}) {
        const ProgramRun status = m_sample.as(person, {u"tuf"_s, u"status"_s});
        ENIGM_SUCCEEDS(status);
        QCOMPARE(status.list("roles"_L1).size(), 8U);
        QCOMPARE(status.list("roots"_L1).size(), 1U);
        const ProgramRun pending = m_sample.as(person, {u"tuf"_s, u"pending"_s});
        ENIGM_SUCCEEDS(pending);
        QVERIFY(pending.list("items"_L1).empty());
    }
}

void RolloutCommandTest::onlyItsOwnKeysSignARole()
{
    ENIGM_REFUSED(withManifestKey({u"tuf"_s, u"sign"_s, u"limited"_s}), 1, u"not-found"_s); // nothing waits
    const QStringList publish{u"tuf"_s, u"publish"_s, m_release, u"--channel"_s};
    ENIGM_REFUSED(m_sample.as(u"approver-1"_s, publish + QStringList{u"limited"_s}), 1, u"not-permitted"_s);
    ENIGM_REFUSED(manager(publish + QStringList{u"nightly"_s}), 1, u"out-of-range"_s);
    ENIGM_REFUSED(manager({u"tuf"_s, u"publish"_s, m_nowhere, u"--channel"_s, u"limited"_s}), 1, u"not-found"_s);
    const ProgramRun published = manager(publish + QStringList{u"limited"_s});
    ENIGM_SUCCEEDS(published);
    QCOMPARE(published.member("role"_L1), u"limited"_s);
    QVERIFY(published.list("have"_L1).empty());
    ENIGM_REFUSED(manager(publish + QStringList{u"limited"_s}), 1, u"already-exists"_s);
    ENIGM_REFUSED(
        m_sample.opening(m_manager, "sample",
                         {u"tuf"_s, u"sign"_s, u"limited"_s, u"--authority-key"_s, authority(u"production"_s)}),
        1, u"unknown-key"_s);
    const ProgramRun pending = manager({u"tuf"_s, u"pending"_s});
    ENIGM_SUCCEEDS(pending);
    QCOMPARE(pending.list("items"_L1).size(), 1U);
}

void RolloutCommandTest::aRootIsNamedByWhatIsSignedOfIt()
{
    const QString root = m_sample.path(u"root.signed"_s);
    const QStringList draft{u"tuf"_s, u"draft-root"_s, root, u"--root-key"_s, rootKey(1), u"--root-key"_s};
    ENIGM_REFUSED(manager(draft + QStringList{authority(u"manifest"_s)}), 1, u"already-exists"_s);
    ENIGM_REFUSED(m_sample.as(u"reviewer-1"_s, draft + QStringList{rootKey(2)}), 1, u"not-permitted"_s);
    const ProgramRun drafted = manager(draft + QStringList{rootKey(2)});
    ENIGM_SUCCEEDS(drafted);
    QCOMPARE(drafted.member("role"_L1), u"root"_s);

    const auto name = [this](const QString &file) {
        return ask(u"administrator-1"_s, {u"update-keys"_s, u"set"_s, u"--tuf-root"_s, file});
    };
    QFile written(root);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    // The same root, otherwise written, has another digest, which nobody could sign.
    ENIGM_REFUSED(name(write(u"root.spaced"_s, "{ " + text.sliced(1))), 1, u"not-canonical"_s);
    ENIGM_REFUSED(name(write(u"root.whole"_s, R"({"signatures":[],"signed":)" + text + "}")), 1, u"missing-member"_s);
    const ProgramRun named = name(root);
    ENIGM_SUCCEEDS(named);
    ENIGM_SUCCEEDS(m_sample.as(u"administrator-1"_s, {u"change"_s, u"withdraw"_s, named.member("id"_L1), u"--yes"_s}));
}

void RolloutCommandTest::aReleaseIsPublished()
{
    ENIGM_SUCCEEDS(withManifestKey({u"tuf"_s, u"sign"_s, u"limited"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), u"registration"_s, 60'000);
}

void RolloutCommandTest::aPlanIsPreviewed()
{
    const ProgramRun run = m_sample.as(u"reviewer-1"_s, {u"rollout"_s, u"preview"_s, plan(1000)});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.list("groups"_L1).size(), 1U);
    QVERIFY(run.list("groups"_L1).front().object().find("count"_L1)->integer() > 0);
    QCOMPARE(run.json().object().find("outside"_L1)->integer(), 0);
}

void RolloutCommandTest::membersAreHandedIn()
{
    const ProgramRun devices = manager({u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    ENIGM_SUCCEEDS(devices);
    const QString handle = devices.list("devices"_L1).front().object().find("handle"_L1)->text();
    const ProgramRun members = manager({u"rollout"_s, u"members"_s, handle});
    ENIGM_SUCCEEDS(members);
    QCOMPARE(members.json().object().find("count"_L1)->integer(), 1);
    ENIGM_REFUSED(manager({u"rollout"_s, u"members"_s, handle, handle}), 1, u"out-of-range"_s);
    // A plan may name whom somebody has handed in, and nobody else.
    const json::Value unknown =
        json::Object{{"count"_L1, 1}, {"group"_L1, json::Value()}, {"root"_L1, QString(43, u'A')}};
    const ProgramRun start = ask(m_manager, {u"rollout"_s, u"start"_s, plan({}, unknown), u"--release"_s, m_release});
    ENIGM_REFUSED(start, 1, u"target-mismatch"_s);
}

void RolloutCommandTest::onlyReleaseManagersStart()
{
    const QStringList start{u"rollout"_s, u"start"_s, plan(1000), u"--release"_s};
    ENIGM_REFUSED(ask(m_manager, start + QStringList{m_nowhere}), 1, u"not-found"_s);
    ENIGM_REFUSED(ask(u"administrator-1"_s, start + QStringList{m_release}), 1, u"not-permitted"_s);
    const ProgramRun none = manager({u"rollout"_s, u"list"_s});
    ENIGM_SUCCEEDS(none);
    QVERIFY(none.list("items"_L1).empty());
}

void RolloutCommandTest::aRolloutIsStarted()
{
    const ProgramRun asked = ask(m_manager, {u"rollout"_s, u"start"_s, plan(1000), u"--release"_s, m_release});
    ENIGM_SUCCEEDS(asked);
    ENIGM_SUCCEEDS(approve(asked));
    const ProgramRun list = manager({u"rollout"_s, u"list"_s});
    ENIGM_SUCCEEDS(list);
    QCOMPARE(list.list("items"_L1).size(), 1U);
    m_rollout = list.list("items"_L1).front().object().find("id"_L1)->text();
    QCOMPARE(state(), u"active"_s);
}

void RolloutCommandTest::whatHappenedIsListed()
{
    const auto events = [this] { return manager({u"rollout"_s, u"events"_s, m_rollout}).list("items"_L1); };
    QTRY_COMPARE_WITH_TIMEOUT(events().size(), 3U, 60'000);
    const json::Array listed = events();
    const auto kind = [&listed](std::size_t place) { return listed[place].object().find("kind"_L1)->text(); };
    QCOMPARE(kind(0), u"group-opened"_s); // the newest in front
    QCOMPARE(kind(2), u"started"_s);
    const ProgramRun one = manager({u"rollout"_s, u"events"_s, m_rollout, u"--limit"_s, u"1"_s});
    ENIGM_SUCCEEDS(one);
    QCOMPARE(one.list("items"_L1).size(), 1U);
    const ProgramRun devices = manager({u"rollout"_s, u"devices"_s, m_rollout, u"--state"_s, u"waiting"_s});
    ENIGM_SUCCEEDS(devices);
    QVERIFY(!devices.list("items"_L1).empty());
    const ProgramRun failed = manager({u"rollout"_s, u"devices"_s, m_rollout, u"--state"_s, u"failed"_s});
    ENIGM_SUCCEEDS(failed);
    QVERIFY(failed.list("items"_L1).empty());
    for (const char *const what : {"show", "events", "devices"})
        ENIGM_REFUSED(manager({u"rollout"_s, QString::fromLatin1(what), m_nowhere}), 1, u"not-found"_s);
}

void RolloutCommandTest::anybodyStopsAndFewResume()
{
    const auto act = [this](const QString &person, const QString &what) {
        return ask(person, {u"rollout"_s, what, m_rollout});
    };
    ENIGM_REFUSED(act(m_manager, u"resume"_s), 1, u"target-state"_s); // it runs
    ENIGM_SUCCEEDS(act(u"reviewer-1"_s, u"pause"_s));
    QCOMPARE(state(), u"paused"_s);
    ENIGM_REFUSED(act(u"administrator-1"_s, u"pause"_s), 1, u"target-state"_s);
    ENIGM_REFUSED(act(u"administrator-1"_s, u"resume"_s), 1, u"not-permitted"_s);
    const ProgramRun stale = act(m_manager, u"resume"_s);
    ENIGM_SUCCEEDS(stale);
    QCOMPARE(state(), u"paused"_s); // somebody has to approve
    ENIGM_SUCCEEDS(act(u"approver-1"_s, u"halt"_s));
    QCOMPARE(state(), u"halted"_s);
    // Who asked has seen it paused, and not halted.
    (void)approve(stale);
    QCOMPARE(state(), u"halted"_s);
    ENIGM_SUCCEEDS(approve(act(m_manager, u"resume"_s)));
    QCOMPARE(state(), u"active"_s);
}

void RolloutCommandTest::whatIsOverStaysOver()
{
    const auto act = [this](const QString &what) { return ask(m_manager, {u"rollout"_s, what, m_rollout}); };
    ENIGM_SUCCEEDS(act(u"withdraw"_s));
    QCOMPARE(state(), u"withdrawn"_s);
    for (const QString &what : {u"pause"_s, u"halt"_s, u"resume"_s, u"withdraw"_s})
        ENIGM_REFUSED(act(what), 1, u"target-state"_s);
}

ENIGM_TEST_MAIN(RolloutCommandTest)
#include "RolloutCommandTest.moc"
