#include "contract/json/ObjectReader.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::Expected;
using enigm::Problem;
using enigm::ProblemType;
using enigm::refuse;
using namespace enigm::json;

namespace {

struct Item
{
    qint64 count = 0;
    bool operator==(const Item &) const = default;
};

Expected<Item> readItem(const Value &value, const QString &pointer)
{
    ObjectReader reader(value, pointer);
    const Item item{.count = reader.integer("count"_L1, 1, 9)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return item;
}

/// Reads one member by `read` from the object text, and answers the problem.
template <typename Read>
std::optional<Problem> problemOf(const QByteArray &text, Read read)
{
    const auto value = parse(text);
    if (!value)
        return value.error();
    ObjectReader reader(*value);
    read(reader);
    const auto done = reader.finish();
    return done ? std::nullopt : std::optional(done.error());
}

} // namespace

class ObjectReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsRead();
    void aMemberThatIsMissingIsNamed();
    void aMemberThatIsUnknownIsNamed();
    void aWrongKindIsRefused();
    void aNumberOutsideItsRangeIsRefused();
    void bytesMustBeExactAndOfTheirSize();
    void theFirstProblemIsKept();
    void nestedPlacesAreJsonPointers();
    void anythingButAnObjectIsRefused();
    void anOptionalMemberMayBeMissing();
};

void ObjectReaderTest::everyMemberIsRead()
{
    const auto value = parse("{\"b\":true,\"bytes\":\"AAEC\",\"i\":7,\"item\":{\"count\":3},\"items\":[{\"count\":1},"
                             "{\"count\":2}],\"n\":null,\"t\":\"x\",\"ts\":[\"a\",\"b\"],"
                             "\"u\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"v\":[]}"_ba);
    QVERIFY(value);
    ObjectReader reader(*value);
    QCOMPARE(reader.boolean("b"_L1), true);
    QCOMPARE(reader.bytes("bytes"_L1, 3), QByteArray("\x00\x01\x02", 3));
    QCOMPARE(reader.integer("i"_L1), 7);
    QCOMPARE(reader.with("item"_L1, readItem), Item{3});
    QCOMPARE(reader.list("items"_L1, readItem), (std::vector<Item>{{1}, {2}}));
    QVERIFY(!reader.textOrNull("n"_L1));
    QVERIFY(!reader.integerOrNull("n"_L1));
    QVERIFY(!reader.bytesOrNull("n"_L1));
    QCOMPARE(reader.textOrNull("t"_L1), u"x"_s);
    QCOMPARE(reader.text("t"_L1), u"x"_s);
    QCOMPARE(reader.texts("ts"_L1), (std::vector<QString>{u"a"_s, u"b"_s}));
    QCOMPARE(reader.uuid("u"_L1), u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s);
    QVERIFY(reader.value("v"_L1).array().empty());
    QVERIFY(reader.finish());
}

void ObjectReaderTest::aMemberThatIsMissingIsNamed()
{
    const auto problem = problemOf("{}"_ba, [](ObjectReader &reader) { (void)reader.text("reason"_L1); });
    QVERIFY(problem);
    QCOMPARE(problem->type, ProblemType::MissingMember);
    QCOMPARE(problem->where, u"/reason"_s);
}

void ObjectReaderTest::aMemberThatIsUnknownIsNamed()
{
    const auto problem =
        problemOf("{\"a\":1,\"x/y~z\":2}"_ba, [](ObjectReader &reader) { (void)reader.integer("a"_L1); });
    QVERIFY(problem);
    QCOMPARE(problem->type, ProblemType::UnknownMember);
    QCOMPARE(problem->where, u"/x~1y~0z"_s);
}

