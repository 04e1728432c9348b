#include "contract/json/JsonParser.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/stories/ServedDeployment.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Three people found a real deployment: each key is made and used where its person is, and never anywhere else. The
/// functions are the chapters, in order.
class FoundingStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFounderMakesAKey();
    void theDraftIsMadeOfPublicKeys();
    void eachFounderSigns();
    void theDeploymentIsFounded();
    void aFounderSetsAPinAndSignsIn();
    void thePinCannotBeExchangedWithoutIt();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] ProgramRun as(const QString &person, const QStringList &arguments, const QByteArray &pins) const;

    QTemporaryDir m_folder;
    CtlProcess m_ctl{m_folder.filePath(u"state"_s)};
    ServedDeployment m_served{m_folder.filePath(u"data"_s)};
    json::Array m_founders;
};

namespace {

const std::vector<std::pair<QString, QString>> people{
    {u"ada"_s, u"administrator"_s}, {u"ben"_s, u"approver"_s}, {u"cem"_s, u"security-reviewer"_s}};
const QStringList byDescriptor{u"--passphrase-fd"_s, u"0"_s, u"--pin-fd"_s, u"0"_s, u"--json"_s};
const QByteArray passphrase = "a passphrase of Ada\n";

} // namespace

QString FoundingStoryTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(name));
    return file.fileName();
}

ProgramRun FoundingStoryTest::as(const QString &person, const QStringList &arguments, const QByteArray &pins) const
{
    const QStringList identity{u"--operator"_s, path(person + u".json"_s), u"--deployment"_s,
                               path(u"data/deployment.json"_s)};
    return m_ctl.run(arguments + identity + byDescriptor, passphrase + pins);
}

void FoundingStoryTest::eachFounderMakesAKey()
{
    for (const auto &[name, role] : people) {
        const ProgramRun run = m_ctl.run(
            QStringList{u"key"_s, u"create"_s, path(name + u".json"_s), u"--name"_s, name} + byDescriptor, passphrase);
        QVERIFY2(run.exit == 0, run.err.constData());
        const json::Value shown = run.json();
        m_founders.push_back(json::Object{{"key"_L1, *shown.object().find("key"_L1)},
                                          {"name"_L1, name},
                                          {"operator"_L1, *shown.object().find("operator"_L1)},
                                          {"roles"_L1, json::Array{json::Value(role)}}});
    }
}

void FoundingStoryTest::theDraftIsMadeOfPublicKeys()
{
    const json::Object settings{
        {"attestation"_L1, json::Object{{"boot_keys"_L1, json::Array()},
                                        {"min_level"_L1, u"trusted-environment"_s},
                                        {"min_patch"_L1, 202'601},
                                        {"roots"_L1, json::Array()}}},
        {"founders"_L1, m_founders},
        {"hosts"_L1, json::Array{json::Value(u"127.0.0.1"_s)}},
        {"name"_L1, u"Example"_s},
        {"recovery"_L1, 2},
        {"witnesses"_L1, json::Object{{"keys"_L1, json::Array()}, {"max_age"_L1, 86'400}, {"threshold"_L1, 0}}}};
    const QString file = write(u"settings.json"_s, json::canonical(settings));
    const ProgramRun run = runProgram(u"enigm-control-plane"_s,
                                      {u"found"_s, u"draft"_s, u"--data"_s, path(u"data"_s), u"--settings"_s, file});
    QVERIFY2(run.exit == 0, run.err.constData());
}

void FoundingStoryTest::eachFounderSigns()
{
    for (const auto &[name, role] : people) {
        const ProgramRun run = m_ctl.run({u"found"_s, u"sign"_s, path(u"data/founding.json"_s), u"--operator"_s,
                                          path(name + u".json"_s), u"--passphrase-fd"_s, u"0"_s},
                                         passphrase);
        QVERIFY2(run.exit == 0, run.err.constData());
        QVERIFY(run.err.contains("the founding of 'Example'"));
        write(name + u".jws"_s, run.out);
    }
}

void FoundingStoryTest::theDeploymentIsFounded()
{
    QStringList line{u"found"_s, u"complete"_s, u"--data"_s, path(u"data"_s)};
    for (const auto &[name, role] : people)
        line << u"--signature"_s << path(name + u".jws"_s);
    const ProgramRun run = runProgram(u"enigm-control-plane"_s, line);
    QVERIFY2(run.exit == 0, run.err.constData());
    QCOMPARE(m_served.start(), QString());
}

void FoundingStoryTest::aFounderSetsAPinAndSignsIn()
{
    // The key belongs to no deployment yet, and is spoken for only when its person says so.
    QCOMPARE(as(u"ada"_s, {u"operator"_s, u"list"_s}, {}).member("type"_L1), u"urn:enigm:problem:wrong-deployment"_s);
    const ProgramRun assigned = m_ctl.run(
        {u"key"_s, u"assign"_s, path(u"ada.json"_s), u"--deployment"_s, path(u"data/deployment.json"_s), u"--json"_s});
    QVERIFY2(assigned.exit == 0, assigned.err.constData());
    const ProgramRun set = as(u"ada"_s, {u"pin"_s, u"set"_s}, passphrase + "271828\n");
    QVERIFY2(set.exit == 0, set.err.constData());
    const ProgramRun listed = as(u"ada"_s, {u"operator"_s, u"list"_s}, {});
    QVERIFY2(listed.exit == 0, listed.err.constData());
    QCOMPARE(listed.json().object().find("operators"_L1)->array().size(), people.size());
    QVERIFY(!listed.err.contains("SAMPLE"));
}

void FoundingStoryTest::thePinCannotBeExchangedWithoutIt()
{
    const ProgramRun wrong = as(u"ada"_s, {u"pin"_s, u"set"_s}, passphrase + "000000\n314159\n");
    QCOMPARE(wrong.exit, 4);
    QCOMPARE(wrong.member("type"_L1), u"urn:enigm:problem:wrong-pin"_s);
    const ProgramRun right = as(u"ada"_s, {u"pin"_s, u"set"_s}, passphrase + "271828\n314159\n");
    QVERIFY2(right.exit == 0, right.err.constData());
}

ENIGM_TEST_MAIN(FoundingStoryTest)
#include "FoundingStoryTest.moc"
