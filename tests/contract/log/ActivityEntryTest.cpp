#include "contract/log/ActivityEntry.h"

#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/log/GovernanceEntry.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace enigm;
using namespace enigm::log;
using namespace Qt::StringLiterals;

/// Whoever reads a log reads each entry in one way.
class ActivityEntryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVocabularyIsClosed();
    void aLeafIsCanonicalJson();
    void everyChangedByteChangesTheMeaning();
    void otherSpellingsAreRefused_data();
    void otherSpellingsAreRefused();
    void aThousandHandlesFitAndOneMoreDoesNot();
    void bodiesAreSalted();
    void governanceEntriesAreStrict();
};

namespace {

QString handle(int number)
{
    // Handles are read by shape here; their checksum is judged where a device is looked up.
    const QString characters = u"qpzry9x8gf2tvdw0s3jn54khce6mua7l"_s;
    QString text = u"edh1"_s;
    for (int i = 0; i < 28; ++i)
        text += characters[0];
    std::array<QChar, 2> end{characters[(number / 32) % 32], characters[number % 32]};
    return text + end[0] + end[1];
}

std::vector<QString> handles(int count)
{
    std::vector<QString> result;
    for (int i = 0; i < count; ++i)
        result.push_back(handle(i));
    std::ranges::sort(result);
    return result;
}

ActivityEntry sample()
{
    return {.index = 41,
            .time = 1'800'000'000,
            .category = Category::DeviceLifecycle,
            .action = u"change.executed"_s,
            .resource = Resource::Device,
            .actor = u"control-plane"_s,
            .outcome = Outcome::Skipped,
            .change = signing::sha256("change"),
            .handles = handles(3),
            .governanceSize = 7,
            .body = signing::sha256("body")};
}

ActivityEntry bare()
{
    ActivityEntry entry = sample();
    entry.change.reset();
    entry.body.reset();
    entry.handles.clear();
    entry.actor = u"01a3185c-5000-72f6-bf54-10920f356405"_s;
    return entry;
}

QString problem(const QByteArray &leaf)
{
    const auto entry = ActivityEntry::parse(leaf);
    return entry ? u"accepted"_s : problemSlug(entry.error().type);
}

} // namespace

void ActivityEntryTest::theVocabularyIsClosed()
{
    QCOMPARE(allCategories().size(), 8U);
    QCOMPARE(allResources().size(), 16U);
    for (const Category category : allCategories())
        QCOMPARE(categoryOf(word(category)), std::optional(category));
    for (const Resource resource : allResources())
        QCOMPARE(resourceOf(word(resource)), std::optional(resource));
    for (const Outcome outcome : {Outcome::Done, Outcome::Refused, Outcome::Failed, Outcome::Skipped})
        QCOMPARE(outcomeOf(word(outcome)), std::optional(outcome));
    QVERIFY(!categoryOf(u"App-access"));
    QVERIFY(!resourceOf(u""));
    QVERIFY(!outcomeOf(u"done "));
}

void ActivityEntryTest::aLeafIsCanonicalJson()
{
    for (const ActivityEntry &entry : {sample(), bare()}) {
        const QByteArray leaf = entry.toLeaf();
        const auto value = json::parseSigned(leaf);
        QVERIFY(value.has_value());
        QCOMPARE(value->object().size(), 12U);
        QCOMPARE(json::canonical(*value), leaf);
        const auto read = ActivityEntry::parse(leaf);
        QVERIFY(read.has_value());
        QVERIFY(*read == entry);
    }
    const QByteArray leaf = sample().toLeaf();
    const auto view = ActivityEntryView::scan(leaf);
    QCOMPARE(view->handleCount, 3);
    for (qsizetype i = 0; i < 3; ++i)
        QCOMPARE(QString::fromLatin1(view->handle(i)), sample().handles[static_cast<std::size_t>(i)]);
}

void ActivityEntryTest::everyChangedByteChangesTheMeaning()
{
    for (const ActivityEntry &entry : {sample(), bare()}) {
        const QByteArray leaf = entry.toLeaf();
        for (qsizetype at = 0; at < leaf.size(); ++at) {
            for (int value = 0; value < 256; ++value) {
                QByteArray changed = leaf;
                changed[at] = static_cast<char>(value);
                if (changed == leaf)
                    continue;
                const auto read = ActivityEntry::parse(changed);
                if (read) {
                    QVERIFY(*read != entry);
                    QCOMPARE(read->toLeaf(), changed);
                }
            }
        }
        for (qsizetype length = 0; length < leaf.size(); ++length)
            QVERIFY(!ActivityEntry::parse(leaf.first(length)));
        QVERIFY(!ActivityEntry::parse(leaf + ' '));
    }
}

