#include "api-client/policies/FleetInputs.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using client::FleetInputs;
using policy::Input;

/// The inputs of a fleet, out of the pages that a server sends.
class FleetInputsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreWhatWasSent();
    void pagesAreJoined();
    void aSetOfGroupsIsOneWhateverItsPage();
    void anEmptyFleetIsAFleet();
    void whatCannotBeIsRefusedWhole_data();
    void whatCannotBeIsRefusedWhole();
    void aPageThatGoesBackIsRefused();
};

namespace {

const QString first = u"0197f9a0-0000-7000-8000-0000000000a0"_s;
const QString second = u"0197f9a0-0000-7000-8000-0000000000a1"_s;

/// Sorted.
std::vector<QString> handles(int count)
{
    std::vector<QString> texts;
    for (int i = 0; i < count; ++i) {
        const QByteArray digest = signing::sha256(QByteArray::number(i));
        std::array<char, fleet::DeviceHandle::size> bytes{};
        std::copy_n(digest.begin(), bytes.size(), bytes.begin());
        texts.push_back(fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes).text());
    }
    std::ranges::sort(texts);
    return texts;
}

json::Value encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

/// Two devices: one trusted, of the groups; one of which nothing is known.
json::Object page(const std::vector<QString> &devices, const std::optional<QString> &next = {})
{
    json::Object codes;
    for (const Input input : policy::allInputs().subspan(1, policy::deviceInputCount))
        codes.insert(QString(policy::toWord(input)), encoded(QByteArray("\1\0", 2)));
    return {{"codes"_L1, std::move(codes)},
            {"cursor"_L1, 17},
            {"devices"_L1, json::Array(devices.begin(), devices.end())},
            {"groups"_L1, json::Array{first, second}},
            {"next"_L1, next ? json::Value(*next) : json::Value()},
            {"set_of"_L1, encoded(QByteArray("\0\1\0\0", 4))},
            {"sets"_L1, json::Array{json::Value(), json::Array{0, 1}}},
            {"time"_L1, 1'800'000'000}};
}

} // namespace

void FleetInputsTest::rowsAreWhatWasSent()
{
    const auto devices = handles(2);
    FleetInputs inputs;
    const auto next = inputs.take(page(devices));
    QVERIFY2(next, next ? "" : qPrintable(next.error().toString()));
    QVERIFY(!*next);
    QCOMPARE(inputs.size(), 2U);
    QCOMPARE(inputs.handle(0).text(), devices[0]);
    QCOMPARE(inputs.rowOf(inputs.handle(1)), 1U);
    QVERIFY(!inputs.rowOf(fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {})));
    QCOMPARE(inputs.columns().column(Input::DeviceState)[0], 1);
    QCOMPARE(inputs.columns().at(0).groups(), inputs.groups().setOf({second, first}));
    QVERIFY(inputs.columns().at(1) == policy::DeviceInputs());
    QCOMPARE(inputs.cursor(), 17);
    QCOMPARE(inputs.time(), 1'800'000'000);
}

void FleetInputsTest::pagesAreJoined()
{
    const auto devices = handles(4);
    FleetInputs inputs;
    QCOMPARE(inputs.take(page({devices[0], devices[1]}, devices[1])).value(), devices[1]);
    json::Object rest = page({devices[2], devices[3]});
    rest.insert(u"cursor"_s, 18);
    QVERIFY(inputs.take(rest));
    QCOMPARE(inputs.size(), 4U);
    QCOMPARE(inputs.handle(3).text(), devices[3]);
    QCOMPARE(inputs.cursor(), 17); // what came after may be missing in the first page
}

void FleetInputsTest::aSetOfGroupsIsOneWhateverItsPage()
{
    const auto devices = handles(4);
    FleetInputs inputs;
    QVERIFY(inputs.take(page({devices[0], devices[1]}, devices[1])));
    json::Object rest = page({devices[2], devices[3]});
    rest.insert(u"groups"_s, json::Array{second, first});
    QVERIFY(inputs.take(rest));
    QCOMPARE(inputs.columns().groups()[0], inputs.columns().groups()[2]);
    QCOMPARE(inputs.columns().groupSets().size(), 2U);
}

void FleetInputsTest::anEmptyFleetIsAFleet()
{
    json::Object empty = page({});
    json::Object codes;
    for (const auto &[name, value] : empty.find("codes"_L1)->object())
        codes.insert(name, u""_s);
    empty.insert(u"codes"_s, codes);
    empty.insert(u"set_of"_s, u""_s);
    FleetInputs inputs;
    const auto next = inputs.take(empty);
    QVERIFY2(next, next ? "" : qPrintable(next.error().toString()));
    QVERIFY(!*next);
    QCOMPARE(inputs.size(), 0U);
}

void FleetInputsTest::whatCannotBeIsRefusedWhole_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<json::Value>("value");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const char *member, const json::Value &value, const char *where) {
        QTest::newRow(name) << QString::fromLatin1(member) << value << QString::fromLatin1(where);
    };
    const auto devices = handles(3);
    const json::Object codes = page(devices).find("codes"_L1)->object();
    const auto withColumn = [&codes](const QByteArray &bytes) {
        json::Object changed = codes;
        changed.insert(u"os_trust"_s, encoded(bytes));
        return changed;
    };
    row("a device too many", "devices", json::Array(devices.begin(), devices.end()), "/codes/device_state");
    row("devices out of order", "devices", json::Array{devices[1], devices[0]}, "/devices");
    row("a device twice", "devices", json::Array{devices[0], devices[0]}, "/devices");
    row("no handle", "devices", json::Array{devices[0], u"edh1"_s}, "/devices/1");
    row("a handle of others", "devices",
        json::Array{devices[0], fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Network, {}).text()},
        "/devices/1");
    row("a code too few", "codes", withColumn("\1"), "/codes/os_trust");
    row("a code that says nothing", "codes", withColumn("\1\77"), "/codes/os_trust");
    row("a set that is not there", "set_of", encoded(QByteArray("\0\1\0\2", 4)), "/set_of");
    row("a device without a set", "set_of", encoded(QByteArray("\0\1", 2)), "/set_of");
    row("a group that is not there", "sets", json::Array{json::Value(), json::Array{0, 2}}, "/sets");
    row("groups out of order", "sets", json::Array{json::Value(), json::Array{1, 0}}, "/sets/1");
    row("no group", "groups", json::Array{first, u"x"_s}, "/groups/1");
    row("a next page of others", "next", devices[0], "/next");
    row("no column", "codes", json::Object(), "/codes/device_state");
}

void FleetInputsTest::whatCannotBeIsRefusedWhole()
{
    QFETCH(QString, member);
    QFETCH(json::Value, value);
    const auto devices = handles(2);
    json::Object wrong = page(devices);
    wrong.insert(member, value);
    FleetInputs inputs;
    const auto taken = inputs.take(wrong);
    QVERIFY(!taken);
    QTEST(taken.error().where, "where");
    QCOMPARE(inputs.size(), 0U);
    QVERIFY(inputs.take(page(devices)));
}

void FleetInputsTest::aPageThatGoesBackIsRefused()
{
    const auto devices = handles(4);
    FleetInputs inputs;
    QVERIFY(inputs.take(page({devices[2], devices[3]}, devices[3])));
    QCOMPARE(inputs.take(page({devices[0], devices[1]})).error().type, ProblemType::UnexpectedAnswer);
    json::Object none = page({}, devices[3]);
    QVERIFY(!inputs.take(none));
    QCOMPARE(inputs.size(), 2U);
}

ENIGM_TEST_MAIN(FleetInputsTest)
#include "FleetInputsTest.moc"
