#include "api-client/wire/ReadFailure.h"

#include "api-client/wire/ServerProblem.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace Qt::StringLiterals;

using client::ReadFailure;
using client::readFailureOf;

/// What a person is told when something cannot be shown: that it is contradicted, refused, over or away.
class ReadFailureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void everyKindHasItsTypes();
    void whatIsFoundInSignedThingsContradicts();
    void aNewerVersionContradictsNothing();
    void aServerCannotRaiseTheAlarm();
    void aBareStatusIsARefusalToo();
};

void ReadFailureTest::kinds_data()
{
    QTest::addColumn<QString>("slug");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *slug, ReadFailure kind) {
        QTest::newRow(slug) << QString::fromLatin1(slug) << static_cast<int>(kind);
    };
    for (const char *slug : {"bad-signature", "unknown-key", "key-not-valid", "log-rewound", "log-forked",
                             "entry-mismatch", "body-mismatch", "bad-inclusion-proof", "bad-consistency-proof",
                             "quorum-missing", "not-canonical", "malformed-note", "self-approval", "wrong-deployment"})
        row(slug, ReadFailure::Contradiction);
    for (const char *slug : {"not-permitted", "operator-unknown", "not-found"})
        row(slug, ReadFailure::Refused);
    for (const char *slug : {"session-ended", "unauthenticated", "invalid-dpop-proof"})
        row(slug, ReadFailure::SessionOver);
    for (const char *slug : {"unreachable", "request-timeout", "unavailable", "log-unavailable", "rate-limited",
                             "internal", "wrong-server", "malformed-json", "unknown-member", "unexpected-answer",
                             "unsupported-version", "unknown-action", "cancelled", "file-unreadable"})
        row(slug, ReadFailure::Unavailable);
}

void ReadFailureTest::kinds()
{
    QFETCH(const QString, slug);
    QFETCH(const int, kind);
    QCOMPARE(static_cast<int>(readFailureOf(*problemTypeOf(slug))), kind);
}

void ReadFailureTest::everyKindHasItsTypes()
{
    for (const ReadFailure kind :
         {ReadFailure::Contradiction, ReadFailure::Refused, ReadFailure::SessionOver, ReadFailure::Unavailable})
        QVERIFY(
            std::ranges::any_of(allProblemTypes(), [kind](ProblemType type) { return readFailureOf(type) == kind; }));
}

void ReadFailureTest::whatIsFoundInSignedThingsContradicts()
{
    for (const ProblemType type : allProblemTypes()) {
        if (type == ProblemType::UnsupportedVersion || type == ProblemType::UnknownAction)
            continue;
        const Problem found = client::foundInSigned({type, u"a detail"_s, u"/place"_s});
        QVERIFY2(client::isContradiction(found), qPrintable(problemSlug(type)));
        QCOMPARE(found.where, u"/place"_s);
        QVERIFY(found.detail.contains(u"a detail"_s));
        QVERIFY(found.type == type || found.detail.contains(problemSlug(type)));
    }
}

void ReadFailureTest::aNewerVersionContradictsNothing()
{
    for (const ProblemType type : {ProblemType::UnsupportedVersion, ProblemType::UnknownAction}) {
        QCOMPARE(client::foundInSigned({type}).type, type);
        QVERIFY(!client::isContradiction({type}));
    }
}

void ReadFailureTest::aServerCannotRaiseTheAlarm()
{
    for (const ProblemType type : allProblemTypes()) {
        const Problem said = client::saidByServer({type, u"a detail"_s});
        QVERIFY2(!client::isContradiction(said), qPrintable(problemSlug(type)));
        QVERIFY(said.type == type || said.type == ProblemType::UnexpectedAnswer);
    }
}

void ReadFailureTest::aBareStatusIsARefusalToo()
{
    const auto typeOf = [](int status) {
        return client::ServerProblem::of({.status = status, .headers = {}, .body = "<html>"}).problem.type;
    };
    QCOMPARE(readFailureOf(typeOf(401)), ReadFailure::SessionOver);
    QCOMPARE(readFailureOf(typeOf(403)), ReadFailure::Refused);
    QCOMPARE(readFailureOf(typeOf(404)), ReadFailure::Refused);
    QCOMPARE(readFailureOf(typeOf(429)), ReadFailure::Unavailable);
    QCOMPARE(readFailureOf(typeOf(502)), ReadFailure::Unavailable);
}

ENIGM_TEST_MAIN(ReadFailureTest)
#include "ReadFailureTest.moc"
