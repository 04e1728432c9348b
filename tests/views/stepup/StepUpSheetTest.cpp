#include "contract/encoding/DigestWords.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/theme/Theme.h"
#include "views/stepup/SheetStepUpPrompt.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using client::StepUpAnswer;
using client::StepUpQuestion;
using views::design::PinEdit;
using views::stepup::SheetStepUpPrompt;
using Wrong = client::StepUpQuestion::Wrong;

/// A person confirms an act in the sheet over the window that asked.
class StepUpSheetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passphraseThenPinIsOneGesture();
    void enterNeverAnswersHalf();
    void whatIsMissingIsFilledLast();
    void aWrongPassphraseIsSaidInPlace();
    void aWrongPinNamesTheAttemptsLeft();
    void aTokenIsAskedForItsPin();
    void nothingIsTakenWhileTheAnswerIsChecked();
    void escapeCancels();
    void cancellingWhileItIsCheckedTakesItBack();
    void aClosedWindowCancels();
    void aPromptThatGoesCancels();
    void aSampleSaysWhereItsSecretsAre();
    void aPersonErrsTwiceAndSigns();
    void looksSound();

private:
    struct Desk;
    std::unique_ptr<views::design::Theme> m_theme;
};

/// A window with something to sign in it, and the prompt over it.
struct StepUpSheetTest::Desk
{
    Desk()
        : prompt([this] { return window.get(); })
    {
        window->resize(720, 560);
        new QLineEdit(window.get());
        window->show();
        isShown = QTest::qWaitForWindowExposed(window.get());
        window->findChild<QLineEdit *>()->setFocus();
    }
    using Answer = Awaited<Expected<StepUpAnswer>>;
    [[nodiscard]] Answer ask(Wrong wrong = Wrong::Nothing, std::optional<int> attemptsLeft = {})
    {
        return Answer(prompt.ask(question(wrong, attemptsLeft)));
    }
    [[nodiscard]] StepUpQuestion question(Wrong wrong, std::optional<int> attemptsLeft) const
    {
        return {.act = u"Sign the revocation of 12 devices"_s,
                .digest = signing::sha256("twelve"),
                .token = token,
                .wrong = wrong,
                .attemptsLeft = attemptsLeft};
    }
    [[nodiscard]] QLineEdit *keySecret() const { return window->findChild<QLineEdit *>(u"stepUpKeySecret"_s); }
    [[nodiscard]] PinEdit *pin() const { return window->findChild<PinEdit *>(u"stepUpPin"_s); }
    void type(const QString &secret, const QString &digits) const
    {
        QTest::keyClicks(keySecret(), secret);
        QTest::keyClick(keySecret(), Qt::Key_Return);
        QTest::keyClicks(pin(), digits);
    }
    [[nodiscard]] bool says(const QString &words) const { return shows(*window, words); }

    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
    SheetStepUpPrompt prompt;
    QString token;
    bool isShown = false;
};

void StepUpSheetTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void StepUpSheetTest::passphraseThenPinIsOneGesture()
{
    Desk desk;
    QVERIFY(desk.isShown);
    const auto answer = desk.ask();
    QVERIFY(desk.says(u"Sign the revocation of 12 devices"_s));
    QVERIFY(desk.says(encoding::digestWords(signing::sha256("twelve"))));
    QVERIFY(desk.keySecret()->hasFocus());
    QCOMPARE(desk.keySecret()->echoMode(), QLineEdit::Password);
    QTest::keyClicks(desk.keySecret(), u"correct horse"_s);
    QTest::keyClick(desk.keySecret(), Qt::Key_Return);
    QVERIFY(desk.pin()->hasFocus());
    QTest::keyClicks(desk.pin(), u"27182"_s);
    QVERIFY(!answer.isDone());
    QTest::keyClicks(desk.pin(), u"8"_s);
    QTRY_VERIFY(answer.isDone());
    QVERIFY(answer.value());
    QCOMPARE(answer.value()->keySecret.view(), QByteArrayView("correct horse"));
    QCOMPARE(answer.value()->pin.view(), QByteArrayView("271828"));
    QVERIFY(desk.keySecret()->text().isEmpty() && desk.pin()->text().isEmpty());
    desk.prompt.finished();
    QVERIFY(desk.window->findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly)->hasFocus());
    QTRY_VERIFY(!desk.pin());
    QVERIFY(!desk.prompt.isWithdrawn());
}

