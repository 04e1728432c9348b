#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::json;

/// The published files that every parser must accept (y_), must refuse (n_) or may treat as it likes (i_).
class JsonTestSuiteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachFileGetsItsVerdict_data();
    void eachFileGetsItsVerdict();
    void noPrefixOfAFileCrashes();

private:
    QDir m_files;
};

void JsonTestSuiteTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_files = QDir(enigm::test::vectorsDirectory() + u"/jsontestsuite/test_parsing"_s);
    QVERIFY(m_files.entryList({u"*.json"_s}).size() > 200);
}

void JsonTestSuiteTest::eachFileGetsItsVerdict_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : m_files.entryList({u"*.json"_s}))
        QTest::newRow(qPrintable(name)) << name;
}

void JsonTestSuiteTest::eachFileGetsItsVerdict()
{
    QFETCH(QString, name);
    const auto value = parse(enigm::test::readFile(m_files.filePath(name)));
    if (name.startsWith(u"y_object_duplicated_key"_s)) { // I-JSON refuses what JSON leaves open
        QVERIFY(!value);
        QCOMPARE(value.error().type, enigm::ProblemType::DuplicateMember);
    } else if (name.startsWith(u"y_"_s)) {
        QVERIFY2(value, qPrintable(value ? QString() : value.error().toString()));
        QVERIFY(parse(canonical(*value)));
    } else if (name.startsWith(u"n_"_s)) {
        QVERIFY(!value);
    } else if (name.startsWith(u"i_string"_s) || name.contains(u"BOM"_s) || name.startsWith(u"i_object_key"_s)) {
        QVERIFY(!value); // bad UTF-8, other encodings, lone surrogates, byte order marks
    }
}

void JsonTestSuiteTest::noPrefixOfAFileCrashes()
{
    for (const QString &name : m_files.entryList({u"*.json"_s})) {
        const QByteArray text = enigm::test::readFile(m_files.filePath(name));
        for (qsizetype size = 0; size < qMin<qsizetype>(text.size(), 200); ++size) {
            (void)parse(text.first(size));
            (void)parseSigned(text.first(size));
        }
    }
}

ENIGM_TEST_MAIN(JsonTestSuiteTest)
#include "JsonTestSuiteTest.moc"
