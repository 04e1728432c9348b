#include "views/panes/FeedText.h"

#include "api-client/feed/FeedClient.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "views/words/ProblemText.h"
#include "views/words/TimeText.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using client::FeedClient;
using views::panes::feedText;

/// Nobody takes what is shown for live while it is not.
class FeedTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHearsTheFeedIsTold();
    void whoDoesNotHearItIsToldSinceWhenAndWhy();
};

void FeedTextTest::whoHearsTheFeedIsTold()
{
    SignedInConsole console;
    const FeedClient feed(console.session);
    const auto text = [&] { return feedText(feed, console.clock.now()); };
    QCOMPARE(text(), QString());
    QVERIFY(console.signIn(console.history.approver1));
    QTRY_COMPARE(text(), u"What others do is shown as it happens."_s);
}

void FeedTextTest::whoDoesNotHearItIsToldSinceWhenAndWhy()
{
    SignedInConsole console;
    const FeedClient feed(console.session, {.first = 1h, .most = 1h});
    QVERIFY(console.signIn(console.history.approver1));
    QTRY_VERIFY(feed.isLive());
    const qint64 since = console.clock.now();
    console.plane.endFeeds(true);
    console.clock.advance(600);
    const QString text = feedText(feed, console.clock.now());
    QVERIFY2(text.contains(views::words::shortTime(since, console.clock.now())), qPrintable(text));
    QVERIFY2(text.contains(views::words::problemText(*feed.problem()).title), qPrintable(text));
}

ENIGM_TEST_MAIN(FeedTextTest)
#include "FeedTextTest.moc"
