#include "views/signin/SignInPage.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using views::signin::Profile;
using views::signin::SignInPage;

/// A person chooses who to be, and opens the key.
class SignInPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void thePassphraseGoesOnceAndIsForgotten();
    void nothingEnteredIsAskedFor();
    void aTokenIsAskedForItsPin();
    void whatDoesNotOpenTheKeyIsSaid();
    void whoeverWasChosenStaysChosen();
    void anotherChoiceBeginsAnew();
    void aConsoleWithoutKeysSaysSo();
    void whileSigningInNothingCanBeChanged();
    void aKeyIsAddedFromAFile();
    void anotherDeploymentCanBeChosen();
    void looksSound();

private:
    [[nodiscard]] QLineEdit *secret() const { return m_page->findChild<QLineEdit *>(u"passphrase"_s); }
    [[nodiscard]] QAbstractButton *button(const QString &name) const
    {
        return m_page->findChild<QAbstractButton *>(name);
    }
    [[nodiscard]] QListWidget *list() const { return m_page->findChild<QListWidget *>(u"profiles"_s); }

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<SignInPage> m_page;
};

namespace {

const std::vector<Profile> profiles{
    {.operatorId = u"id-1"_s, .name = u"Ada"_s, .hint = u"Sample operator. Passphrase: sample."_s, .token = {}},
    {.operatorId = u"id-2"_s, .name = u"Ben"_s, .hint = {}, .token = u"Ben's token"_s}};

} // namespace

void SignInPageTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void SignInPageTest::init()
{
    m_page = std::make_unique<SignInPage>();
    m_page->resize(720, 640);
    m_page->setDeployment(u"acme-prod"_s, u"7F3A·C2"_s);
    m_page->setProfiles(profiles);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void SignInPageTest::thePassphraseGoesOnceAndIsForgotten()
{
    const QSignalSpy requested(m_page.get(), &SignInPage::signInRequested);
    QTest::keyClicks(secret(), u"sample"_s);
    QTest::keyClick(secret(), Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.front().front().toString(), u"id-1"_s);
    QCOMPARE(m_page->takeKeySecret().view(), QByteArrayView("sample"));
    QVERIFY(m_page->takeKeySecret().isEmpty());
    QVERIFY(secret()->text().isEmpty());
}

void SignInPageTest::nothingEnteredIsAskedFor()
{
    const QSignalSpy requested(m_page.get(), &SignInPage::signInRequested);
    QTest::keyClick(secret(), Qt::Key_Return);
    QCOMPARE(requested.count(), 0);
    QVERIFY(shows(*m_page, u"Enter what opens this operator's key."_s));
}

void SignInPageTest::aTokenIsAskedForItsPin()
{
    QCOMPARE(secret()->accessibleName(), u"Passphrase of the operator key"_s);
    list()->setCurrentRow(1);
    QCOMPARE(secret()->placeholderText(), u"Token PIN (Ben's token)"_s);
    QCOMPARE(secret()->accessibleName(), u"Token PIN (Ben's token)"_s);
    QCOMPARE(secret()->echoMode(), QLineEdit::Password);
}

void SignInPageTest::whatDoesNotOpenTheKeyIsSaid()
{
    m_page->setWrongKeySecret();
    QVERIFY(shows(*m_page, u"That passphrase does not open this operator's key."_s));
    list()->setCurrentRow(1);
    QVERIFY(!shows(*m_page, u"That passphrase"_s));
    m_page->setWrongKeySecret();
    QVERIFY(shows(*m_page, u"The token refuses that PIN"_s));
    QCOMPARE(m_page->chosen(), u"id-2"_s);
}

void SignInPageTest::whoeverWasChosenStaysChosen()
{
    list()->setCurrentRow(1);
    QTest::keyClicks(secret(), u"6543"_s);
    m_page->setProblem(u"Your session has ended."_s);
    std::vector<Profile> more = profiles;
    more.insert(more.begin(), {.operatorId = u"id-0"_s, .name = u"Cem"_s, .hint = {}, .token = {}});
    m_page->setProfiles(more);
    QCOMPARE(m_page->chosen(), u"id-2"_s);
    QCOMPARE(secret()->text(), u"6543"_s);
    QVERIFY(shows(*m_page, u"Your session has ended."_s));
}

void SignInPageTest::anotherChoiceBeginsAnew()
{
    QTest::keyClicks(secret(), u"half"_s);
    m_page->setWrongKeySecret();
    list()->setCurrentRow(1);
    QVERIFY(secret()->text().isEmpty());
    QVERIFY(!shows(*m_page, u"Sample operator"_s));
    m_page->setProfiles({profiles.front()});
    QCOMPARE(m_page->chosen(), u"id-1"_s);
    QVERIFY(shows(*m_page, u"Sample operator"_s));
}

void SignInPageTest::aConsoleWithoutKeysSaysSo()
{
    m_page->setProfiles({});
    QVERIFY(m_page->chosen().isEmpty());
    QVERIFY(shows(*m_page, u"This console holds no operator key of this deployment yet."_s));
}

void SignInPageTest::whileSigningInNothingCanBeChanged()
{
    const QSignalSpy requested(m_page.get(), &SignInPage::signInRequested);
    QTest::keyClicks(secret(), u"sample"_s);
    m_page->setBusy(true);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualItemRect(list()->item(1)).center());
    QTest::mouseClick(button(u"signIn"_s), Qt::LeftButton);
    QTest::keyClick(secret(), Qt::Key_Return);
    QCOMPARE(requested.count(), 0);
    QCOMPARE(m_page->chosen(), u"id-1"_s);
    m_page->setBusy(false);
    QTest::mouseClick(button(u"signIn"_s), Qt::LeftButton);
    QCOMPARE(requested.count(), 1);
}

void SignInPageTest::aKeyIsAddedFromAFile()
{
    const QSignalSpy imported(m_page.get(), &SignInPage::importRequested);
    QTest::mouseClick(button(u"importKey"_s), Qt::LeftButton);
    auto *dialog = m_page->findChild<QFileDialog *>(u"pathDialog"_s);
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(dialog->isVisible());
    Q_EMIT dialog->fileSelected(u"/handed/over.json"_s); // what the dialog of whichever desktop says in the end
    QCOMPARE(imported.count(), 1);
    QCOMPARE(imported.front().front().toString(), u"/handed/over.json"_s);
    dialog->reject();
}

void SignInPageTest::anotherDeploymentCanBeChosen()
{
    const QSignalSpy other(m_page.get(), &SignInPage::anotherDeploymentRequested);
    QTest::mouseClick(button(u"anotherDeployment"_s), Qt::LeftButton);
    QCOMPARE(other.count(), 1);
}

void SignInPageTest::looksSound()
{
    QCOMPARE(lookOver(*m_page, *m_theme, u"sign-in"_s), QString());
    list()->setCurrentRow(1);
    m_page->setWrongKeySecret();
    QCOMPARE(lookOver(*m_page, *m_theme, u"sign-in-token"_s), QString());
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

ENIGM_WIDGET_TEST_MAIN(SignInPageTest)
#include "SignInPageTest.moc"
