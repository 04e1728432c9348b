#include "contract/signing/Pkcs11Keyring.h"

#include "contract/signing/Pkcs11Session.h"
#include "tests/support/LogGuard.h"
#include "tests/support/token/SoftToken.h"

#include <QLibrary>
#include <QTest>
#include <QThreadPool>

#include <p11-kit/pkcs11.h>

#include <array>
#include <atomic>
#include <functional>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::signing;
using enigm::test::SoftToken;

/// A server's keys in a token of SoftHSM 2, for as long as it runs.
class Pkcs11KeyringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyIsMadeAndFoundAgain();
    void aKeyAuthenticatesAlikeEachTime();
    void aLabelIsTakenOnce();
    void aKeyThatCouldBeTakenOutIsNotUsed();
    void aWrongPinIsRefused();
    void aPinThatIsRefusedIsNotTriedAgain();
    void aMissingModuleTokenOrKeyIsNamed();
    void aLostSessionIsOpenedAgain();
    void anotherLogInTakesNothingAway();
    void manyThreadsShareOneSession();

private:
    using Keyring = std::shared_ptr<const Pkcs11Keyring>;
    [[nodiscard]] Keyring open() const
    {
        return Pkcs11Keyring::open(m_token.module(), SoftToken::label(), Secret(SoftToken::pin())).value();
    }
    /// As if the token had been pulled out and put back: every session of this process is gone.
    void loseSessions() const;
    void changePin(QByteArray from, QByteArray to) const;
    void withToken(const std::function<void(CK_FUNCTION_LIST &, CK_SLOT_ID)> &use) const;

    SoftToken m_token;
};

void Pkcs11KeyringTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void Pkcs11KeyringTest::withToken(const std::function<void(CK_FUNCTION_LIST &, CK_SLOT_ID)> &use) const
{
    // Past p11-kit, which would keep the sessions of one caller from another; a keyring has initialised the module.
    const auto listOf =
        reinterpret_cast<CK_C_GetFunctionList>(QLibrary::resolve(m_token.module(), "C_GetFunctionList"));
    QVERIFY(listOf);
    CK_FUNCTION_LIST *module = nullptr;
    QCOMPARE(listOf(&module), CK_RV(CKR_OK));
    std::array<CK_SLOT_ID, 8> tokenSlots{};
    CK_ULONG count = tokenSlots.size();
    QCOMPARE(module->C_GetSlotList(CK_TRUE, tokenSlots.data(), &count), CK_RV(CKR_OK));
    for (CK_ULONG i = 0; i < count; ++i) {
        CK_TOKEN_INFO info{};
        QCOMPARE(module->C_GetTokenInfo(tokenSlots[i], &info), CK_RV(CKR_OK));
        if (info.flags & CKF_TOKEN_INITIALIZED)
            use(*module, tokenSlots[i]);
    }
}

void Pkcs11KeyringTest::loseSessions() const
{
    withToken(
        [](CK_FUNCTION_LIST &module, CK_SLOT_ID slot) { QCOMPARE(module.C_CloseAllSessions(slot), CK_RV(CKR_OK)); });
}

void Pkcs11KeyringTest::changePin(QByteArray from, QByteArray to) const
{
    const auto bytesOf = [](QByteArray &text) { return reinterpret_cast<CK_UTF8CHAR *>(text.data()); };
    const auto sizeOf = [](const QByteArray &text) { return static_cast<CK_ULONG>(text.size()); };
    withToken([&](CK_FUNCTION_LIST &module, CK_SLOT_ID slot) {
        CK_SESSION_HANDLE session = CK_INVALID_HANDLE;
        QCOMPARE(module.C_CloseAllSessions(slot), CK_RV(CKR_OK));
        QCOMPARE(module.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session),
                 CK_RV(CKR_OK));
        QCOMPARE(module.C_SetPIN(session, bytesOf(from), sizeOf(from), bytesOf(to), sizeOf(to)), CK_RV(CKR_OK));
        QCOMPARE(module.C_CloseAllSessions(slot), CK_RV(CKR_OK));
    });
}

