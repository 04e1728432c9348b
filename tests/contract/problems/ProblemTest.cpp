#include "contract/problems/Problem.h"

#include "tests/support/LogGuard.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using enigm::allProblemTypes;
using enigm::Problem;
using enigm::ProblemType;

class ProblemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySlugIsUniqueAndWellFormed();
    void aTypeIsFoundBySlugAndByUri();
    void anUnknownSlugIsNoType();
    void everyTypeHasAStatusAndATitle();
    void aPlaceIsJoinedBelowItsPrefix();
    void aProblemReadsAsOneLine();
};

void ProblemTest::everySlugIsUniqueAndWellFormed()
{
    static const QRegularExpression form(u"^[a-z]+(-[a-z]+)*$"_s);
    QSet<QString> seen;
    for (const ProblemType type : allProblemTypes()) {
        const QString slug = enigm::problemSlug(type);
        QVERIFY2(form.match(slug).hasMatch(), qPrintable(slug));
        QVERIFY2(!seen.contains(slug), qPrintable(slug));
        seen.insert(slug);
    }
    QVERIFY(seen.size() > 50);
}

void ProblemTest::aTypeIsFoundBySlugAndByUri()
{
    for (const ProblemType type : allProblemTypes()) {
        QCOMPARE(enigm::problemTypeOf(enigm::problemSlug(type)), type);
        QCOMPARE(enigm::problemTypeOf(enigm::problemUri(type)), type);
    }
    QCOMPARE(enigm::problemUri(ProblemType::WrongPin), u"urn:enigm:problem:wrong-pin"_s);
}

void ProblemTest::anUnknownSlugIsNoType()
{
    QVERIFY(!enigm::problemTypeOf(u"no-such-problem").has_value());
    QVERIFY(!enigm::problemTypeOf(u"urn:enigm:problem:").has_value());
    QVERIFY(!enigm::problemTypeOf(u"").has_value());
    QVERIFY(!enigm::problemTypeOf(u"Wrong-Pin").has_value());
}

void ProblemTest::everyTypeHasAStatusAndATitle()
{
    for (const ProblemType type : allProblemTypes()) {
        QVERIFY2(enigm::problemStatus(type) >= 400 && enigm::problemStatus(type) < 600,
                 qPrintable(enigm::problemSlug(type)));
        QVERIFY2(!enigm::problemTitle(type).isEmpty(), qPrintable(enigm::problemSlug(type)));
    }
}

void ProblemTest::aPlaceIsJoinedBelowItsPrefix()
{
    const Problem pointer{ProblemType::WrongType, u"a text is expected"_s, u"/targets/count"_s};
    QCOMPARE(pointer.under(u"/change"_s).where, u"/change/targets/count"_s);
    const Problem place{ProblemType::MalformedJson, u"no value"_s, u"offset 3"_s};
    QCOMPARE(place.under(u"record 17"_s).where, u"record 17: offset 3"_s);
    const Problem nowhere{ProblemType::MalformedJson, u"no value"_s, {}};
    QCOMPARE(nowhere.under(u"record 17"_s).where, u"record 17"_s);
}

void ProblemTest::aProblemReadsAsOneLine()
{
    const Problem problem{ProblemType::WrongType, u"a text is expected"_s, u"/reason"_s};
    QCOMPARE(problem.toString(), u"wrong-type at /reason: a text is expected"_s);
    QCOMPARE((Problem{ProblemType::WrongPin, {}, {}}).toString(), u"wrong-pin: The PIN was wrong"_s);
}

ENIGM_TEST_MAIN(ProblemTest)
#include "ProblemTest.moc"
