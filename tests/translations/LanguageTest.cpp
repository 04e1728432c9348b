#include "views/words/Language.h"

#include "tests/support/LogGuard.h"
#include "views/design/states/SampleBand.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"

#include <QApplication>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::views;

/// The console speaks the language of the person's locale.
class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void germanReadsItsStates();
    void germanReadsTextsOfClasses();
    void germanCounts();
    void germanReadsActsThatCountNothing();
    void englishCounts();
    void otherLanguagesReadEnglish();
};

void LanguageTest::germanReadsItsStates()
{
    const words::Language language(QLocale(u"de_DE"_s));
    QCOMPARE(language.name(), u"de_DE"_s);
    QCOMPARE(words::stateWord(fleet::DeviceState::Suspended).word, u"Ausgesetzt"_s);
}

void LanguageTest::germanReadsTextsOfClasses()
{
    const words::Language language(QLocale(u"de_AT"_s));
    QVERIFY(design::SampleBand::tr("Sample deployment. Its keys are published beside it and protect nothing.")
                .startsWith("Musterinstallation"_L1));
}

void LanguageTest::germanCounts()
{
    const words::Language language(QLocale(u"de_DE"_s));
    QCOMPARE(words::actionText(u"device.revoke"_s, 1).title, u"1 Gerät widerrufen"_s);
    QCOMPARE(words::actionText(u"device.revoke"_s, 12).title, u"12 Geräte widerrufen"_s);
}

void LanguageTest::germanReadsActsThatCountNothing()
{
    const words::Language language(QLocale(u"de_DE"_s));
    QCOMPARE(words::actionText(u"operator.admit"_s, 0).title, u"Einen Operator aufnehmen"_s);
    QCOMPARE(words::actionText(u"operator.admit"_s, 12).title, u"Einen Operator aufnehmen"_s);
}

void LanguageTest::englishCounts()
{
    const words::Language language(QLocale(u"en_GB"_s));
    QCOMPARE(words::actionText(u"device.revoke"_s, 1).title, u"Revoke 1 device"_s);
    QCOMPARE(words::actionText(u"device.revoke"_s, 12).title, u"Revoke 12 devices"_s);
}

void LanguageTest::otherLanguagesReadEnglish()
{
    const words::Language language(QLocale(u"ja_JP"_s));
    QCOMPARE(language.name(), u"en_US"_s);
    QCOMPARE(words::stateWord(fleet::DeviceState::Trusted).word, u"Trusted"_s);
    QCOMPARE(words::actionText(u"device.revoke"_s, 2).title, u"Revoke 2 devices"_s);
}

ENIGM_WIDGET_TEST_MAIN(LanguageTest)
#include "LanguageTest.moc"
