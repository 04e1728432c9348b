#include "contract/evidence/AuditExport.h"
#include "contract/evidence/AuditLines.h"
#include "contract/evidence/LineReader.h"
#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntry.h"
#include "contract/ota/ProductionSignature.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <future>
#include <map>
#include <random>
#include <utility>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto releasesVariable = "ENIGM_KILLS";
constexpr auto seedVariable = "ENIGM_SEED";
constexpr int patience = 60'000; // milliseconds

} // namespace

/// The control plane, and the program beside the hardware module, killed while releases are signed by the two
/// authorities: no signature that was acknowledged is lost, none is counted twice, and every release goes on.
class SigningKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySignatureIsMadeOnce_data();
    void everySignatureIsMadeOnce();
    void whatCannotBeSignedHoldsUpNothing();
    void theReleasesGoOn();
    void theLogHasEachSignatureOnce();

private:
    using Signatures = std::map<QString, QByteArray>; ///< compact, by authority

    [[nodiscard]] ProgramRun manager(const QStringList &line) const { return m_sample.as(m_manager, line); }
    [[nodiscard]] ProgramRun opening(const QStringList &line) const
    {
        return m_sample.opening(
            m_manager, "sample",
            line + QStringList{u"--authority-key"_s, m_sample.path(u"data/sample/authorities/manifest.json"_s)});
    }
    void serve();
    [[nodiscard]] QString import(int number);
    [[nodiscard]] QString askToSign(const QString &release, const QString &authority) const;
    void signOff(const QString &release, const QString &authority) const;
    /// Runs this, and kills the control plane anywhere in the time that it takes when nobody is killed.
    template <typename Run>
    [[nodiscard]] ProgramRun killAmid(const QString &what, Run run);
    void signManifest(const QString &release);
    void approve(const QString &change);
    void letProductionSign(const QString &release, bool killsAuthority);
    /// The processes that were started beside the hardware module so far.
    [[nodiscard]] QByteArrayList authorities() const;
    void killAuthority(const QByteArray &process) const;
    /// What is there, and what was there before is there unchanged.
    void checkSignatures(const QString &release);
    [[nodiscard]] QString stageOf(const QString &release) const
    {
        return manager({u"release"_s, u"show"_s, release}).member("stage"_L1);
    }
    [[nodiscard]] int upTo(int most) { return std::uniform_int_distribution(0, most)(m_random); }

    const QString m_manager = u"release-manager-1"_s;
    std::mt19937 m_random;
    SampleOrganisation m_sample;
    QStringList m_service;
    QMap<QString, int> m_durations; ///< milliseconds, by what takes it
    std::map<QString, Signatures> m_signed;
};

void SigningKillTest::initTestCase()
{
    const QByteArray given = qgetenv(seedVariable);
    const std::mt19937::result_type seed = given.isEmpty() ? std::random_device()() : given.toUInt();
    qInfo("%s=%u", seedVariable, static_cast<unsigned>(seed));
    m_random.seed(seed);
    QCOMPARE(m_sample.found(1), QString());
    // Says which process it is before it becomes the authority.
    QFile script(m_sample.path(u"authority.sh"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho $$ >> \"$1\"\nshift\nexec \"$@\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const auto key = [this](const QString &suffix) {
        return m_sample.path(u"data/sample/authorities/production"_s + suffix);
    };
    m_service = {u"--production-authority"_s,
                 QStringList{script.fileName(), m_sample.path(u"authorities"_s),
                             builtProgram(u"enigm-production-authority"_s), u"--deployment"_s,
                             m_sample.deploymentFile(), u"--key"_s, key(u".json"_s), u"--pin-file"_s, key(u".pin"_s)}
                     .join(u' ')};
    serve();
}

void SigningKillTest::serve()
{
    QCOMPARE(m_sample.serve(m_service), QString());
}

QString SigningKillTest::import(int number)
{
    QFile file(m_sample.path(u"system-%1.img"_s.arg(number)));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(1'000'000, static_cast<char>('a' + number % 26))) < 0)
        return {};
    file.close();
    const ProgramRun run =
        manager({u"release"_s, u"import"_s, file.fileName(), u"--release-version"_s, u"2026.11.%1"_s.arg(number),
                 u"--build"_s, u"nightly"_s, u"--for-build"_s, u"enigm-reference"_s, u"--patch"_s, u"202611"_s,
                 u"--rollback-index"_s, QString::number(number)});
    return run.member("id"_L1);
}

