#include "contract/encoding/SafeText.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::encoding;

class FreeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAdministratorsReasonIsTaken_data();
    void anAdministratorsReasonIsTaken();
    void markUpIsRefused_data();
    void markUpIsRefused();
    void aDirectIdentifierIsRefusedByName_data();
    void aDirectIdentifierIsRefusedByName();
    void aLongTextIsRefused();
    void unsafeTextIsRefusedFirst();
};

void FreeTextTest::anAdministratorsReasonIsTaken_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text) { QTest::newRow(qPrintable(text)) << text; };
    row(u"Lost in transit, ticket INC0012345678901"_s);
    row(u"Stolen on 2026-11-22 between 12:30:45 and 13:00"_s);
    row(u"a < b & b > c; 3<4, R&D"_s);
    row(u"Release 14.2.1 broke boot; back to 14.2.0"_s);
    row(u"edh1 qpzr y9x8 gf2t vdw0 s3jn 54kh ce6m ua7l"_s);
    row(u"see C++20 and std::vector, 1+1"_s);
    row(u"order 20261122-4711, 5000 devices"_s);
    row(u"digest 3f786850e387550fdab836ed7e6dc881de23001b"_s);
    row(u"id 017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s);
    row(u"https://tickets.example/browse/SEC-12"_s);
    row(u"meet @ noon: gate B"_s);
    row(u"Gerät 7 von 12: verloren"_s);
}

void FreeTextTest::anAdministratorsReasonIsTaken()
{
    QFETCH(QString, text);
    const auto checked = checkFreeText(text);
    QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().toString()));
}

void FreeTextTest::markUpIsRefused_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &text) { QTest::newRow(qPrintable(text)) << text; };
    row(u"<b>urgent</b>"_s);
    row(u"see </td>"_s);
    row(u"<!-- hidden -->"_s);
    row(u"<?xml"_s);
    row(u"a &lt; b"_s);
    row(u"&#x202e;"_s);
    row(u"&#60;script"_s);
    row(u"\uff1cimg src=x"_s); // full-width
}

void FreeTextTest::markUpIsRefused()
{
    QFETCH(QString, text);
    const auto checked = checkFreeText(text);
    QVERIFY(!checked);
    QCOMPARE(checked.error().type, ProblemType::UnsafeText);
}

void FreeTextTest::aDirectIdentifierIsRefusedByName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    const auto row = [](const QString &text, const QString &kind) { QTest::newRow(qPrintable(text)) << text << kind; };
    row(u"phone with 490154203237518 lost"_s, u"an IMEI"_s);
    row(u"49-015420-323751-8"_s, u"an IMEI"_s);
    row(u"IMEI: 49 015420 323751 8, slot 2"_s, u"an IMEI"_s);
    row(u"slot 2 490154203237518"_s, u"an IMEI"_s);
    row(u"\u0664\u0669\u0660\u0661\u0665\u0664\u0662\u0660\u0663\u0662\u0663\u0667\u0665\u0661\u0668"_s, u"an IMEI"_s);
    row(u"262011234567890"_s, u"an IMSI"_s);
    row(u"SIM 8949020000123456789"_s, u"an ICCID"_s);
    row(u"8949 0200 0012 3456 7890"_s, u"an ICCID"_s);
    row(u"ask jane.doe+x@example.org"_s, u"an e-mail address"_s);
    row(u"ask jürgen@bücher.example"_s, u"an e-mail address"_s);
    row(u"jane\uff20example.org"_s, u"an e-mail address"_s);
    row(u"call +49 30 1234567"_s, u"a phone number"_s);
    row(u"+1 (555) 010-4477"_s, u"a phone number"_s);
    row(u"+4915112345678"_s, u"a phone number"_s);
    row(u"seen at 192.0.2.17."_s, u"an IPv4 address"_s);
    row(u"http://10.0.0.1/x"_s, u"an IPv4 address"_s);
    row(u"from 2001:db8::1 today"_s, u"an IPv6 address"_s);
    row(u"fe80:0:0:0:200:f8ff:fe21:67cf"_s, u"an IPv6 address"_s);
    row(u"[2001:db8::1]:443"_s, u"an IPv6 address"_s);
    row(u"addresses 2001:db8::a:b: gone"_s, u"an IPv6 address"_s);
    row(u"MAC 00:1a:2b:3c:4d:5e"_s, u"a MAC address"_s);
    row(u"00-1A-2B-3C-4D-5E"_s, u"a MAC address"_s);
    row(u"001a.2b3c.4d5e"_s, u"a MAC address"_s);
}

void FreeTextTest::aDirectIdentifierIsRefusedByName()
{
    QFETCH(QString, text);
    QFETCH(QString, kind);
    const auto checked = checkFreeText(text);
    QVERIFY(!checked);
    QCOMPARE(checked.error().type, ProblemType::DirectIdentifier);
    QVERIFY2(checked.error().detail.contains(kind), qPrintable(checked.error().detail));
}

void FreeTextTest::aLongTextIsRefused()
{
    QVERIFY(checkFreeText(QString(500, u'a')));
    const auto checked = checkFreeText(QString(501, u'a'));
    QVERIFY(!checked);
    QCOMPARE(checked.error().type, ProblemType::OutOfRange);
    QVERIFY(!checkFreeText(u"four"_s, 3));
}

void FreeTextTest::unsafeTextIsRefusedFirst()
{
    const auto checked = checkFreeText(u"a\nb"_s);
    QVERIFY(!checked);
    QCOMPARE(checked.error().type, ProblemType::UnsafeText);
}

ENIGM_TEST_MAIN(FreeTextTest)
#include "FreeTextTest.moc"
