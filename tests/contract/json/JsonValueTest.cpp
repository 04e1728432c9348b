#include "contract/json/JsonValue.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::json;

class JsonValueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindKeepsItsValue();
    void valuesCompareDeeply();
    void membersStandInTheOrderOfTheirCodeUnits();
    void aLaterMemberReplacesAnEarlierOne();
    void aNewMemberDoesNotReplace();
    void membersInAnyOrderBecomeAnObject();
};

void JsonValueTest::everyKindKeepsItsValue()
{
    QVERIFY(Value().isNull());
    QVERIFY(Value(nullptr).isNull());
    QCOMPARE(Value(true).boolean(), true);
    QCOMPARE(Value(7).kind(), Value::Kind::Integer);
    QCOMPARE(Value(qint64(-7)).integer(), -7);
    QCOMPARE(Value(7).number(), 7.0);
    QCOMPARE(Value(0.5).number(), 0.5);
    QCOMPARE(Value("x"_L1).text(), u"x"_s);
    QCOMPARE(Value(u"y"_s).text(), u"y"_s);
    QCOMPARE(Value(Array{1, 2}).array().size(), 2U);
    QCOMPARE(Value(Object{{"a"_L1, 1}}).object().size(), 1U);
}

void JsonValueTest::valuesCompareDeeply()
{
    const auto make = [](int leaf) { return Value(Object{{"a"_L1, Array{1, Object{{"b"_L1, leaf}}}}}); };
    QVERIFY(make(1) == make(1));
    QVERIFY(make(1) != make(2));
    QVERIFY(Value(1) != Value(1.5));
    QVERIFY(Value() != Value(false));
    QVERIFY(Value(u"1"_s) != Value(1));
}

void JsonValueTest::membersStandInTheOrderOfTheirCodeUnits() // RFC 8785 section 3.2.3
{
    Object object;
    for (const QString &name : {u"€"_s, u"\r"_s, u"\ufb33"_s, u"1"_s, u"\U0001f600"_s, u"\u0080"_s, u"ö"_s})
        object.insert(name, {});
    QStringList names;
    for (const Object::Member &member : object)
        names += member.name;
    QCOMPARE(names, (QStringList{u"\r"_s, u"1"_s, u"\u0080"_s, u"ö"_s, u"€"_s, u"\U0001f600"_s, u"\ufb33"_s}));
}

void JsonValueTest::aLaterMemberReplacesAnEarlierOne()
{
    Object object{{"a"_L1, 1}, {"a"_L1, 2}};
    QCOMPARE(object.size(), 1U);
    object.insert(u"a"_s, 3);
    QCOMPARE(object.find(u"a")->integer(), 3);
    QCOMPARE(object.find("a"_L1)->integer(), 3);
    QCOMPARE(object.placeOf("a"_L1), std::size_t(0));
    QVERIFY(!object.find(u"A"));
    QVERIFY(!object.placeOf("aa"_L1));
}

void JsonValueTest::aNewMemberDoesNotReplace()
{
    Object object;
    QVERIFY(object.insertNew(u"a"_s, 1));
    QVERIFY(!object.insertNew(u"a"_s, 2));
    QCOMPARE(object.find(u"a")->integer(), 1);
}

void JsonValueTest::membersInAnyOrderBecomeAnObject()
{
    const auto object = Object::fromMembers({{u"b"_s, 1}, {u"a"_s, 2}});
    QVERIFY(object);
    QCOMPARE(*object, (Object{{"a"_L1, 2}, {"b"_L1, 1}}));
    QVERIFY(!Object::fromMembers({{u"b"_s, 1}, {u"a"_s, 2}, {u"b"_s, 1}}));
}

ENIGM_TEST_MAIN(JsonValueTest)
#include "JsonValueTest.moc"
