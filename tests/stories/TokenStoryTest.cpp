#include "app/console/ConsoleWindow.h"
#include "contract/json/JsonParser.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/stories/tour/Hands.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/token/SoftToken.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTableView>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using tour::Hands;

/// An approver whose key never leaves a token: made in it, admitted by others, signing by enigmctl and in the console.
/// The functions are chapters, in order.
class TokenStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theKeyIsMadeInTheToken();
    void othersAdmitItsOwner();
    void theOwnerSetsAPin();
    void theWrongPinOfTheTokenSignsNothing();
    void theOwnerApproves();
    void theOwnerApprovesInTheConsole();
    void withoutTheTokenNothingIsSigned();
    void theEvidenceNamesTheKeyOfTheToken();

private:
    [[nodiscard]] ProgramRun asOwner(const QStringList &arguments, const QByteArray &lines) const;
    [[nodiscard]] QString askForRevocation();
    [[nodiscard]] QString stateOf(const QString &change) const;
    void signInTheConsole(const QString &deploymentFile);

    SampleOrganisation m_sample;
    SoftToken m_token;
    std::unique_ptr<views::design::Theme> m_theme;
    QString m_thumbprint;
    QString m_first; ///< changes
    QString m_second;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;
const QString reviewer = u"reviewer-1"_s;
const QByteArray ownerPin = "271828";

QByteArray lines(const QByteArrayList &list)
{
    return list.join('\n') + '\n';
}

} // namespace

void TokenStoryTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

ProgramRun TokenStoryTest::asOwner(const QStringList &arguments, const QByteArray &input) const
{
    const QStringList identity{u"--operator"_s, m_sample.path(u"grace.json"_s), u"--deployment"_s,
                               m_sample.deploymentFile()};
    const QStringList byDescriptor{u"--passphrase-fd"_s, u"0"_s, u"--pin-fd"_s, u"0"_s, u"--json"_s};
    return m_sample.withInput(arguments + identity + byDescriptor, input);
}

QString TokenStoryTest::stateOf(const QString &change) const
{
    return m_sample.as(approver, {u"change"_s, u"show"_s, change}).member("state"_L1);
}

QString TokenStoryTest::askForRevocation()
{
    const ProgramRun trusted =
        m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s, u"--limit"_s, u"1"_s});
    const QString device =
        trusted.json().object().find("devices"_L1)->array().front().object().find("handle"_L1)->text();
    return m_sample.as(administrator, {u"device"_s, u"revoke"_s, device, u"--reason"_s, u"Lost for good"_s, u"--yes"_s})
        .member("id"_L1);
}

void TokenStoryTest::theKeyIsMadeInTheToken()
{
    const ProgramRun made = m_sample.withInput(
        {u"key"_s, u"create"_s, m_sample.path(u"grace.json"_s), u"--name"_s, u"grace"_s, u"--deployment"_s,
         m_sample.deploymentFile(), u"--pkcs11-module"_s, m_token.module(), u"--pkcs11-token"_s, SoftToken::label(),
         u"--pkcs11-label"_s, u"grace"_s, u"--passphrase-fd"_s, u"0"_s, u"--json"_s},
        lines({SoftToken::pin()}));
    ENIGM_SUCCEEDS(made);
    m_thumbprint = made.member("thumbprint"_L1);
    QFile shown(m_sample.path(u"grace.public.json"_s));
    QVERIFY(shown.open(QIODevice::WriteOnly) && shown.write(made.out) == made.out.size());
}

