#include "api-client/enrollment/AttestationClient.h"
#include "api-client/operators/OperatorClient.h"
#include "contract/encoding/DigestWords.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"
#include "views/enrollment/AcceptancePanel.h"

#include <QApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using operators::GovernedAcceptance;
using views::design::Button;
using views::review::ReviewWindow;

/// An approver reads what attestations will be judged by against what is in force, as their own console finds it.
class AcceptanceReviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_window.reset(); }
    void whatChangesIsToldInWords();
    void whatIsExecutedIsComparedWithWhatWasBefore();
    void aListThatCannotBeCheckedIsNotSigned();
    void looksSound();

private:
    [[nodiscard]] GovernedAcceptance inForce() { return m_deployment->plane().governance().directory()->acceptance(); }
    /// Asked for by an administrator, who puts the list there before: the reference.
    [[nodiscard]] QString ask(const GovernedAcceptance &acceptance, const QByteArray &list = {});
    changes::ChangeState sign(const QString &person, const QString &reference);
    void open(const QString &reference);
    [[nodiscard]] bool sees(const QString &words) const { return shows(*m_window, words); }
    [[nodiscard]] Button &signButton() const { return *m_window->findChild<Button *>(u"reviewSign"_s); }

    const QByteArray m_first = R"({"entries":{"1a":{"status":"REVOKED"},"2b":{"status":"REVOKED"}}})"_ba;
    const QByteArray m_second = R"({"entries":{"2b":{"status":"REVOKED"},"3c":{"status":"SUSPENDED"}}})"_ba;
    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Desk> m_approver;
    QMap<QString, QString> m_names;
    std::unique_ptr<ReviewWindow> m_window;
};

void AcceptanceReviewTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(1);
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_approver =
        std::make_unique<Desk>(m_deployment->file(), m_deployment->person(u"approver-1"_s), m_deployment->clock);
    require(QCoro::waitFor(m_approver->signIn()));
    m_names = require(QCoro::waitFor(client::OperatorClient(m_approver->session).names()));
}

QString AcceptanceReviewTest::ask(const GovernedAcceptance &acceptance, const QByteArray &list)
{
    Desk desk(m_deployment->file(), m_deployment->person(u"administrator-1"_s), m_deployment->clock);
    require(QCoro::waitFor(desk.signIn()));
    if (!list.isEmpty())
        require(QCoro::waitFor(client::AttestationClient(desk.session).put(list)));
    client::ChangeDraft draft;
    draft.action = changes::attestationSet;
    draft.parameters = changes::SetAttestationParameters{.acceptance = acceptance};
    draft.reason = u"The list of this week"_s;
    return require(QCoro::waitFor(desk.changes.request(std::move(draft), u"Set"_s))).change.request.id;
}

changes::ChangeState AcceptanceReviewTest::sign(const QString &person, const QString &reference)
{
    Desk desk(m_deployment->file(), m_deployment->person(person), m_deployment->clock);
    require(QCoro::waitFor(desk.signIn()));
    const auto change = require(QCoro::waitFor(desk.changes.verified(reference)));
    return require(QCoro::waitFor(desk.changes.decide(change, changes::Decision::Approve, u"Seen"_s, u"Sign"_s))).state;
}

void AcceptanceReviewTest::open(const QString &reference)
{
    m_window.reset(newReview(*m_approver, m_names, reference));
    m_window->setAttribute(Qt::WA_DeleteOnClose, false);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void AcceptanceReviewTest::whatChangesIsToldInWords()
{
    const GovernedAcceptance before = inForce();
    const QByteArray root(32, 'r');
    GovernedAcceptance after = before;
    after.roots.push_back(root);
    after.sort();
    after.bootKeys = {QByteArray(32, 'k')};
    after.leastLevel = fleet::SecurityLevel::StrongBox;
    after.leastPatch = 202605;
    after.revocation = signing::sha256(m_first);
    const QString reference = ask(after, m_first);
    open(reference);
    for (const QString &words :
         {u"Set what attestations are judged by"_s, u"Root added"_s, encoding::digestWords(root), u"Boot key added"_s,
          u"Trusted environment → StrongBox"_s, u"2026-05"_s, encoding::digestWords(*after.revocation),
          u"Newly revoked: 2"_s, u"1a"_s, u"Recomputed by this console"_s})
        QTRY_VERIFY2(sees(words), qPrintable(words));
    QVERIFY(!sees(u"Root removed"_s));
    QTRY_VERIFY(signButton().isEnabled());
    QCOMPARE(sign(u"approver-2"_s, reference), changes::ChangeState::Pending);
    QCOMPARE(sign(u"reviewer-1"_s, reference), changes::ChangeState::Executed);
    QCOMPARE(inForce(), after);
}

void AcceptanceReviewTest::whatIsExecutedIsComparedWithWhatWasBefore()
{
    GovernedAcceptance after = inForce();
    after.bootKeys.clear();
    after.revocation = signing::sha256(m_second);
    const QString reference = ask(after, m_second);
    open(reference);
    for (int both = 0; both < 2; ++both) {
        for (const QString &words : {u"Boot key removed"_s, u"Newly revoked: 1"_s, u"3c"_s, u"No longer revoked: 1"_s,
                                     u"1a"_s, u"StrongBox, as before"_s})
            QTRY_VERIFY2(sees(words), qPrintable(words));
        if (both > 0)
            continue;
        QCOMPARE(sign(u"approver-2"_s, reference), changes::ChangeState::Pending);
        QCOMPARE(sign(u"reviewer-1"_s, reference), changes::ChangeState::Executed);
        open(reference);
        QTRY_VERIFY(sees(u"Executed"_s));
    }
}

void AcceptanceReviewTest::aListThatCannotBeCheckedIsNotSigned()
{
    const QByteArray list = R"({"entries":{"4d":{"status":"REVOKED"}}})"_ba;
    GovernedAcceptance after = inForce();
    after.revocation = signing::sha256(list);
    const QString reference = ask(after, list);
    require(m_deployment->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.revocations.remove(*after.revocation);
    }));
    open(reference);
    QTRY_VERIFY(sees(u"could not be checked here"_s));
    QTRY_VERIFY(!signButton().isEnabled());
    QVERIFY(signButton().toolTip().contains(u"revocation list"_s));
    QTRY_VERIFY(m_window->findChild<Button *>(u"reviewReject"_s)->isEnabled());
}

void AcceptanceReviewTest::looksSound()
{
    GovernedAcceptance after = inForce();
    after.roots.push_back(QByteArray(32, 'n'));
    after.sort();
    after.leastPatch = 202610;
    after.revocation.reset();
    const QString reference = ask(after);
    open(reference);
    QTRY_VERIFY(sees(u"No longer revoked: 2"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"review-acceptance"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(AcceptanceReviewTest)
#include "AcceptanceReviewTest.moc"
