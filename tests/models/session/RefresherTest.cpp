#include "models/session/Refresher.h"

#include "models/session/OperatorNames.h"
#include "models/session/SyncStatus.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::session;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What is on the screen is kept fresh while somebody looks at it.
class RefresherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreRefreshedWhileSignedIn();
    void anInactiveWindowAsksNothing();
    void anUnreachableServerIsAskedLessOften();
    void aDestroyedSourceIsForgotten();
    void namesAreKnownById();
};

namespace {

const QString route = u"/v1/operators"_s;

struct Watching
{
    explicit Watching(std::chrono::milliseconds interval)
        : refresher(console.session, interval)
        , names(std::make_unique<OperatorNames>(console.session))
    {
        refresher.add(*names);
    }
    [[nodiscard]] int asked() const { return console.plane.count(route); }

    SignedInConsole console;
    Refresher refresher;
    std::unique_ptr<OperatorNames> names;
};

} // namespace

void RefresherTest::sourcesAreRefreshedWhileSignedIn()
{
    Watching watching(10ms);
    QCOMPARE(watching.names->status().phase(), Phase::Idle);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_VERIFY(watching.asked() >= 3);
    QCOMPARE(watching.names->status().phase(), Phase::Ready);
    Awaited<Expected<void>> out(watching.console.session.signOut());
    QTRY_VERIFY(out.isDone());
    QTRY_VERIFY(!watching.names->status().isBusy());
    const int before = watching.asked();
    watching.refresher.refreshNow();
    QCoreApplication::processEvents();
    QCOMPARE(watching.asked(), before);
}

void RefresherTest::anInactiveWindowAsksNothing()
{
    Watching watching(1h);
    watching.refresher.setActive(false);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.asked(), 1); // signing in asks once, so that the first sight is fresh
    QTRY_VERIFY(!watching.names->status().isBusy());
    watching.refresher.setActive(true);
    QTRY_COMPARE(watching.asked(), 2);
}

void RefresherTest::anUnreachableServerIsAskedLessOften()
{
    Watching watching(10ms);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    watching.console.plane.setReachable(false);
    QTRY_COMPARE(watching.names->status().phase(), Phase::Stale);
    QCOMPARE(watching.names->status().problem()->type, ProblemType::Unreachable);
    QTRY_COMPARE(watching.refresher.interval(), 10ms * Refresher::maxBackOff);
    watching.console.plane.setReachable(true);
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    QCOMPARE(watching.refresher.interval(), 10ms);
}

void RefresherTest::aDestroyedSourceIsForgotten()
{
    Watching watching(1h);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->status().phase(), Phase::Ready);
    watching.console.plane.hold(route);
    watching.refresher.refreshNow();
    QTRY_COMPARE(watching.console.plane.waiting(), 1);
    watching.names.reset();
    watching.console.plane.release();
    QTRY_COMPARE(watching.console.plane.waiting(), 0);
    watching.refresher.refreshNow();
}

void RefresherTest::namesAreKnownById()
{
    Watching watching(1h);
    const QString id = watching.console.history.approver1.id;
    watching.console.plane.names = {{id, u"approver-1"_s}};
    const QSignalSpy changes(watching.names.get(), &OperatorNames::changed);
    QVERIFY(watching.console.signIn(watching.console.history.approver1));
    QTRY_COMPARE(watching.names->name(id), u"approver-1"_s);
    QCOMPARE(watching.names->name(u"nobody"_s), QString());
    watching.refresher.refreshNow();
    QTRY_COMPARE(watching.asked(), 2);
    QTRY_VERIFY(!watching.names->status().isBusy());
    QCOMPARE(changes.count(), 1);
}

ENIGM_TEST_MAIN(RefresherTest)
#include "RefresherTest.moc"
