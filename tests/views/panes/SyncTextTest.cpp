#include "views/panes/SyncText.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;

using models::session::SyncStatus;
using views::panes::paneState;
namespace pane = views::design::pane;

/// Which state of a pane a person sees when something could not be read.
class SyncTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aContradictionIsTheAlarmAndStays();
    void aLineThatIsDownIsOffline();
    void anAnswerThatIsNoneIsNotCalledOffline();
    void aRefusalNamesTheRule();
};

namespace {

constexpr qint64 now = 1'800'000'000;

views::panes::PaneTexts texts()
{
    return {.empty = {.title = u"Nothing"_s, .sentence = u"Yet."_s},
            .refused = {.rule = u"The rule."_s, .whoCould = u"Others."_s}};
}

views::design::PaneState after(SyncStatus &status, ProblemType type)
{
    status.begin();
    status.fail({type, u"a detail"_s, u"a place"_s});
    return paneState(status, false, now, texts());
}

} // namespace

void SyncTextTest::aContradictionIsTheAlarmAndStays()
{
    for (const bool synced : {false, true}) {
        SyncStatus status;
        if (synced)
            status.succeed(now);
        const auto state = after(status, ProblemType::BadSignature);
        QVERIFY(std::holds_alternative<pane::BrokenProof>(state));
        const QString words = std::get<pane::BrokenProof>(state).contradiction;
        QVERIFY2(words.contains(u"A signature does not verify"_s) && words.contains(u"a place"_s), qPrintable(words));
        status.begin();
        status.succeed(now + 5);
        QVERIFY(std::holds_alternative<pane::BrokenProof>(paneState(status, true, now + 5, texts())));
        QVERIFY(std::holds_alternative<pane::BrokenProof>(after(status, ProblemType::Unreachable)));
        status.reset();
        QVERIFY(std::holds_alternative<pane::Loading>(paneState(status, false, now, texts())));
    }
    // Words that deny an act elsewhere do not accuse the person here.
    SyncStatus status;
    const auto state = after(status, ProblemType::SelfApproval);
    QVERIFY(!std::get<pane::BrokenProof>(state).contradiction.contains(u"You asked"_s));
}

void SyncTextTest::aLineThatIsDownIsOffline()
{
    SyncStatus status;
    QVERIFY(std::holds_alternative<pane::Offline>(after(status, ProblemType::Unreachable)));
    status.succeed(now);
    const auto kept = after(status, ProblemType::RequestTimeout);
    QVERIFY(std::get<pane::Offline>(kept).kept);
}

void SyncTextTest::anAnswerThatIsNoneIsNotCalledOffline()
{
    SyncStatus status;
    const auto state = after(status, ProblemType::Unavailable);
    QVERIFY(!std::get<pane::Unavailable>(state).title.isEmpty());
    QVERIFY(!std::get<pane::Unavailable>(state).sentence.isEmpty());
    status.succeed(now);
    const auto stale = after(status, ProblemType::WrongServer);
    QVERIFY(std::get<pane::Stale>(stale).reason.contains(u"another key"_s));
}

void SyncTextTest::aRefusalNamesTheRule()
{
    SyncStatus status;
    QCOMPARE(std::get<pane::Refused>(after(status, ProblemType::NotPermitted)).rule, u"The rule."_s);
    // What is not there is not a matter of roles.
    QVERIFY(std::holds_alternative<pane::Unavailable>(after(status, ProblemType::NotFound)));
}

ENIGM_WIDGET_TEST_MAIN(SyncTextTest)
#include "SyncTextTest.moc"
