#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A person holds the chain of a real phone and asks what it is worth.
class CtlAttestationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyChainIsJudgedAsPublished_data();
    void everyChainIsJudgedAsPublished();
    void aPersonReadsTheVerdict();
    void severalChainsAreOneAnswer();
    void anotherChallengeIsAReplay();
    void aChangedByteIsNoticed();
    void aRevokedCertificateIsNoticed();
    void whatCannotBeJudgedIsUsage_data();
    void whatCannotBeJudgedIsUsage();

private:
    [[nodiscard]] QString chainPath(const QString &name) const { return m_folder + name; }
    [[nodiscard]] QStringList inspecting(const QString &path, const QString &at) const;
    [[nodiscard]] QJsonObject verdictOf(const QString &strictWord) const;

    QTemporaryDir m_state;
    CtlProcess m_ctl{m_state.path()};
    QString m_folder;
    QJsonArray m_chains;
};

namespace {

/// The identifiers that the expected parse beside a chain names, as text.
QList<QByteArray> identifiersOf(const QString &chain)
{
    const QString path = QString(chain).replace(u".pem"_s, u".json"_s);
    if (!chain.endsWith(".pem"_L1) || !QFileInfo::exists(path))
        return {};
    QByteArray plain;
    for (const QByteArray &line : readFile(path).split('\n')) {
        if (!line.trimmed().startsWith("//"))
            plain += line + '\n';
    }
    QList<QByteArray> identifiers;
    const QJsonObject hardware = QJsonDocument::fromJson(plain)[u"hardwareEnforced"_s].toObject();
    for (const QString &name :
         {u"attestationIdSerial"_s, u"attestationIdImei"_s, u"attestationIdMeid"_s, u"attestationIdSecondImei"_s}) {
        const QString text = hardware[name].toString();
        if (!text.isEmpty())
            identifiers << text.toUtf8() << QByteArray::fromBase64(text.toLatin1());
    }
    return identifiers;
}

QString textAt(const json::Value &attestation, QLatin1StringView name)
{
    return attestation.object().find(name)->text();
}

json::Value firstOf(const ProgramRun &run)
{
    return run.json().object().find("attestations"_L1)->array().front();
}

} // namespace

void CtlAttestationTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_folder = vectorsDirectory() + u"/android-keyattestation/"_s;
    m_chains = QJsonDocument::fromJson(readFile(m_folder + u"verdicts.json"_s))[u"chains"_s].toArray();
    QCOMPARE(m_chains.size(), 18);
}

QStringList CtlAttestationTest::inspecting(const QString &path, const QString &at) const
{
    return {u"attestation"_s, u"inspect"_s, path,         u"--roots"_s, m_folder + u"roots.json"_s,
            u"--at"_s,        at,           u"--level"_s, u"software"_s};
}

QJsonObject CtlAttestationTest::verdictOf(const QString &strictWord) const
{
    for (const QJsonValue &chain : m_chains) {
        if (chain[u"strict"_s].toString() == strictWord)
            return chain.toObject();
    }
    return {};
}

void CtlAttestationTest::everyChainIsJudgedAsPublished_data()
{
    QTest::addColumn<QJsonObject>("chain");
    for (const QJsonValue &chain : m_chains)
        QTest::newRow(qPrintable(chain[u"chain"_s].toString())) << chain.toObject();
}

void CtlAttestationTest::everyChainIsJudgedAsPublished()
{
    QFETCH(const QJsonObject, chain);
    const QString path = chainPath(chain[u"chain"_s].toString());
    for (const QString &acceptance : {u"strict"_s, u"lab"_s}) {
        QStringList line = inspecting(path, chain[u"at"_s].toString());
        if (acceptance == "lab"_L1)
            line.append(u"--lab"_s);
        const QString expected = chain[acceptance].toString();
        const ProgramRun forPeople = m_ctl.run(line);
        const ProgramRun forScripts = m_ctl.run(line << u"--json"_s);
        const int exit = expected == "verified"_L1 ? 0 : 1;
        QCOMPARE(forScripts.exit, exit);
        QCOMPARE(forPeople.exit, exit);
        QCOMPARE(textAt(firstOf(forScripts), "outcome"_L1), expected);
        QCOMPARE(textAt(firstOf(forScripts), "file"_L1), path);
        QVERIFY(!firstOf(forScripts).object().find("challenge_compared"_L1)->boolean());
        QVERIFY(forPeople.out.contains(expected.toUtf8()));
        QVERIFY(forPeople.out.contains("--challenge HEX compares it"));
        for (const QByteArray &identifier : identifiersOf(path)) {
            QVERIFY(!forPeople.out.contains(identifier) && !forPeople.out.contains(identifier.toHex()));
            QVERIFY(!forScripts.out.contains(identifier));
        }
        QVERIFY(forPeople.err.isEmpty() && forScripts.err.isEmpty());
    }
}

