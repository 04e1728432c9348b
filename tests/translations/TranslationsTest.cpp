#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/translations/TranslationFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;

/// Every text that a person sees has its translation: lupdate runs over the sources into copies of the .ts files, and
/// what it leaves there is finished and fits.
class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lupdateUnderstandsTheSources();
    void everyTextIsTranslated_data() { addLanguages(); }
    void everyTextIsTranslated();
    void noTranslationIsLeftOver_data() { addLanguages(); }
    void noTranslationIsLeftOver();
    void everyPlaceIsKept_data() { addLanguages(); }
    void everyPlaceIsKept();
    void endingsAreKept_data() { addLanguages(); }
    void endingsAreKept();
    void everyMarkedTextIsFound();
    void readsPlaces();

private:
    static void addLanguages();
    [[nodiscard]] std::vector<TranslatedText> updated(const QString &language) const;

    QTemporaryDir m_folder;
    QString m_root = qEnvironmentVariable("ENIGM_SOURCE_DIR");
    QString m_messages; ///< of lupdate
};

namespace {

QString originalOf(const QString &root, const QString &language)
{
    return root + u"/translations/enigm_%1.ts"_s.arg(language);
}

/// How a text ends, where that carries meaning: an ellipsis opens a window, a colon leads on, a stop ends a sentence.
QString endingOf(const QString &text)
{
    const QString last = text.trimmed().right(1);
    return u"….:?"_s.contains(last) ? last : QString();
}

QString report(const QStringList &lines)
{
    return lines.mid(0, 40).join(u'\n');
}

} // namespace

void TranslationsTest::addLanguages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("English plurals") << u"en"_s;
}

std::vector<TranslatedText> TranslationsTest::updated(const QString &language) const
{
    return readTranslationFile(m_folder.filePath(u"enigm_%1.ts"_s.arg(language)));
}

void TranslationsTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    for (const QString &language : {u"de"_s, u"en"_s})
        QVERIFY(QFile::copy(originalOf(m_root, language), m_folder.filePath(u"enigm_%1.ts"_s.arg(language))));

    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(m_root + u"/scripts/update-translations.sh"_s, {m_folder.path(), QStringLiteral(ENIGM_LUPDATE)});
    QVERIFY2(lupdate.waitForFinished(90'000), qPrintable(lupdate.errorString()));
    m_messages = QString::fromUtf8(lupdate.readAll());
    QVERIFY2(lupdate.exitCode() == 0, qPrintable(m_messages));
}

/// A text whose class lupdate does not find is filed under a context that tr() does not ask for.
void TranslationsTest::lupdateUnderstandsTheSources()
{
    static const QRegularExpression misread(
        u"(?:Qualifying with unknown|lacks Q_OBJECT|Cannot invoke tr|Unbalanced|Unterminated|Discarding)"_s);
    QStringList lines = m_messages.split(u'\n');
    lines = lines.filter(misread);
    QVERIFY2(lines.isEmpty(), qPrintable(report(lines)));
}

void TranslationsTest::everyTextIsTranslated()
{
    QFETCH(const QString, language);
    const auto texts = updated(language);
    QVERIFY(!texts.empty());
    QStringList missing;
    for (const TranslatedText &text : texts) {
        const bool isComplete = !text.forms.isEmpty() && !text.forms.contains(QString());
        const bool hasForms = !text.counts || text.forms.size() == 2;
        if (!text.state.isEmpty() || !isComplete || !hasForms)
            missing.append(text.name());
    }
    QVERIFY2(missing.isEmpty(), qPrintable("run the target update_translations and translate:\n"_L1 + report(missing)));
}

void TranslationsTest::noTranslationIsLeftOver()
{
    QFETCH(const QString, language);
    QStringList current;
    for (const TranslatedText &text : updated(language))
        current.append(text.name());
    QStringList leftOver;
    for (const TranslatedText &text : readTranslationFile(originalOf(m_root, language))) {
        if (!current.contains(text.name()))
            leftOver.append(text.name());
    }
    QVERIFY2(leftOver.isEmpty(), qPrintable("no source asks for these any more:\n"_L1 + report(leftOver)));
}

void TranslationsTest::everyPlaceIsKept()
{
    QFETCH(const QString, language);
    QStringList wrong;
    for (const TranslatedText &text : updated(language)) {
        for (const QString &form : text.forms) {
            if (placesOf(form) != placesOf(text.source))
                wrong.append(text.name() + " -> "_L1 + form);
        }
        if (text.counts != placesOf(text.source).contains(u"%n"_s))
            wrong.append(text.name() + " counts without %n, or the other way round"_L1);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(report(wrong)));
}

void TranslationsTest::endingsAreKept()
{
    QFETCH(const QString, language);
    QStringList wrong;
    for (const TranslatedText &text : updated(language)) {
        for (const QString &form : text.forms) {
            // Units are abbreviated with a stop in German.
            if (endingOf(form) != endingOf(text.source) && text.context != "TimeText"_L1)
                wrong.append(text.name() + " -> "_L1 + form);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(report(wrong)));
}

/// lupdate reads past a mark that stands inside a call of something named tr, and past marks made by macros of ours.
void TranslationsTest::everyMarkedTextIsFound()
{
    static const QRegularExpression mark(uR"re(QT_TRANSLATE_N?_?NOOP\(\s*"([^"]*)",\s*"([^"]*)")re"_s);
    QStringList sources;
    for (const TranslatedText &text : updated(u"de"_s))
        sources.append(text.name());

    QStringList lost;
    for (const QString &floor : {u"app"_s, u"views"_s, u"models"_s}) {
        QDirIterator files(QDir(m_root).filePath(floor), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString code = QString::fromUtf8(readFile(files.next()));
            for (auto marks = mark.globalMatch(code); marks.hasNext();) {
                const auto found = marks.next();
                const QString start = found.captured(1) + ": "_L1 + found.captured(2);
                if (!std::any_of(sources.begin(), sources.end(),
                                 [&start](const QString &source) { return source.startsWith(start); }))
                    lost.append(files.filePath() + ": "_L1 + start);
            }
        }
    }
    QVERIFY2(lost.isEmpty(), qPrintable(report(lost)));
}

void TranslationsTest::readsPlaces()
{
    QCOMPARE(placesOf(u"%1 of %2"_s), (QStringList{u"%1"_s, u"%2"_s}));
    QCOMPARE(placesOf(u"%2 von %1"_s), (QStringList{u"%1"_s, u"%2"_s}));
    QCOMPARE(placesOf(u"%n device(s), %L1"_s), (QStringList{u"%L1"_s, u"%n"_s}));
    QCOMPARE(placesOf(u"100 %"_s), QStringList());
}

ENIGM_TEST_MAIN(TranslationsTest)
#include "TranslationsTest.moc"
