#include "contract/deployment/OperatorFile.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Founding.h"
#include "contract/signing/Jws.h"
#include "contract/signing/KeyFile.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/SampleHistory.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A person makes a key, gives away what is public of it, and founds with it.
class CtlKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aKeyIsMadeAndShown();
    void aFileIsNeverReplaced();
    void aShortPassphraseIsRefused();
    void aKeyIsGivenToItsDeploymentOnce();
    void aFounderSigns();
    void onlyAFounderSigns();
    void theWrongPassphraseIsSaid();
    void whatIsNoOperatorFileIsRefused();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    QString writeKey(const Person &person) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CtlProcess> m_ctl;
};

namespace {

const QStringList byDescriptor{u"--passphrase-fd"_s, u"0"_s};
const QByteArray passphrase = "correct horse battery";

QString idText(const QByteArray &id)
{
    return QString::fromLatin1(encoding::toBase64Url(id));
}

QByteArray payloadOf(const SampleHistory &history)
{
    return json::canonical(history.founding().toJson()) + '\n';
}

} // namespace

void CtlKeyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_ctl = std::make_unique<CtlProcess>(m_folder->path());
}

QString CtlKeyTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(name));
    return file.fileName();
}

QString CtlKeyTest::writeKey(const Person &person) const
{
    const deployment::OperatorFile file{.deployment = QByteArray(32, '\0'),
                                        .name = u"Ada"_s,
                                        .operatorId = person.id,
                                        .key = std::make_shared<const signing::SealedKey>(
                                            signing::SealedKey::seal(*person.key, signing::Secret(passphrase)))};
    return write(u"founder.json"_s, file.toBytes());
}

void CtlKeyTest::aKeyIsMadeAndShown()
{
    const QString file = path(u"ada.json"_s);
    const ProgramRun made = m_ctl->run(
        QStringList{u"key"_s, u"create"_s, file, u"--name"_s, u"Ada"_s, u"--json"_s} + byDescriptor, passphrase + '\n');
    QVERIFY2(made.exit == 0, made.err.constData());
    QCOMPARE(made.member("name"_L1), u"Ada"_s);
    QVERIFY(made.json().object().find("deployment"_L1)->isNull());
    QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());

    const ProgramRun shown = m_ctl->run({u"key"_s, u"show"_s, file, u"--json"_s});
    QCOMPARE(shown.exit, 0);
    QCOMPARE(shown.out, made.out);
    const auto key = signing::PublicKey::fromJwk(*shown.json().object().find("key"_L1));
    QCOMPARE(key.value().thumbprint(), shown.member("thumbprint"_L1));
    const auto opened =
        require(deployment::OperatorFile::parse(readFile(file))).key->unlock(signing::Secret(passphrase));
    QCOMPARE(opened.value()->publicKey(), *key);
}

void CtlKeyTest::aFileIsNeverReplaced()
{
    const QString file = write(u"taken.json"_s, "precious");
    const ProgramRun run =
        m_ctl->run(QStringList{u"key"_s, u"create"_s, file, u"--name"_s, u"Ada"_s} + byDescriptor, passphrase + '\n');
    QCOMPARE(run.exit, 1);
    QCOMPARE(readFile(file), QByteArray("precious"));
}

void CtlKeyTest::aShortPassphraseIsRefused()
{
    const QString file = path(u"ada.json"_s);
    const ProgramRun run =
        m_ctl->run(QStringList{u"key"_s, u"create"_s, file, u"--name"_s, u"Ada"_s} + byDescriptor, "short\n");
    QCOMPARE(run.exit, 2);
    QVERIFY(!QFileInfo::exists(file));
    // Without a terminal and without a descriptor nobody can be asked.
    QCOMPARE(m_ctl->run({u"key"_s, u"create"_s, file, u"--name"_s, u"Ada"_s}).exit, 3);
}