void StepUpSheetTest::enterNeverAnswersHalf()
{
    Desk desk;
    const auto answer = desk.ask();
    QTest::keyClick(desk.keySecret(), Qt::Key_Return);
    QVERIFY(desk.keySecret()->hasFocus());
    QTest::keyClicks(desk.keySecret(), u"correct horse"_s);
    QTest::keyClick(desk.keySecret(), Qt::Key_Return);
    QTest::keyClicks(desk.pin(), u"271"_s);
    QTest::keyClick(desk.pin(), Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(!answer.isDone());
    QVERIFY(desk.pin()->hasFocus());
}

void StepUpSheetTest::whatIsMissingIsFilledLast()
{
    Desk desk;
    const auto answer = desk.ask();
    QTest::keyClicks(desk.pin(), u"271828"_s);
    QVERIFY(desk.keySecret()->hasFocus());
    QTest::keyClicks(desk.keySecret(), u"correct horse"_s);
    QVERIFY(!answer.isDone());
    QTest::keyClick(desk.keySecret(), Qt::Key_Return);
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(answer.value()->pin.view(), QByteArrayView("271828"));
}

void StepUpSheetTest::aWrongPassphraseIsSaidInPlace()
{
    Desk desk;
    const auto first = desk.ask();
    const QWidget *const sheet = desk.keySecret();
    desk.type(u"correct house"_s, u"271828"_s);
    QTRY_VERIFY(first.isDone());
    const auto second = desk.ask(Wrong::KeySecret);
    QCOMPARE(static_cast<const QWidget *>(desk.keySecret()), sheet); // the same one
    QVERIFY(desk.says(u"That passphrase does not open your key."_s));
    QVERIFY(desk.says(u"no attempt at the PIN was spent"_s));
    QVERIFY(desk.keySecret()->hasFocus() && desk.keySecret()->text().isEmpty());
    QVERIFY(desk.keySecret()->accessibleDescription().contains(u"does not open your key"_s));
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(second.isDone());
    QCOMPARE(second.value()->keySecret.view(), QByteArrayView("correct horse"));
}

void StepUpSheetTest::aWrongPinNamesTheAttemptsLeft()
{
    Desk desk;
    const auto first = desk.ask(Wrong::Pin, 4);
    QVERIFY(desk.says(u"The PIN was wrong. 4 attempt"_s));
    QVERIFY(desk.keySecret()->hasFocus());
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(first.isDone());
    const auto second = desk.ask(Wrong::Pin);
    QVERIFY(desk.says(u"The PIN was wrong. Enter both again."_s));
}

void StepUpSheetTest::aTokenIsAskedForItsPin()
{
    Desk desk;
    desk.token = u"Ada's token"_s;
    const auto first = desk.ask();
    QVERIFY(desk.says(u"Token PIN (Ada's token)"_s));
    QVERIFY(!desk.says(u"Passphrase"_s));
    QCOMPARE(desk.keySecret()->accessibleName(), u"Token PIN (Ada's token)"_s);
    QCOMPARE(desk.pin()->accessibleName(), u"Your PIN, six digits"_s);
    desk.type(u"654321"_s, u"271828"_s);
    QTRY_VERIFY(first.isDone());
    const auto second = desk.ask(Wrong::KeySecret);
    QVERIFY(desk.says(u"The token refuses that PIN"_s));
}

void StepUpSheetTest::nothingIsTakenWhileTheAnswerIsChecked()
{
    Desk desk;
    const auto answer = desk.ask();
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(answer.isDone());
    QVERIFY(desk.says(u"Checking"_s));
    QVERIFY(!desk.keySecret()->isEnabled() && !desk.pin()->isEnabled());
    const auto *const focus = QApplication::focusWidget();
    QVERIFY(!focus || focus->objectName() != "stepUpCancel"_L1); // a key that is pressed once too often
}

void StepUpSheetTest::escapeCancels()
{
    Desk desk;
    const auto answer = desk.ask();
    QTest::keyClicks(desk.keySecret(), u"correct horse"_s);
    QTest::keyClick(desk.keySecret(), Qt::Key_Escape);
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"cancelled"_s);
    QVERIFY(desk.prompt.isWithdrawn());
    desk.prompt.finished();
    QTRY_VERIFY(!desk.pin());
    // The next question begins anew.
    const auto next = desk.ask();
    QVERIFY(desk.keySecret()->isVisible() && desk.keySecret()->text().isEmpty());
    QVERIFY(!desk.prompt.isWithdrawn());
}

