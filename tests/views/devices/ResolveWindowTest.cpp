#include "views/devices/ResolveWindow.h"

#include "contract/fleet/HandleEpoch.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QDateEdit>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ResolveHandleParameters;
using fleet::DeviceHandle;
using fleet::HandleAudience;
using views::design::Button;
using views::devices::ResolveWindow;

/// It is said which handle is to be resolved, and of which day.
class ResolveWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light); }
    void init();
    void cleanup() { delete m_window; }

    void aHandleIsAskedForAsItWasSeen();
    void anEarlierDayCanBeChosenAndALaterOneCannot();
    void aConsolesHandleIsNothingToResolve();
    void aWrongCharacterIsSaid();
    void escapeAsksForNothing();
    void looksSound();

private:
    void next() { QTest::mouseClick(m_window->findChild<Button *>(u"resolveNext"_s), Qt::LeftButton); }
    [[nodiscard]] QLineEdit *handle() const { return m_window->findChild<QLineEdit *>(u"resolveHandle"_s); }
    [[nodiscard]] QDateEdit *day() const { return m_window->findChild<QDateEdit *>(u"resolveDay"_s); }

    std::unique_ptr<views::design::Theme> m_theme;
    QPointer<ResolveWindow> m_window;
    std::optional<ResolveHandleParameters> m_asked;
};

namespace {

constexpr qint64 now = 1'800'000'000;
const DeviceHandle network = DeviceHandle::fromBytes(HandleAudience::Network, {1, 2, 3});

} // namespace

void ResolveWindowTest::init()
{
    m_theme->setChoice(views::design::SchemeChoice::Light);
    m_asked.reset();
    m_window = new ResolveWindow(now);
    connect(m_window, &ResolveWindow::defined, this, [this](const ResolveHandleParameters &asked) { m_asked = asked; });
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

void ResolveWindowTest::aHandleIsAskedForAsItWasSeen()
{
    QTest::keyClicks(handle(), network.grouped().toUpper());
    next();
    QVERIFY(m_asked);
    QCOMPARE(*m_asked,
             (ResolveHandleParameters{
                 .audience = HandleAudience::Network, .epoch = fleet::handleEpochAt(now), .handle = network}));
    QTRY_VERIFY(!m_window);
}

void ResolveWindowTest::anEarlierDayCanBeChosenAndALaterOneCannot()
{
    const QDate today = day()->date();
    QCOMPARE(today, QDate(2027, 1, 15));
    day()->setDate(today.addDays(1));
    QCOMPARE(day()->date(), today);
    day()->setDate(today.addDays(-3));
    handle()->setText(DeviceHandle::fromBytes(HandleAudience::Intelligence, {4}).text());
    next();
    QVERIFY(m_asked);
    QCOMPARE(m_asked->epoch, fleet::handleEpochAt(now) - 3);
    QCOMPARE(m_asked->audience, HandleAudience::Intelligence);
}

void ResolveWindowTest::aConsolesHandleIsNothingToResolve()
{
    handle()->setText(DeviceHandle::fromBytes(HandleAudience::Console, {1}).text());
    next();
    QVERIFY(!m_asked);
    QVERIFY(shows(*m_window, u"there is nothing to resolve"_s));
}

void ResolveWindowTest::aWrongCharacterIsSaid()
{
    for (const QString &text : {QString(), u"edn1"_s, network.text().chopped(1) + u'b'}) {
        handle()->setText(text);
        next();
        QVERIFY(!m_asked);
        QVERIFY(shows(*m_window, u"This is not a handle"_s));
    }
    handle()->setText(network.text());
    next();
    QVERIFY(m_asked);
}

void ResolveWindowTest::escapeAsksForNothing()
{
    handle()->setText(network.text());
    QTest::keyClick(m_window, Qt::Key_Escape);
    QTRY_VERIFY(!m_window);
    QVERIFY(!m_asked);
}

void ResolveWindowTest::looksSound()
{
    handle()->setText(network.grouped());
    QCOMPARE(lookOver(*m_window, *m_theme, u"resolve-handle"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(ResolveWindowTest)
#include "ResolveWindowTest.moc"
