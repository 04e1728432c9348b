#include "contract/signing/Secret.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace enigm::signing;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreKept();
    void takingWipesWhatTheCallerHeld();
    void aTextIsTakenAsUtf8();
    void movingLeavesNothingBehind();
    void randomBytesDiffer();
    void digestsAreThoseOfTheStandard();
};

void SecretTest::bytesAreKept()
{
    QVERIFY(Secret().isEmpty());
    const Secret secret("s3cret"_ba);
    QCOMPARE(secret.view(), QByteArrayView("s3cret"));
    QCOMPARE(secret.clone().view(), secret.view());
}

void SecretTest::takingWipesWhatTheCallerHeld()
{
    QByteArray bytes(64, 'x');
    const Secret secret = Secret::taking(bytes);
    QVERIFY(bytes.isEmpty());
    QCOMPARE(secret.view(), QByteArrayView(QByteArray(64, 'x')));

    QByteArray shared("shared"_ba);
    const QByteArray other = shared;
    (void)Secret::taking(shared);
    QCOMPARE(other, "shared"_ba); // what somebody else holds is theirs
}

void SecretTest::aTextIsTakenAsUtf8()
{
    QString text = u"grün"_s;
    text.detach();
    const Secret secret = Secret::taking(text);
    QVERIFY(text.isEmpty());
    QCOMPARE(secret.view(), QByteArrayView("gr\xc3\xbcn"));
}

void SecretTest::movingLeavesNothingBehind()
{
    Secret first("one"_ba);
    Secret second(std::move(first));
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is tested
    QCOMPARE(second.view(), QByteArrayView("one"));
    Secret third("three"_ba);
    third = std::move(second);
    QCOMPARE(third.view(), QByteArrayView("one"));
}

void SecretTest::randomBytesDiffer()
{
    QCOMPARE(randomBytes(0).size(), 0);
    QCOMPARE(randomBytes(33).size(), 33);
    QVERIFY(randomBytes(32) != randomBytes(32));
}

void SecretTest::digestsAreThoseOfTheStandard() // FIPS 180-4, NIST's examples
{
    QCOMPARE(sha256({}).toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_ba);
    QCOMPARE(sha256("abc"_ba).toHex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba);
    QCOMPARE(sha256("a"_ba, "bc"_ba), sha256("abc"_ba));
}

ENIGM_TEST_MAIN(SecretTest)
#include "SecretTest.moc"
