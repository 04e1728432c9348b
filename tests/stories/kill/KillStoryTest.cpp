#include "contract/deployment/DeploymentFile.h"
#include "contract/evidence/AuditExport.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/stories/ServedDeployment.h"
#include "tests/stories/kill/BusyDesk.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto roundsVariable = "ENIGM_KILLS";
constexpr auto seedVariable = "ENIGM_SEED";
/// Some are revoked in each round, for good.
constexpr int devicesAtFirst = 100;
constexpr int devicesPerRound = 10;
constexpr int patience = 60'000; // milliseconds
/// Two consoles a person.
const QStringList people{u"administrator-1"_s, u"administrator-2"_s, u"approver-1"_s, u"approver-2"_s,
                         u"administrator-1"_s, u"administrator-2"_s, u"approver-1"_s, u"approver-2"_s};

} // namespace

#define ENIGM_HOLDS(result) QVERIFY2((result), (result) ? "" : qPrintable((result).error().toString()))

/// The whole program, killed again and again while people sign and read, always on the same data. Whatever it had
/// answered is there when it comes back, and both logs verify from the first entry on.
class KillStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyAcknowledgementOutlivesTheKill_data();
    void everyAcknowledgementOutlivesTheKill();
    void peopleDidEverythingThatCanBeLost();

private:
    [[nodiscard]] deployment::DeploymentFile file() const;
    /// Has everybody work, and kills the program at a random moment.
    void workUntilKilled();
    /// Reads and verifies both logs as a reviewer who has followed them all along, and the changes that were touched
    /// since the last time, or all.
    void checkEverything(bool allChanges);
    void checkChange(Desk &reviewer, const QString &reference);

    QTemporaryDir m_folder;
    ServedDeployment m_served{m_folder.filePath(u"data"_s)};
    const time::SystemClock m_clock;
    int m_rounds = 0;
    int m_survived = 0;
    std::mt19937 m_random;
    Acknowledged m_acknowledged;
    std::vector<QMap<QString, QByteArray>> m_notes{static_cast<std::size_t>(people.size())}; ///< by desk
    QMap<QString, QByteArray> m_reviewerNotes;
};

void KillStoryTest::initTestCase()
{
    m_rounds = qEnvironmentVariableIntValue(roundsVariable);
    QVERIFY(m_rounds > 0);
    const QString devices = QString::number(devicesAtFirst + devicesPerRound * m_rounds);
    const ProgramRun founded =
        runProgram(u"enigm-control-plane"_s,
                   {u"found"_s, u"--data"_s, m_folder.filePath(u"data"_s), u"--sample"_s, u"--devices"_s, devices});
    QVERIFY2(founded.exit == 0, founded.err.constData());
    const QByteArray given = qgetenv(seedVariable);
    const std::mt19937::result_type seed = given.isEmpty() ? std::random_device()() : given.toUInt();
    qInfo("%s=%u", seedVariable, static_cast<unsigned>(seed));
    m_random.seed(seed);
    QCOMPARE(m_served.start(), QString());
}

deployment::DeploymentFile KillStoryTest::file() const
{
    return require(deployment::DeploymentFile::parse(readFile(m_folder.filePath(u"data/deployment.json"_s))));
}

void KillStoryTest::everyAcknowledgementOutlivesTheKill_data()
{
    QTest::addColumn<int>("round");
    for (int round = 1; round <= m_rounds; ++round)
        QTest::addRow("kill %d", round) << round;
}

void KillStoryTest::everyAcknowledgementOutlivesTheKill()
{
    QFETCH(int, round);
    if (round != m_survived + 1)
        QSKIP("an earlier kill was not survived");
    workUntilKilled();
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(m_served.start(), QString());
    checkEverything(round == m_rounds);
    if (!QTest::currentTestFailed())
        m_survived = round;
}

void KillStoryTest::peopleDidEverythingThatCanBeLost()
{
    qInfo("%d acknowledgements stand", m_acknowledged.count());
    using enum changes::ChangeState;
    for (const changes::ChangeState state : {Pending, Executed, Rejected, Withdrawn})
        QVERIFY2(m_acknowledged.count(state) > 0, qPrintable(changes::word(state)));
}

void KillStoryTest::workUntilKilled()
{
    std::vector<std::unique_ptr<BusyDesk>> desks;
    for (qsizetype i = 0; i < people.size(); ++i)
        desks.push_back(std::make_unique<BusyDesk>(file(), SamplePerson::of(m_folder.filePath(u"data"_s), people[i]),
                                                   m_clock, m_acknowledged, m_notes[static_cast<std::size_t>(i)],
                                                   m_random()));
    for (const auto &desk : desks)
        desk->start();

    const auto anyIsDone = [&desks] { return std::ranges::any_of(desks, &BusyDesk::isDone); };
    const int enough = m_acknowledged.count() + std::uniform_int_distribution(1, 40)(m_random);
    QVERIFY(QTest::qWaitFor([&] { return m_acknowledged.count() >= enough || anyIsDone(); }, patience));
    QVERIFY2(!anyIsDone(), "somebody was refused");
    // Not with an acknowledgement, but somewhere between two.
    QTimer::singleShot(std::uniform_int_distribution(0, 60)(m_random), this, [this] { m_served.kill(); });
    QVERIFY(QTest::qWaitFor([&] { return std::ranges::all_of(desks, &BusyDesk::isDone); }, patience));
    for (std::size_t i = 0; i < desks.size(); ++i) {
        QVERIFY2(desks[i]->end().type == ProblemType::Unreachable, qPrintable(desks[i]->end().toString()));
        m_notes[i] = desks[i]->notes();
    }
    QCOMPARE(m_acknowledged.contradiction(), QString());
}

void KillStoryTest::checkEverything(bool allChanges)
{
    const auto deployment = file();
    Desk reviewer(deployment, SamplePerson::of(m_folder.filePath(u"data"_s), u"reviewer-1"_s), m_clock);
    reviewer.checkpoints.notes = m_reviewerNotes;
    const auto info = QCoro::waitFor(reviewer.signIn());
    ENIGM_HOLDS(info);
    const auto followed = QCoro::waitFor(reviewer.follower.refresh());
    ENIGM_HOLDS(followed);

    QBuffer exported;
    exported.open(QIODevice::ReadWrite);
    const auto done = QCoro::waitFor(reviewer.audit.exportTo(exported, {}));
    ENIGM_HOLDS(done);
    exported.seek(0);
    const auto verdict = evidence::verifyAuditExport(exported, deployment.deployment);
    ENIGM_HOLDS(verdict);
    QCOMPARE(verdict->bodiesAbsent, 0);
    exported.seek(0);
    const auto missing = m_acknowledged.missingFrom(exported);
    ENIGM_HOLDS(missing);
    QCOMPARE(*missing, QString());

    std::vector<QString> references;
    for (const auto &[reference, record] : m_acknowledged.changes()) {
        if (allChanges || m_acknowledged.unsettled().contains(reference))
            references.push_back(reference);
    }
    for (const QString &reference : references)
        checkChange(reviewer, reference);
    m_reviewerNotes = reviewer.checkpoints.notes;
}

void KillStoryTest::checkChange(Desk &reviewer, const QString &reference)
{
    const auto now = QCoro::waitFor(reviewer.changes.verified(reference));
    ENIGM_HOLDS(now);
    QCOMPARE(m_acknowledged.contradictionOf(now->record), QString());
    m_acknowledged.settle(now->record);
}

ENIGM_TEST_MAIN(KillStoryTest)
#include "KillStoryTest.moc"