void StepUpSheetTest::cancellingWhileItIsCheckedTakesItBack()
{
    Desk desk;
    const auto answer = desk.ask();
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(answer.isDone());
    QVERIFY(!desk.prompt.isWithdrawn());
    auto *const cancel = desk.window->findChild<QWidget *>(u"stepUpCancel"_s);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(desk.prompt.isWithdrawn());
    QVERIFY(!desk.keySecret()->isVisible());
    desk.prompt.finished();
}

void StepUpSheetTest::aClosedWindowCancels()
{
    Desk desk;
    const auto answer = desk.ask();
    desk.window.reset();
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"cancelled"_s);
    QVERIFY(desk.prompt.isWithdrawn());
}

void StepUpSheetTest::aPromptThatGoesCancels()
{
    QWidget window;
    auto prompt = std::make_unique<SheetStepUpPrompt>([&window] { return &window; });
    Desk::Answer answer(prompt->ask({.act = u"Sign"_s, .digest = QByteArray(32, 'd'), .token = {}}));
    prompt.reset();
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"cancelled"_s);
}

void StepUpSheetTest::aSampleSaysWhereItsSecretsAre()
{
    Desk desk;
    desk.prompt.setHint(u"Sample operator. Passphrase: sample. PIN: 271828."_s);
    const auto answer = desk.ask();
    QVERIFY(desk.says(u"Passphrase: sample. PIN: 271828."_s));
}

void StepUpSheetTest::aPersonErrsTwiceAndSigns()
{
    Desk desk;
    SampleHistory history;
    FakeControlPlane plane(history);
    const time::ManualClock clock(history.now());
    client::Session session(plane.deployment(), plane.wire(), clock, desk.prompt);
    const Person &person = history.administrator1;
    const auto key = std::make_shared<WatchedKey>(person.key);
    Awaited<Expected<client::SessionInfo>> info(session.signIn(person.id, key, WatchedKey::secret()));
    QTRY_VERIFY(info.isDone() && info.value());

    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto reason = require(changes::FreeText::make(u"new hire"_s));
    auto change = history.compose(person, u"device.admit"_s, targets);
    change.reason = reason.digest();
    client::SigningRequest act{.act = u"Sign the admission"_s,
                               .value = require(changes::SignedChange::prepare(change, session.key())),
                               .request = {.method = "POST",
                                           .path = u"/v1/changes"_s,
                                           .body = json::Object{{"names"_L1, json::Object{}},
                                                                {"reason"_L1, reason.toJson()},
                                                                {"reference"_L1, json::Value()},
                                                                {"targets"_L1, targets.toJson()}}},
                               .member = "change"_L1};
    Awaited<Expected<client::ApiReply>> reply(session.sign(std::move(act)));
    desk.type(u"simple"_s, QString::fromLatin1(plane.tokens.pin));
    QTRY_VERIFY(desk.says(u"That passphrase does not open your key."_s));
    QCOMPARE(plane.tokens.attemptsLeft, 5);
    desk.type(u"sample"_s, u"000000"_s);
    QTRY_VERIFY(desk.says(u"4 attempt"_s));
    desk.type(u"sample"_s, QString::fromLatin1(plane.tokens.pin));
    QTRY_VERIFY(reply.isDone());
    QCOMPARE(outcomeOf(reply.value()), u"accepted"_s);
    QCOMPARE(plane.performed(), 1);
    QCOMPARE(key->alive(), 0);
    QTRY_VERIFY(!desk.pin());
}

void StepUpSheetTest::looksSound()
{
    Desk desk;
    QVERIFY(desk.isShown);
    desk.prompt.setHint(u"Sample operator. Passphrase: sample. PIN: 271828."_s);
    const auto first = desk.ask();
    QCOMPARE(lookOver(*desk.window, *m_theme, u"step-up"_s), QString());
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(first.isDone());
    const auto second = desk.ask(Wrong::Pin, 4);
    QCOMPARE(lookOver(*desk.window, *m_theme, u"step-up-wrong-pin"_s), QString());
    desk.type(u"correct horse"_s, u"271828"_s);
    QTRY_VERIFY(second.isDone());
    desk.token = u"A token with a long name of its own"_s;
    const auto third = desk.ask(Wrong::KeySecret);
    QCOMPARE(lookOver(*desk.window, *m_theme, u"step-up-token"_s), QString());
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

ENIGM_WIDGET_TEST_MAIN(StepUpSheetTest)
#include "StepUpSheetTest.moc"
