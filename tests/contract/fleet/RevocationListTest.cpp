#include "contract/fleet/RevocationList.h"

#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

class RevocationListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serialsAreComparedAsNumbers();
    void anUnknownStatusCountsAsRevoked();
    void aMalformedListIsRefused_data();
    void aMalformedListIsRefused();
    void thePublishedListIsRead();
};

void RevocationListTest::serialsAreComparedAsNumbers()
{
    const auto list =
        RevocationList::parse(R"({"entries":{"00Ab12":{"status":"REVOKED"},"0":{"status":"SUSPENDED"}}})");
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QVERIFY(list->contains(u"ab12"_s));
    QVERIFY(list->contains(u"0"_s));
    QVERIFY(!list->contains(u"ab1"_s));
    QVERIFY(RevocationList::parse(R"({"entries":{}})"));
}

void RevocationListTest::anUnknownStatusCountsAsRevoked()
{
    QVERIFY(
        RevocationList::parse(R"({"entries":{"1":{"status":"DOUBTED","expires":"2030-01-01"}}})")->contains(u"1"_s));
}

void RevocationListTest::aMalformedListIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << "entries"_ba;
    QTest::newRow("a list") << "[]"_ba;
    QTest::newRow("no entries") << "{}"_ba;
    QTest::newRow("entries as a list") << R"({"entries":[]})"_ba;
    QTest::newRow("an entry as a text") << R"({"entries":{"1":"REVOKED"}})"_ba;
    QTest::newRow("no status") << R"({"entries":{"1":{}}})"_ba;
    QTest::newRow("a number for a status") << R"({"entries":{"1":{"status":1}}})"_ba;
    QTest::newRow("a serial that is no number") << R"({"entries":{"xyz":{"status":"REVOKED"}}})"_ba;
    QTest::newRow("an empty serial") << R"({"entries":{"":{"status":"REVOKED"}}})"_ba;
    QTest::newRow("an entry twice") << R"({"entries":{"1":{"status":"REVOKED"},"1":{"status":"REVOKED"}}})"_ba;
}

void RevocationListTest::aMalformedListIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!RevocationList::parse(text));
}

void RevocationListTest::thePublishedListIsRead()
{
    if (test::vectorsDirectory().isEmpty())
        QSKIP("the vectors are missing");
    const auto list = RevocationList::parse(
        test::readFile(test::attestationFolder() + u"google+android-key-attestation/status.json"_s));
    QVERIFY(list);
    QCOMPARE(list->size(), 5);
    QVERIFY(list->contains(u"6681152659205225093"_s));
    QVERIFY(list->contains(u"cc66e9a93713b6e643b26c15879786f7"_s));
}

ENIGM_TEST_MAIN(RevocationListTest)
#include "RevocationListTest.moc"