void CtlKeyTest::aKeyIsGivenToItsDeploymentOnce()
{
    const QString file = writeKey(SampleHistory::makePerson({operators::Role::Approver}));
    const QString id = idText(QByteArray(32, 'd'));
    const QStringList assign{u"key"_s, u"assign"_s, file, u"--json"_s, u"--deployment-id"_s};
    const ProgramRun run = m_ctl->run(assign + QStringList{id});
    QVERIFY2(run.exit == 0, run.err.constData());
    QCOMPARE(run.member("deployment"_L1), id);
    QCOMPARE(m_ctl->run(assign + QStringList{id}).exit, 0);
    const ProgramRun other = m_ctl->run(assign + QStringList{idText(QByteArray(32, 'e'))});
    QCOMPARE(other.exit, 1);
    QCOMPARE(other.member("type"_L1), u"urn:enigm:problem:wrong-deployment"_s);
    QCOMPARE(m_ctl->run(assign + QStringList{u"AAAA"_s}).exit, 2);
}

void CtlKeyTest::aFounderSigns()
{
    const SampleHistory history;
    const QString payload = write(u"founding.json"_s, payloadOf(history));
    const QStringList line{u"found"_s, u"sign"_s, payload, u"--operator"_s, writeKey(history.approver1)};
    const ProgramRun run = m_ctl->run(line + byDescriptor, passphrase + '\n');
    QVERIFY2(run.exit == 0, run.err.constData());
    const auto jws = require(signing::Jws::parse(run.out.trimmed(), operators::foundingTyp));
    QVERIFY(jws.verify(history.approver1.key->publicKey()).has_value());
    QCOMPARE(jws.payload(), history.founding().toJson());
    const ProgramRun document = m_ctl->run(line + byDescriptor + QStringList{u"--json"_s}, passphrase + '\n');
    QCOMPARE(document.member("deployment"_L1), idText(history.deploymentId()));
    QCOMPARE(document.member("founder"_L1), history.approver1.id);
}

void CtlKeyTest::onlyAFounderSigns()
{
    const SampleHistory history;
    const QString stranger = writeKey(SampleHistory::makePerson({operators::Role::Approver}));
    const QString payload = write(u"founding.json"_s, payloadOf(history));
    QStringList line{u"found"_s, u"sign"_s, payload, u"--operator"_s, stranger, u"--json"_s};
    line += byDescriptor;
    const ProgramRun run = m_ctl->run(line, passphrase + '\n');
    QCOMPARE(run.exit, 1);
    QCOMPARE(run.member("type"_L1), u"urn:enigm:problem:unknown-key"_s);
    // A payload that is not in its one form is not signed.
    write(u"founding.json"_s, payloadOf(history).replace("\"name\":", "\"name\": "));
    QCOMPARE(m_ctl->run(line, passphrase + '\n').member("type"_L1), u"urn:enigm:problem:not-canonical"_s);
}

void CtlKeyTest::theWrongPassphraseIsSaid()
{
    const SampleHistory history;
    const QString payload = write(u"founding.json"_s, payloadOf(history));
    const QStringList line{u"found"_s, u"sign"_s, payload, u"--operator"_s, writeKey(history.approver1)};
    const ProgramRun run = m_ctl->run(line + byDescriptor + QStringList{u"--json"_s}, "wrong horse\n");
    QCOMPARE(run.exit, 4);
    QCOMPARE(run.member("type"_L1), u"urn:enigm:problem:wrong-passphrase"_s);
}

void CtlKeyTest::whatIsNoOperatorFileIsRefused()
{
    const ProgramRun run = m_ctl->run({u"key"_s, u"show"_s, write(u"some.json"_s, "{}\n"), u"--json"_s});
    QCOMPARE(run.exit, 1);
    QVERIFY(run.err.contains("some.json"));
}

ENIGM_TEST_MAIN(CtlKeyTest)
#include "CtlKeyTest.moc"