void TokenStoryTest::othersAdmitItsOwner()
{
    const ProgramRun asked = m_sample.as(
        administrator, {u"operator"_s, u"admit"_s, u"--name"_s, u"grace"_s, u"--role"_s, u"approver"_s, u"--key"_s,
                        m_sample.path(u"grace.public.json"_s), u"--reason"_s, u"Joins the night shift"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(asked);
    const QStringList approve{u"change"_s, u"approve"_s, asked.member("id"_L1), u"--yes"_s};
    QCOMPARE(m_sample.as(approver, approve).member("state"_L1), u"pending"_s);
    QCOMPARE(m_sample.as(reviewer, approve).member("state"_L1), u"executed"_s);
}

void TokenStoryTest::theOwnerSetsAPin()
{
    ENIGM_SUCCEEDS(asOwner({u"pin"_s, u"set"_s}, lines({SoftToken::pin(), SoftToken::pin(), ownerPin})));
}

void TokenStoryTest::theWrongPinOfTheTokenSignsNothing()
{
    m_first = askForRevocation();
    QVERIFY(!m_first.isEmpty());
    const QStringList approve{u"change"_s, u"approve"_s, m_first, u"--yes"_s};
    const ProgramRun signIn = asOwner(approve, lines({"000000"}));
    QCOMPARE(signIn.exit, 4);
    QCOMPARE(signIn.member("type"_L1), u"urn:enigm:problem:wrong-passphrase"_s);
    // Signed in with the right one, the gesture asks for it again.
    const ProgramRun gesture = asOwner(approve, lines({SoftToken::pin(), "000000", ownerPin}));
    QCOMPARE(gesture.exit, 4);
    QCOMPARE(gesture.member("type"_L1), u"urn:enigm:problem:wrong-passphrase"_s);
    QCOMPARE(stateOf(m_first), u"pending"_s);
}

void TokenStoryTest::theOwnerApproves()
{
    const QStringList approve{u"change"_s, u"approve"_s, m_first, u"--comment"_s, u"Confirmed by phone"_s, u"--yes"_s};
    const ProgramRun run = asOwner(approve, lines({SoftToken::pin(), SoftToken::pin(), ownerPin}));
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"executed"_s);
}

/// A console elsewhere, which was given the deployment file alone.
void TokenStoryTest::signInTheConsole(const QString &deploymentFile)
{
    app::ConsoleWindow window({.deploymentFile = deploymentFile, .sampleData = {}, .scheme = {}},
                              m_sample.path(u"console"_s));
    window.show();
    window.start();
    Hands::click(u"importKey"_s);
    Hands::answerFileDialog(m_sample.path(u"grace.json"_s));
    Hands::choose(u"profiles"_s, u"grace"_s);
    Hands::type(u"passphrase"_s, u"000000"_s);
    Hands::click(u"signIn"_s);
    Hands::await(u"for the token to refuse"_s, [] { return Hands::find(u"signIn"_s)->isEnabled(); });
    Hands::type(u"passphrase"_s, QString::fromLatin1(SoftToken::pin()));
    Hands::click(u"signIn"_s);

    auto *const table = Hands::find<QTableView>(u"approvalsTable"_s);
    Hands::await(u"for the request in the inbox"_s, [table] { return table->model()->rowCount() > 0; });
    Hands::doubleClickCell(table, 0, 0);
    Hands::click(u"reviewSign"_s);
    Hands::type(u"stepUpKeySecret"_s, QString::fromLatin1(SoftToken::pin()));
    QTest::keyClick(Hands::find(u"stepUpKeySecret"_s), Qt::Key_Return);
    QTest::keyClicks(Hands::find(u"stepUpPin"_s), QString::fromLatin1(ownerPin));
    Hands::find(u"reviewEvidence"_s); // there is some once the change is executed
}

void TokenStoryTest::theOwnerApprovesInTheConsole()
{
    m_second = askForRevocation();
    QVERIFY(!m_second.isEmpty());
    const QString deploymentFile = m_sample.path(u"given/deployment.json"_s);
    QVERIFY(QDir().mkpath(m_sample.path(u"given"_s)));
    QVERIFY(QFile::copy(m_sample.deploymentFile(), deploymentFile));
    try {
        signInTheConsole(deploymentFile);
    } catch (const tour::Stuck &stuck) {
        QFAIL(stuck.what());
    }
    QCOMPARE(stateOf(m_second), u"executed"_s);
}

void TokenStoryTest::theEvidenceNamesTheKeyOfTheToken()
{
    for (const QString &change : {m_first, m_second}) {
        const QString file = m_sample.path(change + u".json"_s);
        ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"evidence"_s, change, u"--output"_s, file}));
        ENIGM_SUCCEEDS(m_sample.offline(
            {u"evidence"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
    }
    const ProgramRun people = m_sample.as(approver, {u"operator"_s, u"list"_s});
    QVERIFY(people.out.contains(m_thumbprint.toLatin1()));
}

void TokenStoryTest::withoutTheTokenNothingIsSigned()
{
    const QString change = askForRevocation();
    m_token.destroy();
    const ProgramRun run =
        asOwner({u"change"_s, u"approve"_s, change, u"--yes"_s}, lines({SoftToken::pin(), SoftToken::pin(), ownerPin}));
    QCOMPARE(run.exit, 3);
    QCOMPARE(run.member("type"_L1), u"urn:enigm:problem:token-unavailable"_s);
    QCOMPARE(stateOf(change), u"pending"_s);
}

ENIGM_WIDGET_TEST_MAIN(TokenStoryTest)
#include "TokenStoryTest.moc"
