#include "views/review/ReviewWindow.h"

#include "api-client/operators/OperatorClient.h"
#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/BentWire.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using signing::PrivateKey;
using signing::PublicKey;
using views::design::AlarmBanner;
using views::design::Button;
using views::design::HandleLabel;
using views::design::StateBadge;
using views::design::ToneLabel;
using views::review::ReviewWindow;

namespace {

/// A person at a desk with a review window.
class Reviewer
{
public:
    Reviewer(TestDeployment &deployment, const QString &name, std::unique_ptr<client::Transport> wire = {})
        : desk(deployment.file(), deployment.person(name), deployment.clock, std::move(wire))
    {
        require(QCoro::waitFor(desk.signIn()));
        m_names = require(QCoro::waitFor(client::OperatorClient(desk.session).names()));
    }
    ~Reviewer() { delete m_window; }
    Reviewer(const Reviewer &) = delete;
    Reviewer &operator=(const Reviewer &) = delete;

    /// Opens the change, and waits until the window says what came of it.
    [[nodiscard]] bool open(const QString &reference)
    {
        m_window = newReview(desk, m_names, reference);
        m_window->show();
        return QTest::qWaitForWindowExposed(m_window) && QTest::qWaitFor([this] { return !title().isEmpty(); });
    }
    [[nodiscard]] ReviewWindow &window() { return *m_window; }
    [[nodiscard]] Button &button(const char *name) { return *m_window->findChild<Button *>(QLatin1StringView(name)); }
    [[nodiscard]] QLineEdit &comment() { return *m_window->findChild<QLineEdit *>(u"reviewComment"_s); }
    [[nodiscard]] QString title() const { return m_window->findChild<ToneLabel *>(u"reviewTitle"_s)->text(); }
    [[nodiscard]] QString state() const { return m_window->findChild<StateBadge *>(u"reviewState"_s)->state().word; }
    /// Words, or the whole of a digest.
    [[nodiscard]] bool sees(const QString &words) const
    {
        return shows(*m_window, words) ||
               std::ranges::any_of(m_window->findChildren<HandleLabel *>(), [&words](const HandleLabel *label) {
                   return label->isVisible() && label->value() == words;
               });
    }

    Desk desk;

private:
    QMap<QString, QString> m_names;
    QPointer<ReviewWindow> m_window;
};

} // namespace

/// The general review window, as approvers use it on changes of people, keys and witnesses.
class ReviewWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_theme->setChoice(views::design::SchemeChoice::Light); }
    void anAddedKeyIsShownAsItWasSigned();
    void anAdmissionIsShownAsItWasSigned();
    void twoPeopleSignBeforeAKeyIsAdded();
    void aRejectionSaysWhyAndEndsTheChange();
    void enterNeverSigns();
    void nobodyRejectsTheLossOfTheirOwnKey();
    void whatWasNotSignedIsNotShown();
    void whoMayNotReviewIsToldWhoCould();
    void aServerThatIsGoneIsNoContradiction();
    void looksSound_data();
    void looksSound();
    // Here people lose their keys, so that they come last.
    void anApprovalByARevokedKeyDoesNotCount();
    void whatCannotBeCarriedOutAnyMoreIsNotSigned();

private:
    [[nodiscard]] QString ask(const QString &person, const QString &action, const changes::Parameters &parameters,
                              const QMap<QString, QString> &names = {});
    /// Signs without a window.
    changes::ChangeState decide(const QString &person, const QString &reference,
                                changes::Decision decision = changes::Decision::Approve);
    [[nodiscard]] changes::AddKeyParameters keyFor(const QString &person);
    [[nodiscard]] changes::AdmitOperatorParameters newcomer();
    [[nodiscard]] changes::RevokeKeyParameters lossOf(const QString &person);
    [[nodiscard]] ChangeState stateOf(const QString &reference);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
};

void ReviewWindowTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(1);
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

QString ReviewWindowTest::ask(const QString &person, const QString &action, const changes::Parameters &parameters,
                              const QMap<QString, QString> &names)
{
    Desk desk(m_deployment->file(), m_deployment->person(person), m_deployment->clock);
    require(QCoro::waitFor(desk.signIn()));
    client::ChangeDraft draft;
    draft.action = action;
    draft.parameters = parameters;
    draft.reason = u"Replaces a lost token"_s;
    draft.reference = u"INC-4711"_s;
    draft.names = names;
    return require(QCoro::waitFor(desk.changes.request(std::move(draft), action))).change.request.id;
}

