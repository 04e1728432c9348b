#include "control-plane/http/Target.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::controlplane::http;
using namespace Qt::StringLiterals;

class TargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesPathAndQuery();
    void refusesWhatIsNoPlainPath_data();
    void refusesWhatIsNoPlainPath();
    void letsAHandlerRefuseParametersItDoesNotKnow();
    void readsIntegersExactly();
};

void TargetTest::decodesPathAndQuery()
{
    const auto target = Target::parse("/v1/devices/a%20b%C3%BC?filter=state%3Dtrusted%26x&limit=10&empty=&slash=a/b?c");
    QVERIFY(target);
    QCOMPARE(target->path, (std::vector<QString>{u"v1"_s, u"devices"_s, u"a bü"_s}));
    QCOMPARE(target->query.value(u"filter"), u"state=trusted&x"_s);
    QCOMPARE(target->query.value(u"limit"), u"10"_s);
    QCOMPARE(target->query.value(u"empty"), QString(u""_s));
    QCOMPARE(target->query.value(u"slash"), u"a/b?c"_s);
    QVERIFY(!target->query.value(u"absent"));
    QVERIFY(Target::parse("/")->path.empty());
    QCOMPARE(Target::parse("/a/")->path, (std::vector<QString>{u"a"_s, QString()}));
    QVERIFY(Target::parse("/a?")->query.isEmpty());
}

void TargetTest::refusesWhatIsNoPlainPath_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const QByteArray &text :
         {"*"_ba,           "http://a/b"_ba,  "a/b"_ba,    "//a"_ba,    "/a//b"_ba, "/./a"_ba,  "/a/../b"_ba,
          "/a/%2e%2e/b"_ba, "/a%2Fb"_ba,      "/a%"_ba,    "/a%2"_ba,   "/a%zz"_ba, "/a%00"_ba, "/a%0d%0a"_ba,
          "/a%ff"_ba,       "/a%c0%af"_ba,    "/a\\b"_ba,  "/a<b"_ba,   "/a#b"_ba,  "/a?b"_ba,  "/a?=b"_ba,
          "/a?b=1&"_ba,     "/a?b=1&&c=2"_ba, "/a?b=%"_ba, "/a?b=\""_ba})
        QTest::newRow(text.constData()) << text;
}

void TargetTest::refusesWhatIsNoPlainPath()
{
    QFETCH(const QByteArray, text);
    const auto target = Target::parse(text);
    QVERIFY(!target);
    QCOMPARE(target.error().type, ProblemType::MalformedRequest);
}

void TargetTest::letsAHandlerRefuseParametersItDoesNotKnow()
{
    const auto target = Target::parse("/a?after=1&limit=2");
    QVERIFY(target->query.only({u"limit", u"after"}));
    const auto refused = target->query.only({u"limit"});
    QCOMPARE(refused.error().type, ProblemType::UnknownMember);
    QCOMPARE(refused.error().where, u"after"_s);
    QCOMPARE(Target::parse("/a?b=1&b=1").error().type, ProblemType::DuplicateMember);
}

void TargetTest::readsIntegersExactly()
{
    const auto query = Target::parse("/a?ten=10&plus=+1&zero=01&word=x&big=101")->query;
    QCOMPARE(query.integer(u"ten", 1, 100, 50).value(), 10);
    QCOMPARE(query.integer(u"absent", 1, 100, 50).value(), 50);
    for (const QStringView name : {u"plus", u"zero"})
        QCOMPARE(query.integer(name, 1, 100, 50).error().type, ProblemType::OutOfRange);
    QCOMPARE(query.integer(u"word", 1, 100, 50).error().type, ProblemType::OutOfRange);
    QCOMPARE(query.integer(u"big", 1, 100, 50).error().where, u"big"_s);
}

ENIGM_TEST_MAIN(TargetTest)
#include "TargetTest.moc"