void ActivityEntryTest::otherSpellingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to) {
        QTest::newRow(name) << from << to;
    };
    row("space", R"("index":41)", R"("index": 41)");
    row("leading zero", R"("index":41)", R"("index":041)");
    row("negative", R"("index":41)", R"("index":-1)");
    row("exponent", R"("index":41)", R"("index":4e1)");
    row("too large", R"("index":41)", R"("index":9007199254740992)");
    row("much too large", R"("index":41)", R"("index":99999999999999999999)");
    row("no number", R"("index":41)", R"("index":)");
    row("text", R"("index":41)", R"("index":"41")");
    row("version", R"("v":1)", R"("v":2)");
    row("category", "device-lifecycle", "device-life");
    row("escape", "control-plane", "control\\u002dplane");
    row("actor", "control-plane", "control-plan");
    row("actor with a name", "control-plane", "Alice");
    row("action", "change.executed", "change..executed");
    row("upper case", "change.executed", "Change.executed");
    row("no action", "change.executed", "");
    row("digest null text", R"("change":")", R"("change":null,"x":")");
    row("handle prefix", R"(["edh1)", R"(["edn1)");
    row("member twice", R"("v":1)", R"("v":1,"v":1)");
    row("another member", R"("v":1)", R"("v":1,"w":1)");
    row("array comma", R"(],"index")", R"(,],"index")");
}

void ActivityEntryTest::otherSpellingsAreRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QByteArray leaf = sample().toLeaf();
    QVERIFY(leaf.contains(from));
    leaf.replace(leaf.indexOf(from), from.size(), to);
    QCOMPARE(problem(leaf), u"not-canonical"_s);
}

void ActivityEntryTest::aThousandHandlesFitAndOneMoreDoesNot()
{
    ActivityEntry entry = sample();
    entry.handles = handles(1000);
    QByteArray leaf = entry.toLeaf();
    QVERIFY(leaf.size() <= ActivityEntry::maxLeafBytes);
    QCOMPARE(problem(leaf), u"accepted"_s);
    leaf.replace("[\"", "[\"" + handle(0).toLatin1() + "\",\"");
    QCOMPARE(problem(leaf), u"not-canonical"_s); // twice the first
    const auto more = handles(1001);
    QByteArray list;
    for (const QString &each : more)
        list += (list.isEmpty() ? "\"" : ",\"") + each.toLatin1() + '"';
    leaf = entry.toLeaf();
    const qsizetype begin = leaf.indexOf('[') + 1;
    leaf.replace(begin, leaf.indexOf(']') - begin, list);
    QCOMPARE(problem(leaf), u"not-canonical"_s);
    const std::vector<QString> unsorted{handles(2)[1], handles(2)[0]};
    leaf = sample().toLeaf();
    const qsizetype start = leaf.indexOf('[') + 1;
    leaf.replace(start, leaf.indexOf(']') - start,
                 '"' + unsorted[0].toLatin1() + "\",\"" + unsorted[1].toLatin1() + '"');
    QCOMPARE(problem(leaf), u"not-canonical"_s);
    QCOMPARE(problem(QByteArray(70'000, ' ')), u"too-large"_s);
}

void ActivityEntryTest::bodiesAreSalted()
{
    const json::Value value = json::Object{{"problem"_L1, u"drifted"_s}};
    const ActivityBody first = ActivityBody::make(value);
    const ActivityBody second = ActivityBody::make(value);
    QCOMPARE(first.salt.size(), 16);
    QVERIFY(first.digest() != second.digest());
    QCOMPARE(first.digest(), signing::sha256(first.salt, R"({"problem":"drifted"})"));
}

void ActivityEntryTest::governanceEntriesAreStrict()
{
    const GovernanceEntry entry{.index = 3,
                                .kind = u"key.add"_s,
                                .change = "a.b.c",
                                .approvals = {"d.e.f"},
                                .fact = json::Object{{"time"_L1, 5}},
                                .activity = {.size = 9, .root = signing::sha256("root")}};
    const QByteArray leaf = entry.toLeaf();
    const auto read = GovernanceEntry::parse(leaf);
    QVERIFY(read.has_value());
    QCOMPARE(read->toLeaf(), leaf);
    for (qsizetype at = 0; at < leaf.size(); ++at) {
        QByteArray changed = leaf;
        changed[at] = static_cast<char>(leaf[at] ^ 1);
        if (const auto other = GovernanceEntry::parse(changed))
            QCOMPARE(other->toLeaf(), changed);
    }
    QByteArray extended = leaf;
    extended.replace(R"("v":1)", R"("v":1,"w":1)");
    QVERIFY(!GovernanceEntry::parse(extended));
    QCOMPARE(problemSlug(GovernanceEntry::parse(QByteArray(70'000, ' ')).error().type), u"too-large"_s);
}

ENIGM_TEST_MAIN(ActivityEntryTest)
#include "ActivityEntryTest.moc"