void Pkcs11KeyringTest::aKeyIsMadeAndFoundAgain()
{
    const Keyring keyring = open();
    const auto made = Pkcs11Keyring::makeP256(keyring, u"authority"_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
    const auto found = Pkcs11Keyring::signer(open(), u"authority"_s);
    QVERIFY(found);
    QCOMPARE((*found)->publicKey(), (*made)->publicKey());
    const QByteArray message = "a certificate"_ba;
    const auto signature = (*found)->sign(message);
    QVERIFY(signature);
    QVERIFY((*made)->publicKey().verify(message, *signature));
}

void Pkcs11KeyringTest::aKeyAuthenticatesAlikeEachTime()
{
    const auto made = Pkcs11Keyring::makeMacKey(open(), u"handles"_s).value();
    const auto found = Pkcs11Keyring::macKey(open(), u"handles"_s).value();
    const auto other = Pkcs11Keyring::makeMacKey(open(), u"other handles"_s).value();
    const MacKey::Mac mac = made->mac("a device").value();
    QCOMPARE(found->mac("a device").value(), mac);
    QVERIFY(found->mac("another device").value() != mac);
    QVERIFY(other->mac("a device").value() != mac);
    // Long messages and none at all are messages too.
    QVERIFY(made->mac(QByteArray(4000, 'x')).value() != made->mac(QByteArrayView()).value());
}

void Pkcs11KeyringTest::aLabelIsTakenOnce()
{
    const Keyring keyring = open();
    QVERIFY(Pkcs11Keyring::makeMacKey(keyring, u"once"_s));
    QCOMPARE(Pkcs11Keyring::makeMacKey(keyring, u"once"_s).error().type, ProblemType::AlreadyExists);
    QCOMPARE(Pkcs11Keyring::makeP256(keyring, u"once"_s).error().type, ProblemType::AlreadyExists);
    QVERIFY(Pkcs11Keyring::macKey(keyring, u"once"_s)->get()->mac("still there"));
}

void Pkcs11KeyringTest::aKeyThatCouldBeTakenOutIsNotUsed()
{
    const auto session = Pkcs11Session::open(m_token.key({}), Secret(SoftToken::pin())).value();
    QByteArray label = "loose"_ba;
    CK_OBJECT_CLASS kind = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_GENERIC_SECRET;
    CK_ULONG size = 32;
    CK_BBOOL yes = CK_TRUE;
    std::array attributes = {CK_ATTRIBUTE{CKA_CLASS, &kind, sizeof kind},
                             CK_ATTRIBUTE{CKA_KEY_TYPE, &type, sizeof type},
                             CK_ATTRIBUTE{CKA_TOKEN, &yes, sizeof yes},
                             CK_ATTRIBUTE{CKA_LABEL, label.data(), static_cast<CK_ULONG>(label.size())},
                             CK_ATTRIBUTE{CKA_VALUE_LEN, &size, sizeof size},
                             CK_ATTRIBUTE{CKA_SIGN, &yes, sizeof yes},
                             CK_ATTRIBUTE{CKA_EXTRACTABLE, &yes, sizeof yes}};
    QVERIFY(session->generateKey(CKM_GENERIC_SECRET_KEY_GEN, attributes));
    const auto refused = Pkcs11Keyring::macKey(open(), u"loose"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::TokenUnavailable);
    QVERIFY(refused.error().detail.contains(u"gives this key out"_s));
}

void Pkcs11KeyringTest::aWrongPinIsRefused()
{
    const auto refused = Pkcs11Keyring::open(m_token.module(), SoftToken::label(), Secret("111111"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::WrongPassphrase);
}

void Pkcs11KeyringTest::aPinThatIsRefusedIsNotTriedAgain()
{
    const Keyring bystander = open(); // keeps the module initialised
    const auto macKey = Pkcs11Keyring::makeMacKey(open(), u"guarded"_s).value();
    QVERIFY(macKey->mac("a device"));
    changePin(SoftToken::pin(), "999999"_ba);
    QCOMPARE(macKey->mac("a device").error().type, ProblemType::WrongPassphrase);
    changePin("999999"_ba, SoftToken::pin());
    // It would be taken again; a token that counts would have locked long before.
    QCOMPARE(macKey->mac("a device").error().type, ProblemType::WrongPassphrase);
    QVERIFY(Pkcs11Keyring::macKey(open(), u"guarded"_s).value()->mac("a device"));
}

void Pkcs11KeyringTest::aMissingModuleTokenOrKeyIsNamed()
{
    const auto outcome = [](const QString &module, const QString &label) {
        return Pkcs11Keyring::open(module, label, Secret(SoftToken::pin())).error();
    };
    QCOMPARE(outcome(u"/nowhere/module.so"_s, SoftToken::label()).type, ProblemType::TokenUnavailable);
    QVERIFY(outcome(u"/nowhere/module.so"_s, SoftToken::label()).detail.contains(u"/nowhere/module.so"_s));
    QCOMPARE(outcome(m_token.module(), u"another"_s).type, ProblemType::TokenUnavailable);
    QVERIFY(outcome(m_token.module(), u"another"_s).detail.contains(u"another"_s));
    const Keyring keyring = open();
    QCOMPARE(Pkcs11Keyring::signer(keyring, u"nobody's"_s).error().type, ProblemType::TokenUnavailable);
    QCOMPARE(Pkcs11Keyring::macKey(keyring, u"nobody's"_s).error().where, u"nobody's"_s);
}

void Pkcs11KeyringTest::aLostSessionIsOpenedAgain()
{
    const Keyring keyring = open();
    const auto signer = Pkcs11Keyring::makeP256(keyring, u"survivor"_s).value();
    const auto macKey = Pkcs11Keyring::makeMacKey(keyring, u"surviving handles"_s).value();
    const MacKey::Mac before = macKey->mac("a device").value();
    const auto bare = Pkcs11Session::open(m_token.key({}), Secret(SoftToken::pin())).value();
    loseSessions();
    QByteArray label = "survivor"_ba;
    std::array anyKey = {CK_ATTRIBUTE{CKA_LABEL, label.data(), static_cast<CK_ULONG>(label.size())}};
    QVERIFY(!bare->exists(anyKey)); // who does not open another one has none
    QCOMPARE(macKey->mac("a device").value(), before);
    loseSessions();
    const auto signature = signer->sign("a certificate");
    QVERIFY2(signature, signature ? "" : qPrintable(signature.error().toString()));
    QVERIFY(signer->publicKey().verify("a certificate", *signature));
}

void Pkcs11KeyringTest::anotherLogInTakesNothingAway()
{
    const auto macKey = Pkcs11Keyring::makeMacKey(open(), u"shared handles"_s).value();
    const MacKey::Mac before = macKey->mac("a device").value();
    {
        const Keyring other = open(); // logs everybody out and in again, to check the PIN
        QCOMPARE(macKey->mac("a device").value(), before);
    }
    QCOMPARE(macKey->mac("a device").value(), before);
}

void Pkcs11KeyringTest::manyThreadsShareOneSession()
{
    const Keyring keyring = open();
    const auto signer = Pkcs11Keyring::makeP256(keyring, u"busy"_s).value();
    const auto macKey = Pkcs11Keyring::makeMacKey(keyring, u"busy handles"_s).value();
    const MacKey::Mac expected = macKey->mac("a device").value();
    std::atomic<int> good = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    for (int i = 0; i < 4; ++i) {
        pool.start([&] {
            for (int n = 0; n < 50; ++n) {
                const auto signature = signer->sign("a certificate");
                const auto mac = macKey->mac("a device");
                if (signature && signer->publicKey().verify("a certificate", *signature) && mac && *mac == expected)
                    ++good;
            }
        });
    }
    QVERIFY(pool.waitForDone());
    QCOMPARE(good.load(), 200);
}

ENIGM_TEST_MAIN(Pkcs11KeyringTest)
#include "Pkcs11KeyringTest.moc"