ChangeState ReviewWindowTest::decide(const QString &person, const QString &reference, changes::Decision decision)
{
    Desk desk(m_deployment->file(), m_deployment->person(person), m_deployment->clock);
    require(QCoro::waitFor(desk.signIn()));
    const auto change = require(QCoro::waitFor(desk.changes.verified(reference)));
    return require(QCoro::waitFor(desk.changes.decide(change, decision, u"Seen"_s, u"Sign"_s))).state;
}

changes::AddKeyParameters ReviewWindowTest::keyFor(const QString &person)
{
    return {.operatorId = m_deployment->person(person).id,
            .key = PrivateKey::generate(PublicKey::Kind::P256)->publicKey()};
}

changes::AdmitOperatorParameters ReviewWindowTest::newcomer()
{
    return {.operatorId = encoding::makeUuid7(m_deployment->clock.nowMilliseconds()),
            .roles = {operators::Role::Approver},
            .keys = {PrivateKey::generate(PublicKey::Kind::P256)->publicKey()}};
}

changes::RevokeKeyParameters ReviewWindowTest::lossOf(const QString &person)
{
    const SamplePerson &loser = m_deployment->person(person);
    return {.operatorId = loser.id, .key = loser.key->publicKey().thumbprint()};
}

ChangeState ReviewWindowTest::stateOf(const QString &reference)
{
    return require(m_deployment->plane().changeReader().record(reference)).state;
}

void ReviewWindowTest::anAddedKeyIsShownAsItWasSigned()
{
    const auto parameters = keyFor(u"approver-2"_s);
    const QString reference = ask(u"administrator-1"_s, u"key.add"_s, parameters);
    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QCOMPARE(approver.title(), u"Add an operator key"_s);
    QCOMPARE(approver.state(), u"Pending"_s);
    for (const QString &fact :
         {u"This person may sign with one more key."_s, u"approver-2"_s, parameters.operatorId,
          parameters.key.thumbprint(), u"Replaces a lost token"_s, u"INC-4711"_s, u"administrator-1"_s,
          u"waits for 2 more"_s, u"governance, version 1"_s, u"2 more of: administrator, approver"_s,
          u"Nothing has changed since it was asked."_s, reference})
        QTRY_VERIFY2(approver.sees(fact), qPrintable(fact));
    QVERIFY(!approver.sees(u"{"_s));
    QVERIFY(approver.comment().hasFocus());
    QVERIFY(approver.button("reviewSign").isEnabled());
    QVERIFY(approver.button("reviewReject").isEnabled());
    // Denied, in sight, and saying who could.
    QVERIFY(approver.button("reviewWithdraw").isVisible() && !approver.button("reviewWithdraw").isEnabled());
    QVERIFY(approver.button("reviewWithdraw").toolTip().contains(u"administrator-1"_s));
}

void ReviewWindowTest::anAdmissionIsShownAsItWasSigned()
{
    const auto parameters = newcomer();
    const QString reference =
        ask(u"administrator-1"_s, u"operator.admit"_s, parameters, {{parameters.operatorId, u"Grace"_s}});
    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QCOMPARE(approver.title(), u"Admit an operator"_s);
    for (const QString &fact : {u"One more person may ask or sign, in these roles."_s, u"Grace"_s,
                                parameters.operatorId, u"approver"_s, parameters.keys.front().thumbprint()})
        QTRY_VERIFY2(approver.sees(fact), qPrintable(fact));
    QVERIFY(!approver.sees(u"{"_s));
}