QString SigningKillTest::askToSign(const QString &release, const QString &authority) const
{
    return manager({u"release"_s, u"sign-off"_s, release, u"--authority"_s, authority, u"--reason"_s, u"As planned"_s,
                    u"--yes"_s})
        .member("id"_L1);
}

void SigningKillTest::signOff(const QString &release, const QString &authority) const
{
    ENIGM_SUCCEEDS(
        m_sample.as(u"approver-1"_s, {u"change"_s, u"approve"_s, askToSign(release, authority), u"--yes"_s}));
}

template <typename Run>
ProgramRun SigningKillTest::killAmid(const QString &what, Run run)
{
    QElapsedTimer timer;
    timer.start();
    auto running = std::async(std::launch::async, run);
    const auto isDone = [&running] { return running.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
    const bool isFirst = !m_durations.contains(what);
    bool isKilled = false;
    if (!isFirst) {
        QTimer::singleShot(upTo(m_durations[what]), this, [&] {
            m_sample.kill();
            isKilled = true;
        });
    }
    if (!QTest::qWaitFor([&] { return isDone() && (isFirst || isKilled); }, patience))
        qFatal("%s does not end", qPrintable(what));
    if (isFirst)
        m_durations.insert(what, static_cast<int>(timer.elapsed()));
    else
        serve();
    return running.get();
}

void SigningKillTest::signManifest(const QString &release)
{
    const ProgramRun run =
        killAmid(u"release sign"_s, [this, release] { return opening({u"release"_s, u"sign"_s, release}); });
    checkSignatures(release);
    const bool isSigned = m_signed[release].contains(u"manifest"_s);
    QVERIFY2(isSigned || run.exit != 0, "an acknowledged signature is lost");
    const ProgramRun again = opening({u"release"_s, u"sign"_s, release});
    if (isSigned)
        ENIGM_REFUSED(again, 1, u"already-exists"_s);
    else
        ENIGM_SUCCEEDS(again);
    checkSignatures(release);
    QVERIFY(m_signed[release].contains(u"manifest"_s));
}

void SigningKillTest::approve(const QString &change)
{
    QVERIFY(!change.isEmpty());
    const QStringList line{u"change"_s, u"approve"_s, change, u"--yes"_s};
    const ProgramRun run = killAmid(u"change approve"_s, [this, line] { return m_sample.as(u"approver-1"_s, line); });
    const QString state = manager({u"change"_s, u"show"_s, change}).member("state"_L1);
    QVERIFY2(state == "executed"_L1 || run.exit != 0, "an acknowledged execution is lost");
    if (state != "executed"_L1)
        ENIGM_SUCCEEDS(m_sample.as(u"approver-1"_s, line));
}

QByteArrayList SigningKillTest::authorities() const
{
    QFile file(m_sample.path(u"authorities"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
}

void SigningKillTest::killAuthority(const QByteArray &process) const
{
    // It may have ended, and its number be another's by now.
    const QString program = QFileInfo(u"/proc/%1/exe"_s.arg(QString::fromLatin1(process))).symLinkTarget();
    if (QFileInfo(program) == QFileInfo(builtProgram(u"enigm-production-authority"_s)))
        ::kill(process.toInt(), SIGKILL);
}

void SigningKillTest::letProductionSign(const QString &release, bool killsAuthority)
{
    const QString change = askToSign(release, u"production"_s);
    approve(change);
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY_WITH_TIMEOUT(authorities().size() > 0 && !authorities().last().isEmpty(), patience);
    const QByteArray process = authorities().last();
    bool isKilled = false;
    QTimer::singleShot(upTo(200), this, [&] {
        if (killsAuthority)
            killAuthority(process);
        m_sample.kill();
        isKilled = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(isKilled, patience);
    serve();
    checkSignatures(release);
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(release), u"signing"_s, patience);
    checkSignatures(release);
    QVERIFY(m_signed[release].contains(u"production"_s));
}

void SigningKillTest::checkSignatures(const QString &release)
{
    const ProgramRun run = manager({u"release"_s, u"show"_s, release});
    ENIGM_SUCCEEDS(run);
    const json::Value document = run.json();
    Signatures present;
    for (const auto &[authority, member] :
         {std::pair(u"manifest"_s, "manifest_jws"_L1), std::pair(u"production"_s, "production_jws"_L1)}) {
        const json::Value *const jws = document.object().find(member);
        QVERIFY(jws);
        if (jws->kind() == json::Value::Kind::Text)
            present.emplace(authority, jws->text().toLatin1());
    }
    QCOMPARE(document.object().find("signatures"_L1)->array().size(), present.size());
    for (const auto &[authority, jws] : m_signed[release])
        QCOMPARE(present[authority], jws);
    m_signed[release] = present;
}

void SigningKillTest::everySignatureIsMadeOnce_data()
{
    QTest::addColumn<int>("number");
    const int releases = qEnvironmentVariableIntValue(releasesVariable);
    QVERIFY(releases > 0);
    // Nobody is killed amid the first, which shows how long everything takes.
    for (int number = 0; number <= releases; ++number)
        QTest::addRow("release %d", number) << number;
}

void SigningKillTest::everySignatureIsMadeOnce()
{
    QFETCH(int, number);
    const QString release = import(number);
    QVERIFY(!release.isEmpty());
    signOff(release, u"manifest"_s);
    if (QTest::currentTestFailed())
        return;
    signManifest(release);
    if (QTest::currentTestFailed())
        return;
    QFile::remove(m_sample.path(u"authorities"_s));
    letProductionSign(release, number % 2 == 0);
}

void SigningKillTest::whatCannotBeSignedHoldsUpNothing()
{
    m_sample.kill();
    // Nobody signs until both wait.
    QCOMPARE(m_sample.serve({u"--production-authority"_s, u"false"_s}), QString());
    const std::pair releases{import(90), import(91)};
    for (const QString &release : {releases.first, releases.second}) {
        signOff(release, u"manifest"_s);
        ENIGM_SUCCEEDS(opening({u"release"_s, u"sign"_s, release}));
        signOff(release, u"production"_s);
    }
    QVERIFY(QFile(m_sample.path(u"data/artifacts/"_s + releases.first)).resize(1));
    m_sample.kill();
    serve();
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(releases.second), u"signing"_s, patience);
    QCOMPARE(stageOf(releases.first), u"manifest"_s);
    checkSignatures(releases.first);
    checkSignatures(releases.second);
}

void SigningKillTest::theReleasesGoOn()
{
    QVERIFY(!m_signed.empty());
    const QString release = m_signed.begin()->first;
    ENIGM_SUCCEEDS(manager({u"tuf"_s, u"publish"_s, release, u"--channel"_s, u"limited"_s}));
    ENIGM_SUCCEEDS(opening({u"tuf"_s, u"sign"_s, u"limited"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(stageOf(release), u"registration"_s, patience);
}

void SigningKillTest::theLogHasEachSignatureOnce()
{
    const QString path = m_sample.path(u"audit.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, path}));
    ENIGM_SUCCEEDS(
        m_sample.offline({u"audit"_s, u"verify"_s, path, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    evidence::LineReader lines(file);
    std::map<QString, Signatures> logged;
    for (auto line = require(lines.next()); line; line = require(lines.next())) {
        const auto activity = evidence::splitActivityLine(*line);
        if (!activity)
            continue; // of the other log
        const auto entry = log::ActivityEntry::parse(activity->leaf);
        if (!entry || entry->action != "release.signed"_L1)
            continue;
        const json::Value body = require(json::parseSigned(activity->body));
        const auto member = [&body](QLatin1StringView name) { return body.object().find(name)->text(); };
        const bool isNew =
            logged[member("release"_L1)].emplace(member("authority"_L1), member("jws"_L1).toLatin1()).second;
        QVERIFY2(isNew, qPrintable(u"%1 of %2"_s.arg(member("authority"_L1), member("release"_L1))));
    }
    QVERIFY(logged == m_signed);
    for (const auto &[release, signatures] : logged) {
        const auto manifest = require(ota::SignedManifest::parse(signatures.at(u"manifest"_s)));
        QCOMPARE(manifest.manifest.release, release);
        if (!signatures.contains(u"production"_s))
            continue;
        const auto production = require(ota::SignedProduction::parse(signatures.at(u"production"_s)));
        QVERIFY(production.production == ota::Production::of(manifest.manifest));
    }
}

ENIGM_TEST_MAIN(SigningKillTest)
#include "SigningKillTest.moc"