void ObjectReaderTest::aWrongKindIsRefused()
{
    const QByteArray number = "{\"a\":1}"_ba;
    const QByteArray text = "{\"a\":\"1\"}"_ba;
    const QByteArray null = "{\"a\":null}"_ba;
    const auto typeOf = [](const QByteArray &json, auto read) {
        const auto problem = problemOf(json, read);
        return problem ? enigm::problemSlug(problem->type) : u"none"_s;
    };
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.text("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.boolean("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.textOrNull("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.bytes("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.bytesOrNull("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.texts("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.uuid("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(number, [](ObjectReader &r) { (void)r.with("a"_L1, readItem); }), u"wrong-type"_s);
    QCOMPARE(typeOf(text, [](ObjectReader &r) { (void)r.integer("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(text, [](ObjectReader &r) { (void)r.integerOrNull("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(null, [](ObjectReader &r) { (void)r.text("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf("{\"a\":[1]}"_ba, [](ObjectReader &r) { (void)r.texts("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf("{\"a\":1.5}"_ba, [](ObjectReader &r) { (void)r.integer("a"_L1); }), u"wrong-type"_s);
    QCOMPARE(typeOf(text, [](ObjectReader &r) { (void)r.uuid("a"_L1); }), u"malformed-encoding"_s);
}

void ObjectReaderTest::aNumberOutsideItsRangeIsRefused()
{
    const auto typeOf = [](const QByteArray &json, qint64 least, qint64 most) {
        const auto problem = problemOf(json, [&](ObjectReader &r) { (void)r.integer("a"_L1, least, most); });
        return problem ? enigm::problemSlug(problem->type) : u"none"_s;
    };
    QCOMPARE(typeOf("{\"a\":1}"_ba, 1, 9), u"none"_s);
    QCOMPARE(typeOf("{\"a\":9}"_ba, 1, 9), u"none"_s);
    QCOMPARE(typeOf("{\"a\":0}"_ba, 1, 9), u"out-of-range"_s);
    QCOMPARE(typeOf("{\"a\":10}"_ba, 1, 9), u"out-of-range"_s);
    const auto negative = problemOf("{\"a\":-1}"_ba, [](ObjectReader &r) { (void)r.integerOrNull("a"_L1); });
    QVERIFY(negative);
    QCOMPARE(negative->type, ProblemType::OutOfRange);
}

void ObjectReaderTest::bytesMustBeExactAndOfTheirSize()
{
    const auto typeOf = [](const QByteArray &json) {
        const auto problem = problemOf(json, [](ObjectReader &r) { (void)r.bytes("a"_L1, 2); });
        return problem ? enigm::problemSlug(problem->type) + problem->where : u"none"_s;
    };
    QCOMPARE(typeOf("{\"a\":\"AAE\"}"_ba), u"none"_s);
    QCOMPARE(typeOf("{\"a\":\"AAEC\"}"_ba), u"out-of-range/a"_s);
    QCOMPARE(typeOf("{\"a\":\"AAF\"}"_ba), u"malformed-encoding/a"_s);
    QCOMPARE(typeOf("{\"a\":\"AAE=\"}"_ba), u"malformed-encoding/a"_s);
    QCOMPARE(typeOf("{\"a\":\"\xc4\x81\x41\x45\"}"_ba), u"malformed-encoding/a"_s);
}

void ObjectReaderTest::theFirstProblemIsKept()
{
    const auto problem = problemOf("{\"a\":1,\"b\":2}"_ba, [](ObjectReader &reader) {
        (void)reader.text("b"_L1);
        QVERIFY(reader.hasFailed());
        QCOMPARE(reader.integer("a"_L1), 0);
        (void)reader.boolean("c"_L1);
        reader.fail({ProblemType::Internal, {}, {}});
    });
    QVERIFY(problem);
    QCOMPARE(problem->type, ProblemType::WrongType);
    QCOMPARE(problem->where, u"/b"_s);
}

void ObjectReaderTest::nestedPlacesAreJsonPointers()
{
    const auto problem = problemOf("{\"items\":[{\"count\":1},{\"count\":10}]}"_ba,
                                   [](ObjectReader &reader) { (void)reader.list("items"_L1, readItem); });
    QVERIFY(problem);
    QCOMPARE(problem->type, ProblemType::OutOfRange);
    QCOMPARE(problem->where, u"/items/1/count"_s);
}

void ObjectReaderTest::anythingButAnObjectIsRefused()
{
    for (const Value &value : {Value(), Value(1), Value(u"x"_s), Value(Array{})}) {
        ObjectReader reader(value, u"/here"_s);
        QVERIFY(reader.text("a"_L1).isEmpty());
        QVERIFY(!reader.optional("a"_L1));
        const auto done = reader.finish();
        QVERIFY(!done);
        QCOMPARE(done.error().type, ProblemType::WrongType);
        QCOMPARE(done.error().where, u"/here"_s);
    }
}

void ObjectReaderTest::anOptionalMemberMayBeMissing()
{
    const Value value(Object{{"a"_L1, 1}});
    ObjectReader reader(value);
    QVERIFY(!reader.optional("b"_L1));
    QCOMPARE(reader.optional("a"_L1), Value(1));
    QVERIFY(reader.finish());
}

ENIGM_TEST_MAIN(ObjectReaderTest)
#include "ObjectReaderTest.moc"
