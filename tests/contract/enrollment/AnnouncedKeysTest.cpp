#include "contract/encoding/Base64Url.h"
#include "contract/enrollment/ProfileTerms.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// The list of keys that a supplier announces, as people keep such lists.
class AnnouncedKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSpellingsAreRead();
    void whatIsNoListIsRefused_data();
    void whatIsNoListIsRefused();
    void aListHasAnEnd();
};

namespace {

const QByteArray one(32, '\x01');
const QByteArray two(32, '\xfe');

} // namespace

void AnnouncedKeysTest::bothSpellingsAreRead()
{
    const QByteArray text = "# of the spring batch\r\n\n" + encoding::toBase64Url(one) + "\r\n  " +
                            two.toHex().toUpper() + "   # the second\n" + one.toHex(':') + "\n";
    const auto keys = require(enrollment::parseAnnouncedKeys(text));
    QCOMPARE(keys, (std::vector{one, two})); // each once, in the order of the file
}

void AnnouncedKeysTest::whatIsNoListIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("slug");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &text, const QString &slug, const QString &where) {
        QTest::newRow(name) << text << slug << where;
    };
    row("nothing", {}, u"out-of-range"_s, {});
    row("only remarks", "# nobody\n\n", u"out-of-range"_s, {});
    row("a word", one.toHex() + "\nkey\n", u"malformed-encoding"_s, u"line 2"_s);
    row("too short", one.toHex().chopped(2), u"malformed-encoding"_s, u"line 1"_s);
    row("too long", one.toHex() + "00", u"malformed-encoding"_s, u"line 1"_s);
    row("no digits", "\n" + QByteArray(64, 'g'), u"malformed-encoding"_s, u"line 2"_s);
    row("padded", encoding::toBase64Url(one) + '=', u"malformed-encoding"_s, u"line 1"_s);
    row("two on a line", one.toHex() + ' ' + two.toHex(), u"malformed-encoding"_s, u"line 1"_s);
}

void AnnouncedKeysTest::whatIsNoListIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, slug);
    QFETCH(const QString, where);
    const auto keys = enrollment::parseAnnouncedKeys(text);
    QCOMPARE(outcomeOf(keys), slug);
    QCOMPARE(keys.error().where, where);
}

void AnnouncedKeysTest::aListHasAnEnd()
{
    QByteArray text;
    for (std::size_t number = 0; number < enrollment::mostAnnouncedKeys; ++number)
        text += QByteArray::number(qulonglong(number), 16).rightJustified(64, '0') + '\n';
    QCOMPARE(require(enrollment::parseAnnouncedKeys(text)).size(), enrollment::mostAnnouncedKeys);
    text += one.toHex();
    const auto keys = enrollment::parseAnnouncedKeys(text);
    QCOMPARE(outcomeOf(keys), u"out-of-range"_s);
    QCOMPARE(keys.error().where, u"line 1001"_s);
}

ENIGM_TEST_MAIN(AnnouncedKeysTest)
#include "AnnouncedKeysTest.moc"