void CtlAttestationTest::aPersonReadsTheVerdict()
{
    const QJsonObject good = verdictOf(u"verified"_s);
    const ProgramRun run = m_ctl.run(inspecting(chainPath(good[u"chain"_s].toString()), good[u"at"_s].toString()));
    QVERIFY(run.out.contains("  outcome"));
    QVERIFY(run.out.contains("verified_boot_state"));
    QVERIFY(run.out.contains("os_patch_level"));
}

void CtlAttestationTest::severalChainsAreOneAnswer()
{
    const QJsonObject good = verdictOf(u"verified"_s);
    const QJsonObject unlocked = verdictOf(u"ineligible-build"_s);
    QStringList line = inspecting(chainPath(good[u"chain"_s].toString()), good[u"at"_s].toString());
    line << chainPath(unlocked[u"chain"_s].toString()) << u"--json"_s;
    const ProgramRun run = m_ctl.run(line);
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.json().object().find("attestations"_L1)->array().size(), 2U);
}

void CtlAttestationTest::anotherChallengeIsAReplay()
{
    const QJsonObject good = verdictOf(u"verified"_s);
    QStringList line = inspecting(chainPath(good[u"chain"_s].toString()), good[u"at"_s].toString());
    line << u"--json"_s << u"--challenge"_s << u"00ff"_s;
    const ProgramRun run = m_ctl.run(line);
    QCOMPARE(run.exit, 1);
    QCOMPARE(textAt(firstOf(run), "outcome"_L1), u"replay-attempt"_s);
    QVERIFY(firstOf(run).object().find("challenge_compared"_L1)->boolean());
}

void CtlAttestationTest::aChangedByteIsNoticed()
{
    const QJsonObject good = verdictOf(u"verified"_s);
    QDir copy(m_state.path());
    const QString path = chainPath(good[u"chain"_s].toString());
    // The last characters of each certificate are its signature: one of them is exchanged in every block.
    QByteArray bytes;
    if (QFileInfo(path).isDir()) {
        for (const QString &name : QDir(path).entryList(QDir::Files, QDir::Name))
            bytes += readFile(path + u'/' + name);
        bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
    } else {
        bytes = readFile(path);
        const qsizetype place = bytes.indexOf("-----END") - 20;
        bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
    }
    QFile tampered(copy.filePath(u"tampered"_s));
    QVERIFY(tampered.open(QIODevice::WriteOnly) && tampered.write(bytes) == bytes.size());
    tampered.close();
    const ProgramRun run = m_ctl.run(inspecting(tampered.fileName(), good[u"at"_s].toString()) << u"--json"_s);
    QCOMPARE(run.exit, 1);
    QVERIFY(run.out.contains("invalid-trust-chain") || run.out.contains("malformed-certificate"));
}

void CtlAttestationTest::aRevokedCertificateIsNoticed()
{
    const QJsonObject good = verdictOf(u"verified"_s);
    const QStringList line = inspecting(chainPath(good[u"chain"_s].toString()), good[u"at"_s].toString());
    const ProgramRun before = m_ctl.run(line + QStringList{u"--json"_s});
    const json::Value serials = *firstOf(before).object().find("facts"_L1)->object().find("serials"_L1);
    QFile list(m_state.filePath(u"status.json"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("{\"entries\":{\"" + serials.array()[1].text().toLatin1() + "\":{\"status\":\"REVOKED\"}}}");
    list.close();
    const ProgramRun after = m_ctl.run(line + QStringList{u"--json"_s, u"--revocation"_s, list.fileName()});
    QCOMPARE(after.exit, 1);
    QCOMPARE(textAt(firstOf(after), "reason"_L1), u"revoked"_s);
}

void CtlAttestationTest::whatCannotBeJudgedIsUsage_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("no such file") << QStringList{u"/nowhere/chain.pem"_s};
    QTest::newRow("no such roots") << QStringList{u"--roots"_s, u"/nowhere/roots.json"_s};
    QTest::newRow("no roots at all") << QStringList{u"chain.pem"_s};
    QTest::newRow("not hexadecimal") << QStringList{u"--challenge"_s, u"xyz"_s};
    QTest::newRow("not a time") << QStringList{u"--at"_s, u"noon"_s};
    QTest::newRow("not a level") << QStringList{u"--level"_s, u"high"_s};
    QTest::newRow("not a patch level") << QStringList{u"--patch"_s, u"today"_s};
}

void CtlAttestationTest::whatCannotBeJudgedIsUsage()
{
    QFETCH(const QStringList, more);
    QStringList line{u"attestation"_s, u"inspect"_s, u"--json"_s};
    line += more;
    if (!more.contains(u"--roots"_s) && !more.contains(u"chain.pem"_s))
        line << u"--roots"_s << m_folder + u"roots.json"_s;
    if (more.constFirst().startsWith("--"_L1))
        line << chainPath(m_chains.first()[u"chain"_s].toString());
    const ProgramRun run = m_ctl.run(line);
    QCOMPARE(run.exit, 2);
    QVERIFY(run.member("type"_L1).startsWith("urn:enigm:problem:"_L1));
    QVERIFY(run.err.startsWith("enigmctl: "));
}

ENIGM_TEST_MAIN(CtlAttestationTest)
#include "CtlAttestationTest.moc"