void ReviewWindowTest::twoPeopleSignBeforeAKeyIsAdded()
{
    const auto parameters = keyFor(u"approver-2"_s);
    const QString reference = ask(u"administrator-1"_s, u"key.add"_s, parameters);
    Reviewer first(*m_deployment, u"approver-1"_s);
    QVERIFY(first.open(reference));
    QTest::keyClicks(&first.comment(), u"Compared by phone"_s);
    QTest::mouseClick(&first.button("reviewSign"), Qt::LeftButton);
    QTRY_VERIFY(first.sees(u"waits for 1 more"_s));
    QCOMPARE(first.desk.prompt.questions.back().act, u"Sign the addition of an operator key"_s);
    QCOMPARE(stateOf(reference), ChangeState::Pending);
    QVERIFY(!first.button("reviewSign").isEnabled());

    Reviewer second(*m_deployment, u"reviewer-1"_s);
    QVERIFY(second.open(reference));
    QTRY_VERIFY(second.sees(u"Compared by phone"_s));
    QTest::mouseClick(&second.button("reviewSign"), Qt::LeftButton);
    QTRY_COMPARE(second.state(), u"Executed"_s);
    QVERIFY(second.button("reviewEvidence").isVisible());
    QVERIFY(!second.button("reviewSign").isVisible());
    QVERIFY(m_deployment->plane().governance().directory()->findKey(parameters.key.thumbprint()));
}

void ReviewWindowTest::aRejectionSaysWhyAndEndsTheChange()
{
    const QString reference = ask(u"administrator-1"_s, u"operator.admit"_s, newcomer());
    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QTest::mouseClick(&approver.button("reviewReject"), Qt::LeftButton);
    QTRY_VERIFY(approver.sees(u"Say why you reject this"_s));
    QCOMPARE(stateOf(reference), ChangeState::Pending);
    QTest::keyClicks(&approver.comment(), u"Nobody has met this person"_s);
    QTest::mouseClick(&approver.button("reviewReject"), Qt::LeftButton);
    QTRY_COMPARE(approver.state(), u"Rejected"_s);
    QTRY_VERIFY(approver.sees(u"Nobody has met this person"_s));
    QVERIFY(!approver.button("reviewSign").isVisible());
    QCOMPARE(stateOf(reference), ChangeState::Rejected);
}

void ReviewWindowTest::enterNeverSigns()
{
    const QString reference = ask(u"administrator-1"_s, u"operator.admit"_s, newcomer());
    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QTest::keyClicks(&approver.comment(), u"Fine"_s);
    QTest::keyClick(&approver.comment(), Qt::Key_Return);
    QTest::keyClick(&approver.window(), Qt::Key_Enter);
    QVERIFY(approver.comment().isEnabled()); // nothing is under way
    QVERIFY(approver.desk.prompt.questions.empty());
}

void ReviewWindowTest::nobodyRejectsTheLossOfTheirOwnKey()
{
    const QString reference = ask(u"administrator-1"_s, u"key.revoke"_s, lossOf(u"approver-2"_s));
    Reviewer loser(*m_deployment, u"approver-2"_s);
    QVERIFY(loser.open(reference));
    QVERIFY(loser.button("reviewReject").isVisible());
    QVERIFY(!loser.button("reviewReject").isEnabled());
    QVERIFY(loser.button("reviewReject").toolTip().contains(u"your own key"_s));
    QVERIFY(loser.button("reviewSign").isEnabled());
}

void ReviewWindowTest::anApprovalByARevokedKeyDoesNotCount()
{
    const QString reference = ask(u"administrator-1"_s, u"operator.admit"_s, newcomer());
    QCOMPARE(decide(u"approver-2"_s, reference), ChangeState::Pending);
    const QString loss = ask(u"administrator-2"_s, u"key.revoke"_s, lossOf(u"approver-2"_s));
    QCOMPARE(decide(u"approver-1"_s, loss), ChangeState::Pending);
    QCOMPARE(decide(u"reviewer-1"_s, loss), ChangeState::Executed);

    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QTRY_VERIFY(approver.sees(u"Does not count"_s));
    QTRY_VERIFY(approver.sees(u"The key has been revoked since."_s));
    QTRY_VERIFY(approver.sees(u"waits for 2 more"_s));
    QCOMPARE(lookOver(approver.window(), *m_theme, u"review-discounted"_s), QString());
}

void ReviewWindowTest::whatCannotBeCarriedOutAnyMoreIsNotSigned()
{
    const QString reference = ask(u"administrator-1"_s, u"operator.admit"_s, newcomer());
    const QString loss = ask(u"administrator-2"_s, u"key.revoke"_s, lossOf(u"administrator-1"_s));
    QCOMPARE(decide(u"approver-1"_s, loss), ChangeState::Pending);
    QCOMPARE(decide(u"reviewer-1"_s, loss), ChangeState::Executed);

    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QTRY_VERIFY(approver.sees(u"Whoever asked has lost the key or the role since."_s));
    QVERIFY(!approver.sees(u"Nothing has changed"_s));
    QVERIFY(!approver.sees(u"the least of this kind of act"_s));
    QCOMPARE(lookOver(approver.window(), *m_theme, u"review-obstacle"_s), QString());
    QVERIFY(!approver.button("reviewSign").isEnabled());
    // It can still be put out of the way.
    QTest::keyClicks(&approver.comment(), u"Ask again"_s);
    QTest::mouseClick(&approver.button("reviewReject"), Qt::LeftButton);
    QTRY_COMPARE(approver.state(), u"Rejected"_s);
}

