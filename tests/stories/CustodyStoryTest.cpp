#include "contract/deployment/DeviceArchive.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/token/SoftToken.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A deployment whose device authority and handles hang on keys in a token: founded, served and enrolled with, between
/// processes, and not served without it. The functions are chapters, in order.
class CustodyStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsFoundedWithItsKeysInTheToken();
    void withoutTheTokenNothingIsServed_data();
    void withoutTheTokenNothingIsServed();
    void thePinIsNotOnTheCommandLine();
    void aPinThatOthersMayReadIsNotTaken();
    void aPhoneEnrolsUnderThePinnedAuthority();
    void aDeviceIsToldHandlesOfTheToken();
    void thePinMayComeByADescriptor();
    void theDirectoryHoldsNoneOfTheKeys();

private:
    /// A file of a PIN, for its owner alone unless said otherwise.
    [[nodiscard]] QString pinFile(const QByteArray &pin, QFileDevice::Permissions more = {}) const;
    [[nodiscard]] QStringList byFile() const { return {u"--token-pin-file"_s, pinFile(SoftToken::pin())}; }
    /// The CA's certificate, as it lies beside the data.
    [[nodiscard]] Expected<fleet::Certificate> authority() const;

    SampleOrganisation m_sample;
    SoftToken m_token;
    QString m_device; ///< trusted
    QString m_handle; ///< by which the network knows it
};

namespace {

const QString administrator = u"administrator-1"_s;

} // namespace

void CustodyStoryTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

QString CustodyStoryTest::pinFile(const QByteArray &pin, QFileDevice::Permissions more) const
{
    const QString path = m_sample.path(u"pin-"_s + QString::fromLatin1(pin));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pin + '\n') < 0 ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | more))
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

Expected<fleet::Certificate> CustodyStoryTest::authority() const
{
    return andThen(fleet::parseCertificateChain(readFile(m_sample.path(u"data/keys/device-ca.crt"_s))),
                   [](const std::vector<QByteArray> &chain) { return fleet::Certificate::parse(chain.front()); });
}

void CustodyStoryTest::itIsFoundedWithItsKeysInTheToken()
{
    const QStringList place{u"--token-module"_s, m_token.module(), u"--token-label"_s, SoftToken::label()};
    const QStringList wrong{u"--token-pin-file"_s, pinFile("111111")};
    const QString refused = m_sample.found(8, place + wrong);
    QVERIFY2(refused.contains(u"wrong-passphrase"_s), qPrintable(refused));
    QCOMPARE(m_sample.found(8, place + byFile()), QString());
}

void CustodyStoryTest::withoutTheTokenNothingIsServed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("says");
    QTest::newRow("not a word of it") << QStringList() << u"token-unavailable"_s;
    QTest::newRow("a wrong PIN") << QStringList{u"--token-pin-file"_s, pinFile("222222")} << u"wrong-passphrase"_s;
    QTest::newRow("another token") << byFile() + QStringList{u"--token-label"_s, u"elsewhere"_s}
                                   << u"no token labelled elsewhere"_s;
    QTest::newRow("no module") << byFile() + QStringList{u"--token-module"_s, u"/nowhere/module.so"_s}
                               << u"no PKCS#11 module /nowhere/module.so"_s;
}

void CustodyStoryTest::withoutTheTokenNothingIsServed()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, says);
    const ProgramRun run =
        runProgram(u"enigm-control-plane"_s, QStringList{u"serve"_s, u"--data"_s, m_sample.path(u"data"_s)} + options);
    QCOMPARE(run.exit, 1);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains(says.toUtf8()), run.err.constData());
}

void CustodyStoryTest::thePinIsNotOnTheCommandLine()
{
    const ProgramRun help = runProgram(u"enigm-control-plane"_s, {u"serve"_s, u"--help"_s});
    QVERIFY(help.out.contains("--token-pin-file"));
    const ProgramRun run = runProgram(
        u"enigm-control-plane"_s, {u"serve"_s, u"--data"_s, m_sample.path(u"data"_s), u"--token-pin"_s, u"654321"_s});
    QCOMPARE(run.exit, 2);
}

