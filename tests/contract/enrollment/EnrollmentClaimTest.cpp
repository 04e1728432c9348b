#include "contract/enrollment/EnrollmentClaim.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using namespace enigm::enrollment;

/// What a device hands in, and what it is answered.
class EnrollmentClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClaimComesBackFromItsDocument();
    void whatIsNoClaimIsRefused_data();
    void whatIsNoClaimIsRefused();
    void answersComeBack();
};

namespace {

json::Object claimDocument()
{
    return EnrollmentClaim{.token = signing::Secret(QByteArray(16, 'k')),
                           .nonce = QByteArray(32, 'n'),
                           .chain = {"leaf"_ba, "root"_ba},
                           .request = "request"_ba}
        .toJson()
        .object();
}

} // namespace

void EnrollmentClaimTest::aClaimComesBackFromItsDocument()
{
    const auto claim = EnrollmentClaim::fromJson(json::Value(claimDocument()));
    QVERIFY(claim);
    QCOMPARE(claim->token.view().toByteArray(), QByteArray(16, 'k'));
    QCOMPARE(claim->nonce, QByteArray(32, 'n'));
    QCOMPARE(claim->chain, (std::vector{"leaf"_ba, "root"_ba}));
    QCOMPARE(claim->request, "request"_ba);
}

void EnrollmentClaimTest::whatIsNoClaimIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("where");
    QTest::newRow("a short token") << u"token"_s << R"("AAAA")"_ba << u"/token"_s;
    QTest::newRow("a short nonce") << u"nonce"_s << R"("AAAA")"_ba << u"/nonce"_s;
    QTest::newRow("an empty request") << u"request"_s << R"("")"_ba << u"/request"_s;
    QTest::newRow("an empty chain") << u"chain"_s << "[]"_ba << u"/chain"_s;
    QTest::newRow("a member more") << u"serial"_s << R"("x")"_ba << u"/serial"_s;
}

void EnrollmentClaimTest::whatIsNoClaimIsRefused()
{
    QFETCH(const QString, member);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, where);
    json::Object document = claimDocument();
    document.insert(member, *json::parse(value));
    const auto claim = EnrollmentClaim::fromJson(json::Value(document));
    QVERIFY(!claim);
    QCOMPARE(claim.error().where, where);
}

void EnrollmentClaimTest::answersComeBack()
{
    const EnrollmentAnswer answer{.certificate = "der"_ba,
                                  .handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {7})};
    const auto read = EnrollmentAnswer::fromJson(answer.toJson());
    QVERIFY(read);
    QCOMPARE(read->certificate, answer.certificate);
    QCOMPARE(read->handle, answer.handle);
    QCOMPARE(read->state, fleet::DeviceState::PendingEnrollment);
    const auto nonce = EnrollmentNonce::fromJson(EnrollmentNonce{.nonce = QByteArray(32, 'n'), .expires = 5}.toJson());
    QVERIFY(nonce);
    QCOMPARE(nonce->expires, 5);
    const auto token = readToken(tokenJson(signing::Secret(QByteArray(16, 'k'))));
    QVERIFY(token);
    QCOMPARE(token->view().toByteArray(), QByteArray(16, 'k'));
}

ENIGM_TEST_MAIN(EnrollmentClaimTest)
#include "EnrollmentClaimTest.moc"