void ReviewWindowTest::whatWasNotSignedIsNotShown()
{
    const QString reference = ask(u"administrator-1"_s, u"key.add"_s, keyFor(u"approver-2"_s));
    const QByteArray compact = require(m_deployment->plane().changeReader().record(reference)).change.jws.compact();
    QByteArray forged = compact; // the last byte of the signature's first half
    const qsizetype place = forged.lastIndexOf('.') + 20;
    forged[place] = forged[place] == 'A' ? 'B' : 'A';
    Reviewer misled(*m_deployment, u"approver-1"_s,
                    std::make_unique<BentWire>(m_deployment->file().tlsDigest, compact, forged));
    QVERIFY(misled.open(reference));
    QCOMPARE(misled.title(), u"This change could not be verified"_s);
    auto *const alarm = misled.window().findChild<AlarmBanner *>();
    QTRY_VERIFY(alarm->isVisible());
    QVERIFY(alarm->accessibleDescription().contains(u"A signature does not verify"_s));
    for (const char *const name : {"reviewSign", "reviewReject", "reviewWithdraw", "reviewEvidence"})
        QVERIFY(!misled.button(name).isVisible());
}

void ReviewWindowTest::whoMayNotReviewIsToldWhoCould()
{
    const QString reference = ask(u"administrator-1"_s, u"key.add"_s, keyFor(u"approver-2"_s));
    Reviewer other(*m_deployment, u"release-manager-1"_s);
    QVERIFY(other.open(reference));
    QTRY_VERIFY(other.sees(u"Your roles do not let you review this change."_s));
    QVERIFY(!other.window().findChild<AlarmBanner *>()->isVisible());
    QVERIFY(!other.button("reviewSign").isVisible());
}

void ReviewWindowTest::aServerThatIsGoneIsNoContradiction()
{
    const QString reference = ask(u"administrator-1"_s, u"key.add"_s, keyFor(u"approver-2"_s));
    Reviewer approver(*m_deployment, u"approver-1"_s);
    m_deployment->stop();
    QVERIFY(approver.open(reference));
    QTRY_VERIFY(approver.sees(u"Offline"_s));
    QVERIFY(!approver.window().findChild<AlarmBanner *>()->isVisible());
    m_deployment->start();
}

void ReviewWindowTest::looksSound_data()
{
    QTest::addColumn<QString>("action");
    for (const char *const action : {"key.add", "operator.admit", "key.revoke", "witness.add"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void ReviewWindowTest::looksSound()
{
    QFETCH(QString, action);
    const auto admission = newcomer();
    const QMap<QString, changes::Parameters> parameters{
        {u"key.add"_s, keyFor(u"approver-2"_s)},
        {u"operator.admit"_s, admission},
        {u"key.revoke"_s, lossOf(u"approver-2"_s)},
        {u"witness.add"_s,
         changes::AddWitnessParameters{.witness = {.name = u"witness.example/one"_s,
                                                   .key = PrivateKey::generate(PublicKey::Kind::Ed25519)->publicKey(),
                                                   .standIn = false}}}};
    QMap<QString, QString> names;
    if (action == "operator.admit"_L1)
        names.insert(admission.operatorId, u"Grace Hopper"_s);
    const QString reference = ask(u"administrator-1"_s, action, parameters.value(action), names);
    QCOMPARE(decide(u"reviewer-1"_s, reference), ChangeState::Pending);
    Reviewer approver(*m_deployment, u"approver-1"_s);
    QVERIFY(approver.open(reference));
    QCOMPARE(lookOver(approver.window(), *m_theme, u"review-"_s + action), QString());
}

ENIGM_WIDGET_TEST_MAIN(ReviewWindowTest)
#include "ReviewWindowTest.moc"
