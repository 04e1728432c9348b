#include "contract/encoding/SafeText.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::encoding;

class SafeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textOfManyLanguagesIsTaken();
    void whatHasTwoReadingsIsRefused_data();
    void whatHasTwoReadingsIsRefused();
    void theRefusalNamesCharacterAndPosition();
    void textThatIsNotComposedIsRefused();
};

void SafeTextTest::textOfManyLanguagesIsTaken()
{
    for (const QString &text :
         {QString(), u"Lost in transit (ticket 4711)."_s, u"Gerät verloren – bitte sperren"_s, u"設備遺失"_s,
          u"फ़ोन खो गया"_s.normalized(QString::NormalizationForm_C), u"جهاز مفقود"_s, u"می\u200cخواهم"_s,
          u"Телефон утерян"_s, u"기기 분실"_s, u"ok \U0001f44d"_s, u"\U0001f468\u200d\U0001f469"_s})
        QVERIFY2(checkSafeText(text), qPrintable(text));
}

void SafeTextTest::whatHasTwoReadingsIsRefused_data()
{
    QTest::addColumn<char32_t>("first");
    QTest::addColumn<char32_t>("last");
    const auto row = [](const char *name, char32_t first, char32_t last) { QTest::newRow(name) << first << last; };
    row("C0", 0x00, 0x1f);
    row("DEL and C1", 0x7f, 0x9f);
    row("soft hyphen", 0xad, 0xad);
    row("Arabic letter mark", 0x61c, 0x61c);
    row("zero width space", 0x200b, 0x200b);
    row("direction marks", 0x200e, 0x200f);
    row("line and paragraph separator", 0x2028, 0x2029);
    row("embeddings and overrides", 0x202a, 0x202e);
    row("word joiner and invisible operators", 0x2060, 0x2064);
    row("isolates", 0x2066, 0x2069);
    row("byte order mark", 0xfeff, 0xfeff);
    row("annotation", 0xfff9, 0xfffb);
    row("tags", 0xe0000, 0xe007f);
    row("surrogates", 0xd800, 0xdfff);
    row("non-characters", 0xfdd0, 0xfdef);
    row("ends of plane 0", 0xfffe, 0xffff);
    row("ends of plane 1", 0x1fffe, 0x1ffff);
    row("ends of plane 16", 0x10fffe, 0x10ffff);
}

void SafeTextTest::whatHasTwoReadingsIsRefused()
{
    QFETCH(char32_t, first);
    QFETCH(char32_t, last);
    for (char32_t codePoint = first; codePoint <= last; ++codePoint) {
        const QString character = QChar::isSurrogate(codePoint) ? QString(QChar(static_cast<char16_t>(codePoint)))
                                                                : QStringView(QChar::fromUcs4(codePoint)).toString();
        for (const QString &text : {character, u"a"_s + character, character + u"z"_s, u"é"_s + character + u"z"_s}) {
            const auto checked = checkSafeText(text);
            QVERIFY2(!checked, qPrintable(QString::number(codePoint, 16)));
            QCOMPARE(checked.error().type, ProblemType::UnsafeText);
        }
    }
}

void SafeTextTest::theRefusalNamesCharacterAndPosition()
{
    const auto checked = checkSafeText(u"revoke \u202eegr"_s);
    QVERIFY(!checked);
    QCOMPARE(checked.error().detail, u"The text holds the bidirectional formatting character U+202E at position 8"_s);
    const auto tag = checkSafeText(u"\U000e0041"_s);
    QVERIFY(!tag);
    QVERIFY(tag.error().detail.contains(u"U+E0041"_s));
}

void SafeTextTest::textThatIsNotComposedIsRefused()
{
    QVERIFY(checkSafeText(u"\u00e9"_s));
    QVERIFY(!checkSafeText(u"e\u0301"_s));
    QVERIFY(!checkSafeText(u"\u212b"_s));        // the Angstrom sign has a canonical letter
    QVERIFY(!checkSafeText(u"a\u0315\u0300"_s)); // marks out of order
    QVERIFY(!checkSafeText(u"\u1100\u1161"_s));  // Hangul that composes
}

ENIGM_TEST_MAIN(SafeTextTest)
#include "SafeTextTest.moc"
