#include "app/console/ConsoleWindow.h"

#include "tests/app/console/Children.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/theme/Theme.h"
#include "views/signin/FirstRunPage.h"
#include "views/signin/SignInPage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using app::ConsoleWindow;
using app::EmbeddedControlPlane;
using views::signin::FirstRunPage;
using views::signin::SignInPage;

namespace {

constexpr int patience = 90'000; // milliseconds

} // namespace

/// A person in front of the console's window, whose control plane runs beside it.
class ConsoleWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstStartAsks();
    void aMissingDeploymentFileIsSaid();
    void aWrongPassphraseOpensNothing();
    void whoSignsInSeesTheFleet();
    void whoWantsAnotherDeploymentChoosesAgain();
    void aCrashOfTheControlPlaneIsSaidAndCanBeMended();

private:
    struct Desk;
    [[nodiscard]] QString data() const { return m_home.filePath(u"sample"_s); }

    QTemporaryDir m_home;
    std::unique_ptr<views::design::Theme> m_theme;
};

/// The window on a state of its own, and what a person does with it.
struct ConsoleWindowTest::Desk
{
    explicit Desk(app::ConsoleOptions options)
        : window(std::move(options), state.path())
    {
        window.show();
        window.start();
    }
    template <typename Page>
    [[nodiscard]] bool isOn() const
    {
        return qobject_cast<Page *>(window.currentWidget()) != nullptr;
    }
    [[nodiscard]] bool sees(const QString &words) const { return shows(*window.currentWidget(), words); }
    void choose(int row)
    {
        auto *const list = window.findChild<QListWidget *>(u"profiles"_s);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
    }
    void signIn(const QString &passphrase)
    {
        QTest::keyClicks(window.findChild<QLineEdit *>(u"passphrase"_s), passphrase);
        QTest::mouseClick(window.findChild<QAbstractButton *>(u"signIn"_s), Qt::LeftButton);
    }

    const QTemporaryDir state;
    ConsoleWindow window;
};

void ConsoleWindowTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    EmbeddedControlPlane plane(data());
    bool isReady = false;
    QString reason;
    connect(&plane, &EmbeddedControlPlane::ready, this, [&isReady] { isReady = true; });
    connect(&plane, &EmbeddedControlPlane::failed, this,
            [&reason](const Problem &problem) { reason = problem.detail; });
    plane.start(20);
    QTRY_VERIFY_WITH_TIMEOUT(isReady || !reason.isEmpty(), patience);
    QCOMPARE(reason, QString());
}

void ConsoleWindowTest::theFirstStartAsks()
{
    Desk desk({});
    QVERIFY(desk.isOn<FirstRunPage>());
    QVERIFY(desk.window.embedded() == nullptr);
    QVERIFY(desk.window.findChild<QAbstractButton *>(u"tryHere"_s)->isVisible());
    QVERIFY(desk.window.findChild<QAbstractButton *>(u"connectTo"_s)->isVisible());
}

void ConsoleWindowTest::aMissingDeploymentFileIsSaid()
{
    const QString missing = m_home.filePath(u"gone.json"_s);
    Desk desk({.deploymentFile = missing, .sampleData = {}, .scheme = {}});
    QVERIFY(desk.isOn<FirstRunPage>());
    QTRY_VERIFY(desk.sees(u"The file cannot be used"_s));
}

void ConsoleWindowTest::aWrongPassphraseOpensNothing()
{
    Desk desk({.deploymentFile = {}, .sampleData = data(), .scheme = {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isOn<SignInPage>(), patience);
    desk.choose(0);
    desk.signIn(u"simple"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.sees(u"That passphrase does not open"_s), patience);
    QVERIFY(desk.isOn<SignInPage>());
    QCOMPARE(desk.window.findChild<QLineEdit *>(u"passphrase"_s)->text(), QString());
}

void ConsoleWindowTest::whoSignsInSeesTheFleet()
{
    Desk desk({.deploymentFile = {}, .sampleData = data(), .scheme = {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isOn<SignInPage>(), patience);
    desk.choose(0);
    desk.signIn(u"sample"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.currentWidget()->findChild<QWidget *>(u"devicesTable"_s) != nullptr, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.findChild<QWidget *>(u"devicesTable"_s)->isVisible(), patience);
}

void ConsoleWindowTest::whoWantsAnotherDeploymentChoosesAgain()
{
    Desk desk({.deploymentFile = {}, .sampleData = data(), .scheme = {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isOn<SignInPage>(), patience);
    const auto children = childrenOf(QCoreApplication::applicationPid());
    QCOMPARE(children.size(), std::size_t{1});
    QTest::mouseClick(desk.window.findChild<QAbstractButton *>(u"anotherDeployment"_s), Qt::LeftButton);
    QVERIFY(desk.isOn<FirstRunPage>());
    QVERIFY(desk.window.findChild<QAbstractButton *>(u"tryHere"_s)->isEnabled());
    QVERIFY(desk.window.findChild<QAbstractButton *>(u"connectTo"_s)->isEnabled());
    QVERIFY(!desk.sees(u"Starting the control plane"_s));
    QTRY_VERIFY(!isRunning(children.front())); // nobody is left whom it could serve
}

void ConsoleWindowTest::aCrashOfTheControlPlaneIsSaidAndCanBeMended()
{
    Desk desk({.deploymentFile = {}, .sampleData = data(), .scheme = {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.isOn<SignInPage>(), patience);
    desk.choose(0);
    desk.signIn(u"sample"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.isOn<SignInPage>(), patience);
    const auto children = childrenOf(QCoreApplication::applicationPid());
    QCOMPARE(children.size(), std::size_t{1});
    QCOMPARE(::kill(static_cast<pid_t>(children.front()), SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isOn<FirstRunPage>(), patience);
    QVERIFY(desk.sees(u"The control plane has stopped"_s));
    auto *const again = desk.window.findChild<QAbstractButton *>(u"tryHere"_s);
    QTRY_VERIFY(again->isEnabled());
    // What is looked for now is the sample of this window's own state, which is founded first: that it begins is
    // enough.
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(desk.sees(u"Founding a sample organisation"_s) || desk.isOn<SignInPage>(), patience);
}

ENIGM_WIDGET_TEST_MAIN(ConsoleWindowTest)
#include "ConsoleWindowTest.moc"