void CustodyStoryTest::aPinThatOthersMayReadIsNotTaken()
{
    const ProgramRun run = runProgram(u"enigm-control-plane"_s,
                                      {u"serve"_s, u"--data"_s, m_sample.path(u"data"_s), u"--token-pin-file"_s,
                                       pinFile(SoftToken::pin(), QFileDevice::ReadGroup | QFileDevice::ReadOther)});
    QCOMPARE(run.exit, 2);
    QVERIFY2(run.err.contains("Others than its owner"), run.err.constData());
}

void CustodyStoryTest::aPhoneEnrolsUnderThePinnedAuthority()
{
    QCOMPARE(m_sample.serve(byFile()), QString());
    const QString ticket = m_sample.path(u"ticket"_s);
    ENIGM_SUCCEEDS(
        m_sample.as(administrator, {u"enrollment"_s, u"create"_s, u"--name"_s, u"New"_s, u"--output"_s, ticket}));
    const ProgramRun run = m_sample.enrol(ticket);
    ENIGM_SUCCEEDS(run);
    const QString enrolled = run.list("devices"_L1).front().text();
    const QString archive = m_sample.path(u"data/sample/devices/enrolled-%1.json"_s.arg(enrolled));
    const auto opened = deployment::DeviceArchive::open(readFile(archive), signing::Secret("sample"));
    QVERIFY(opened);
    const auto certificate = fleet::Certificate::parse(opened->devices.front().certificate);
    const auto own = authority();
    QVERIFY(certificate && own);
    QVERIFY(certificate->isSignedBy(*own));
    // The authority is the one that leaf 0 pins.
    const QString file = m_sample.path(u"log.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file}));
    const auto founding = json::parse(readFile(file).split('\n').at(1));
    QVERIFY(founding);
    const json::Value &pins =
        *founding->object().find("leaf"_L1)->object().find("fact"_L1)->object().find("device_ca"_L1);
    const QByteArray digest =
        signing::sha256(own->spki()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QCOMPARE(pins.array().front().text(), QString::fromLatin1(digest));
}

void CustodyStoryTest::aDeviceIsToldHandlesOfTheToken()
{
    const ProgramRun trusted =
        m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s, u"--limit"_s, u"1"_s});
    m_device = trusted.list("devices"_L1).front().object().find("handle"_L1)->text();
    const ProgramRun told = m_sample.handles(m_device);
    ENIGM_SUCCEEDS(told);
    m_handle =
        told.list("devices"_L1).front().object().find("network"_L1)->array().front().object().find("handle"_L1)->text();
    QVERIFY(m_handle.startsWith(u"edn1"_s));
}

void CustodyStoryTest::thePinMayComeByADescriptor()
{
    m_sample.kill();
    QCOMPARE(m_sample.serve({u"--token-pin-fd"_s, u"0"_s}, SoftToken::pin() + '\n'), QString());
    const ProgramRun told = m_sample.handles(m_device);
    ENIGM_SUCCEEDS(told);
    QVERIFY(told.out.contains(m_handle.toLatin1())); // by the same key
}

void CustodyStoryTest::theDirectoryHoldsNoneOfTheKeys()
{
    const auto own = authority();
    QVERIFY(own);
    QStringList keys;
    int searched = 0;
    for (QDirIterator files(m_sample.path(u"data"_s), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        const QString path = files.next();
        const QByteArray bytes = readFile(path);
        ++searched;
        QVERIFY2(!bytes.contains("PRIVATE KEY"), qPrintable(path));
        QVERIFY2(bytes.size() != 32, qPrintable(path)); // as a key that derives handles would be
        const auto key = signing::PrivateKey::fromPkcs8(bytes);
        if (!key)
            continue;
        keys.append(QFileInfo(path).fileName());
        QVERIFY2((*key)->publicKey().spki() != own->spki(), qPrintable(path));
    }
    keys.sort();
    QCOMPARE(keys, QStringList({u"log-activity.key"_s, u"log-governance.key"_s, u"tls.key"_s, u"tuf-snapshot.key"_s,
                                u"tuf-timestamp.key"_s}));
    QVERIFY(searched > 10);
}

ENIGM_TEST_MAIN(CustodyStoryTest)
#include "CustodyStoryTest.moc"
