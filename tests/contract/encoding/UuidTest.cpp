#include "contract/encoding/Uuid.h"

#include "tests/support/LogGuard.h"

#include <QSet>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::encoding;

class UuidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshIdCarriesItsTimeAndVersion();
    void idsDiffer();
    void laterIdsSortLater();
    void otherFormsAreRefused_data();
    void otherFormsAreRefused();
};

void UuidTest::aFreshIdCarriesItsTimeAndVersion()
{
    const qint64 time = 0x017f22e279b0; // the example of RFC 9562 appendix A.6
    const QString id = makeUuid7(time);
    QVERIFY(id.startsWith(u"017f22e2-79b0-7"_s));
    QVERIFY(parseUuid7(id));
    const QUuid uuid = QUuid::fromString(id);
    QCOMPARE(uuid.toString(QUuid::WithoutBraces), id);
    QCOMPARE(uuid.variant(), QUuid::DCE);
    QVERIFY(parseUuid7(u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s));
}

void UuidTest::idsDiffer()
{
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(makeUuid7(1'700'000'000'000));
    QCOMPARE(seen.size(), 1000);
}

void UuidTest::laterIdsSortLater()
{
    QString previous;
    for (qint64 time = 1'700'000'000'000; time < 1'700'000'000'100; ++time) {
        const QString id = makeUuid7(time);
        QVERIFY(id > previous);
        previous = id;
    }
}

void UuidTest::otherFormsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("upper case") << u"017F22E2-79B0-7CC3-98C4-DC0C0C07398F"_s;
    QTest::newRow("version 4") << u"017f22e2-79b0-4cc3-98c4-dc0c0c07398f"_s;
    QTest::newRow("another variant") << u"017f22e2-79b0-7cc3-c8c4-dc0c0c07398f"_s;
    QTest::newRow("braces") << u"{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}"_s;
    QTest::newRow("no hyphens") << u"017f22e279b07cc398c4dc0c0c07398f"_s;
    QTest::newRow("hyphen moved") << u"017f22e-279b0-7cc3-98c4-dc0c0c07398f"_s;
    QTest::newRow("not hexadecimal") << u"017f22e2-79b0-7cc3-98c4-dc0c0c07398g"_s;
    QTest::newRow("full-width digit") << u"\uff1017f22e2-79b0-7cc3-98c4-dc0c0c07398"_s;
    QTest::newRow("too short") << u"017f22e2-79b0-7cc3-98c4-dc0c0c07398"_s;
}

void UuidTest::otherFormsAreRefused()
{
    QFETCH(QString, text);
    const auto parsed = parseUuid7(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().type, ProblemType::MalformedEncoding);
}

ENIGM_TEST_MAIN(UuidTest)
#include "UuidTest.moc"
