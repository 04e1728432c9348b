#include "views/signin/FirstRunPage.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;
using enigm::views::signin::FirstRunPage;

/// A person in front of a new console chooses: a sample here, or the organisation's own control plane.
class FirstRunPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void bothWaysAreOpen();
    void tabAndSpaceChoose();
    void thereIsNoSecondChoiceWhileOneIsUnderWay();
    void afterAProblemThePersonChoosesAgain();
    void theDeploymentFileIsAskedFor();
    void looksSound();
    void cleanup() { m_page.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

private:
    [[nodiscard]] QAbstractButton *button(const QString &name) const
    {
        return m_page->findChild<QAbstractButton *>(name);
    }

    std::unique_ptr<enigm::views::design::Theme> m_theme;
    std::unique_ptr<FirstRunPage> m_page;
};

void FirstRunPageTest::initTestCase()
{
    m_theme = std::make_unique<enigm::views::design::Theme>(*qApp, enigm::views::design::SchemeChoice::Light);
}

void FirstRunPageTest::init()
{
    m_page = std::make_unique<FirstRunPage>();
    m_page->resize(1280, 800);
    m_page->show();
    QApplication::setActiveWindow(m_page.get());
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void FirstRunPageTest::bothWaysAreOpen()
{
    QSignalSpy here(m_page.get(), &FirstRunPage::tryHereRequested);
    QVERIFY(button(u"connectTo"_s)->isEnabled());
    QTest::mouseClick(button(u"tryHere"_s), Qt::LeftButton);
    QCOMPARE(here.size(), 1);
}

void FirstRunPageTest::tabAndSpaceChoose()
{
    QSignalSpy here(m_page.get(), &FirstRunPage::tryHereRequested);
    for (int stops = 0; stops < 5 && QApplication::focusWidget() != button(u"tryHere"_s); ++stops)
        QTest::keyClick(m_page.get(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button(u"tryHere"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(here.size(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button(u"connectTo"_s));
}

void FirstRunPageTest::thereIsNoSecondChoiceWhileOneIsUnderWay()
{
    QSignalSpy here(m_page.get(), &FirstRunPage::tryHereRequested);
    m_page->setProgress(u"enrolling devices: 512 of 5,000"_s);
    QVERIFY(shows(*m_page, u"512 of 5,000"_s));
    QTest::mouseClick(button(u"tryHere"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"connectTo"_s), Qt::LeftButton);
    QCOMPARE(here.size(), 0);
    QVERIFY(m_page->findChild<QFileDialog *>() == nullptr);
}

void FirstRunPageTest::afterAProblemThePersonChoosesAgain()
{
    QSignalSpy here(m_page.get(), &FirstRunPage::tryHereRequested);
    m_page->setProgress(u"founding"_s);
    m_page->setProblem(u"The control plane has stopped: the disk is full"_s);
    QVERIFY(shows(*m_page, u"the disk is full"_s));
    QTest::mouseClick(button(u"tryHere"_s), Qt::LeftButton);
    QCOMPARE(here.size(), 1);
    m_page->setOpen();
    QVERIFY(!shows(*m_page, u"the disk is full"_s));
    QVERIFY(button(u"tryHere"_s)->isEnabled());
}

void FirstRunPageTest::theDeploymentFileIsAskedFor()
{
    const QTemporaryDir handedOver;
    const QString path = handedOver.filePath(u"deployment.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QSignalSpy connecting(m_page.get(), &FirstRunPage::connectRequested);
    QTest::mouseClick(button(u"connectTo"_s), Qt::LeftButton);
    auto *dialog = m_page->findChild<QFileDialog *>(u"pathDialog"_s);
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(dialog->isVisible());
    Q_EMIT dialog->fileSelected(path); // what the dialog of whichever desktop says in the end
    QCOMPARE(connecting.size(), 1);
    QCOMPARE(connecting.first().first().toString(), path);
    dialog->reject();
    QCOMPARE(connecting.size(), 1);
}

void FirstRunPageTest::looksSound()
{
    QCOMPARE(lookOver(*m_page, *m_theme, u"first-run"_s), QString());
    m_page->setProblem(u"The file cannot be used. Check that it exists and that you may read and write it."_s);
    QCOMPARE(lookOver(*m_page, *m_theme, u"first-run-problem"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(FirstRunPageTest)
#include "FirstRunPageTest.moc"
