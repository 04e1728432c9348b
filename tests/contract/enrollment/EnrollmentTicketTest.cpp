#include "contract/enrollment/EnrollmentTicket.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using enrollment::EnrollmentTicket;

/// The one text of a ticket, and every other that is refused.
class EnrollmentTicketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTicketComesBackFromItsText();
    void theTextIsAsWritten();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
    void aCutTicketIsRefused();
};

namespace {

EnrollmentTicket makeTicket()
{
    return {.deployment = QByteArray(32, 'd'),
            .tls = QByteArray(32, 't'),
            .token = signing::Secret(QByteArray(16, 'k')),
            .deviceUrl = QUrl(u"https://192.0.2.7:9443"_s)};
}

QByteArray textOf(const EnrollmentTicket &ticket)
{
    return ticket.text().view().toByteArray();
}

} // namespace

void EnrollmentTicketTest::aTicketComesBackFromItsText()
{
    const EnrollmentTicket ticket = makeTicket();
    const auto read = EnrollmentTicket::parse(textOf(ticket));
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(read->deployment, ticket.deployment);
    QCOMPARE(read->tls, ticket.tls);
    QCOMPARE(read->token.view().toByteArray(), ticket.token.view().toByteArray());
    QCOMPARE(read->deviceUrl, ticket.deviceUrl);
    QCOMPARE(textOf(*read), textOf(ticket));
}

/// Phones of a shipment are told in this form: it stays as it is.
void EnrollmentTicketTest::theTextIsAsWritten()
{
    QCOMPARE(textOf(makeTicket()), "enigm-enroll:1:ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ:"
                                   "dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHQ:a2tra2tra2tra2tra2traw:"
                                   "https://192.0.2.7:9443"_ba);
    QCOMPARE(enrollment::tokenDigest(makeTicket().token), signing::sha256(QByteArray(16, 'k')));
}

void EnrollmentTicketTest::everythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<ProblemType>("problem");
    using enum ProblemType;
    QTest::newRow("another scheme") << "enigm-enroll"_ba << "enigm-enrol"_ba << MalformedEncoding;
    QTest::newRow("another version") << ":1:"_ba << ":2:"_ba << UnsupportedVersion;
    QTest::newRow("padding") << "traw:"_ba << "traw==:"_ba << MalformedEncoding;
    QTest::newRow("trailing bits") << "traw:"_ba << "trax:"_ba << MalformedEncoding;
    QTest::newRow("a short token") << "tra2traw:"_ba << "tra2tr:"_ba << MalformedEncoding;
    QTest::newRow("no TLS") << "https:"_ba << "http:"_ba << MalformedEncoding;
    QTest::newRow("a person in the address") << "https://"_ba << "https://ada@"_ba << MalformedEncoding;
    QTest::newRow("a query") << ":9443"_ba << ":9443/?a=b"_ba << MalformedEncoding;
    QTest::newRow("a fragment") << ":9443"_ba << ":9443/#a"_ba << MalformedEncoding;
    QTest::newRow("no host") << "192.0.2.7:9443"_ba << ""_ba << MalformedEncoding;
    QTest::newRow("white space") << ":9443"_ba << ":9443 "_ba << MalformedEncoding;
    QTest::newRow("a line more") << ":9443"_ba << ":9443\n"_ba << MalformedEncoding;
}

void EnrollmentTicketTest::everythingElseIsRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const ProblemType, problem);
    QByteArray text = textOf(makeTicket());
    QVERIFY(text.contains(from));
    const auto read = EnrollmentTicket::parse(text.replace(from, to));
    QVERIFY(!read);
    QCOMPARE(read.error().type, problem);
}

void EnrollmentTicketTest::aCutTicketIsRefused()
{
    const QByteArray text = textOf(makeTicket());
    const qsizetype host = text.indexOf("https://") + qsizetype(sizeof "https://" - 1);
    for (qsizetype size = 0; size <= host; ++size)
        QVERIFY2(!EnrollmentTicket::parse(QByteArrayView(text).first(size)), qPrintable(QString::number(size)));
}

ENIGM_TEST_MAIN(EnrollmentTicketTest)
#include "EnrollmentTicketTest.moc"
