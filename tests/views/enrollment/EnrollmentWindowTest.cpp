#include "views/enrollment/EnrollmentWindow.h"

#include "contract/encoding/Uuid.h"
#include "contract/enrollment/EnrollmentTicket.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/QrCode.h"
#include "views/design/states/Banner.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/enrollment/AdmissionPanel.h"
#include "views/enrollment/TicketForm.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::DeviceState;
using views::design::Banner;
using views::design::Button;
using views::enrollment::EnrollmentWindow;
using views::review::ReviewWindow;

/// Tickets are made and revoked, and an admission is judged, in the console's windows, on a served sample.
class EnrollmentWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aTicketIsShownOnce();
    void whatIsMissingIsSaid();
    void onePlaceIsForOneDevice();
    void aTicketIsForAGroupAndForAnnouncedKeys();
    void anOpenTicketIsRevoked();
    void othersAreToldWhoCould();
    void anAdmissionIsJudgedHere();
    void whatDoesNotHoldIsNotSigned();
    void withoutAJudgementNothingIsSigned();

private:
    struct Person : Seat
    {
        using Seat::Seat;
        models::groups::GroupListSource groups{desk.session};
    };
    [[nodiscard]] EnrollmentWindow *open(Person &person, const QString &replaced = {});
    [[nodiscard]] ReviewWindow *review(const QString &reference);
    /// Those that wait, and whose attestation was verified, or was not.
    [[nodiscard]] changes::TargetSet waiting(const QString &attestation);
    void click(const QString &name);
    void type(const QString &name, const QString &text);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Person> m_administrator;
    std::unique_ptr<Person> m_approver;
    const QMap<QString, QString> m_names; ///< borrowed by reviews
    QPointer<EnrollmentWindow> m_window;
    QPointer<ReviewWindow> m_review;
};

void EnrollmentWindowTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_deployment = std::make_unique<TestDeployment>(150);
    m_administrator = std::make_unique<Person>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<Person>(*m_deployment, u"approver-1"_s);
}

void EnrollmentWindowTest::cleanup()
{
    delete m_window;
    delete m_review;
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

EnrollmentWindow *EnrollmentWindowTest::open(Person &person, const QString &replaced)
{
    delete m_window;
    m_window = new EnrollmentWindow(person.desk.session, person.groups, replaced);
    m_window->show();
    return QTest::qWaitForWindowExposed(m_window) ? m_window.data() : nullptr;
}

void EnrollmentWindowTest::click(const QString &name)
{
    QTest::mouseClick(m_window->findChild<Button *>(name), Qt::LeftButton);
}

void EnrollmentWindowTest::type(const QString &name, const QString &text)
{
    QTest::keyClicks(m_window->findChild<QLineEdit *>(name), text);
}

void EnrollmentWindowTest::aTicketIsShownOnce()
{
    QVERIFY(open(*m_administrator));
    QTRY_VERIFY(shows(*m_window, u"No tickets yet"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"enrollment-form"_s), QString());
    type(u"ticketName"_s, u"Spring batch"_s);
    m_window->findChild<QSpinBox *>(u"ticketUses"_s)->setValue(12);
    click(u"makeTicket"_s);
    auto *const text = m_window->findChild<QPlainTextEdit *>(u"ticketText"_s);
    QTRY_VERIFY(text->isVisible());
    const auto ticket = enrollment::EnrollmentTicket::parse(text->toPlainText().toLatin1());
    QVERIFY2(ticket, ticket ? "" : qPrintable(ticket.error().toString()));
    // From the console's own pins, whatever the control plane says.
    QCOMPARE(ticket->deployment, m_deployment->file().deployment);
    QCOMPARE(ticket->tls, m_deployment->file().tlsDigest);
    QCOMPARE(ticket->deviceUrl.toString(), m_deployment->server().deviceUrl());
    QVERIFY(m_window->findChild<views::design::QrCode *>()->modules() > 0);
    QTRY_COMPARE(m_window->profiles().rowCount(), 1);
    QVERIFY(shows(*m_window, u"Spring batch"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"enrollment-ticket"_s), QString());
    click(u"ticketCopy"_s);
    QCOMPARE(QApplication::clipboard()->text(), text->toPlainText());
    click(u"ticketDone"_s);
    QVERIFY(text->toPlainText().isEmpty());
    QCOMPARE(m_window->findChild<views::design::QrCode *>()->modules(), 0);
}

void EnrollmentWindowTest::whatIsMissingIsSaid()
{
    QVERIFY(open(*m_administrator));
    auto *const news = m_window->findChild<Banner *>(u"enrollmentNews"_s);
    click(u"makeTicket"_s);
    QVERIFY(news->isVisible());
    QCOMPARE(news->text(), u"Say what the devices are for."_s);
    type(u"ticketName"_s, u"Spring"_s);
    type(u"ticketReplaces"_s, u"edh1 nobody"_s);
    click(u"makeTicket"_s);
    QVERIFY(news->text().contains(u"checksum"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"enrollment-refused"_s), QString());
}

void EnrollmentWindowTest::onePlaceIsForOneDevice()
{
    const QString trusted = m_deployment->devices(DeviceState::Trusted).leaves()[0].handle.grouped();
    QVERIFY(open(*m_administrator, trusted));
    QVERIFY(!m_window->findChild<QSpinBox *>(u"ticketUses"_s)->isEnabled());
    type(u"ticketName"_s, u"Too early"_s);
    click(u"makeTicket"_s);
    // It was not replaced yet.
    QTRY_VERIFY(m_window->findChild<Banner *>(u"enrollmentNews"_s)->isVisible());
}

void EnrollmentWindowTest::aTicketIsForAGroupAndForAnnouncedKeys()
{
    client::ChangeDraft draft;
    const auto group = changes::ChangeGroupParameters::creating(
        encoding::makeUuid7(m_deployment->clock.nowMilliseconds()), {.name = u"Field teams"_s, .rule = {}});
    draft.action = changes::groupChange;
    draft.parameters = group;
    draft.reason = u"For the spring"_s;
    const auto asked = require(QCoro::waitFor(m_administrator->desk.changes.request(std::move(draft), u"Sign"_s)));
    const auto change = require(QCoro::waitFor(m_approver->desk.changes.verified(asked.change.request.id)));
    require(QCoro::waitFor(m_approver->desk.changes.decide(change, changes::Decision::Approve, {}, u"Approve"_s)));

    QVERIFY(open(*m_administrator));
    m_administrator->groups.refresh();
    auto *const groups = m_window->findChild<QComboBox *>(u"ticketGroup"_s);
    QTRY_COMPARE(groups->count(), 2);
    groups->setCurrentIndex(1);
    const QTemporaryDir directory;
    const auto write = [&directory](const QByteArray &text) {
        QFile file(directory.filePath(u"keys.txt"_s));
        (void)file.open(QIODevice::WriteOnly);
        (void)file.write(text);
        return file.fileName();
    };
    auto *const form = m_window->findChild<views::enrollment::TicketForm *>();
    auto *const news = m_window->findChild<Banner *>(u"enrollmentNews"_s);
    form->readKeys(write("nobody's key"));
    QVERIFY(news->isVisible());
    QVERIFY(news->text().contains(u"line 1"_s));
    const QByteArray key = QByteArray(32, 'k').toHex();
    form->readKeys(write(key + '\n' + QByteArray(32, 'l').toHex()));
    QVERIFY(!news->isVisible());
    QVERIFY(shows(*m_window, u"2 key(s) of keys.txt"_s));
    type(u"ticketName"_s, u"Summer batch"_s);
    QCOMPARE(lookOver(*m_window, *m_theme, u"enrollment-group"_s), QString());
    click(u"makeTicket"_s);
    QTRY_VERIFY(m_window->findChild<QPlainTextEdit *>(u"ticketText"_s)->isVisible());
    const auto page = require(QCoro::waitFor(client::EnrollmentClient(m_administrator->desk.session).profiles()));
    const auto made = std::ranges::find(page.items, u"Summer batch"_s, &client::EnrollmentProfile::name);
    QVERIFY(made != page.items.end());
    QCOMPARE(made->group, std::optional(group.group));
    QCOMPARE(made->keys, 2);
    click(u"ticketDone"_s);
    QVERIFY(shows(*m_window, u"Any device"_s)); // the next ticket begins anew
}

void EnrollmentWindowTest::anOpenTicketIsRevoked()
{
    QVERIFY(open(*m_administrator));
    QTRY_VERIFY(m_window->profiles().rowCount() > 0);
    auto *const revoke = m_window->findChild<Button *>(u"revokeTicket"_s);
    QVERIFY(!revoke->isEnabled());
    auto *const table = m_window->findChild<views::design::TableView *>(u"profilesTable"_s);
    table->selectRow(0);
    QVERIFY(revoke->isEnabled());
    click(u"revokeTicket"_s);
    const auto isRevoked = [this] {
        auto &profiles = m_window->profiles();
        return profiles.profile(profiles.index(0, 0))->revoked.has_value();
    };
    QTRY_VERIFY(isRevoked());
    table->selectRow(0);
    QVERIFY(!revoke->isEnabled());
    QVERIFY(shows(*m_window, u"Tickets"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"enrollment-revoked"_s), QString());
}

void EnrollmentWindowTest::othersAreToldWhoCould()
{
    QVERIFY(open(*m_approver));
    QTRY_VERIFY(shows(*m_window, u"Your roles do not let you enrol devices."_s));
}

ReviewWindow *EnrollmentWindowTest::review(const QString &reference)
{
    delete m_review;
    m_review = newReview(m_approver->desk, m_names, reference);
    m_review->resize(1100, 900);
    m_review->show();
    return QTest::qWaitForWindowExposed(m_review) ? m_review.data() : nullptr;
}

changes::TargetSet EnrollmentWindowTest::waiting(const QString &attestation)
{
    std::vector<changes::TargetLeaf> leaves;
    const auto reader = m_deployment->plane().database().read();
    const int all = static_cast<int>((*reader)->devices.countByState()->at(DeviceState::PendingEnrollment));
    const changes::TargetSet pending = m_deployment->devices(DeviceState::PendingEnrollment, all);
    for (const changes::TargetLeaf &leaf : pending.leaves()) {
        const auto device = (*reader)->devices.find(leaf.handle);
        if (((*device)->attestation.outcome == u"verified"_s) == (attestation == u"verified"_s))
            leaves.push_back(leaf);
    }
    return require(changes::TargetSet::make(std::move(leaves)));
}

void EnrollmentWindowTest::anAdmissionIsJudgedHere()
{
    client::ChangeDraft draft;
    draft.action = u"device.admit"_s;
    draft.targets = waiting(u"verified"_s);
    QVERIFY(!draft.targets.leaves().empty());
    draft.reason = u"As ordered"_s;
    const auto asked = QCoro::waitFor(m_administrator->desk.changes.request(std::move(draft), u"Sign"_s));
    QVERIFY2(asked, asked ? "" : qPrintable(asked.error().toString()));
    QVERIFY(review(asked->change.request.id));
    auto *const sign = m_review->findChild<Button *>(u"reviewSign"_s);
    QTRY_VERIFY(m_review->findChild<Banner *>(u"admissionVerdict"_s)->text().contains(u"own judgement"_s));
    QTRY_VERIFY(sign->isEnabled());
    QCOMPARE(lookOver(*m_review, *m_theme, u"review-admission"_s), QString());
}

/// The sample holds phones with an unlocked boot loader, as only a founding lets them wait. Whatever a control plane
/// says of them: what they were enrolled with says otherwise here.
void EnrollmentWindowTest::whatDoesNotHoldIsNotSigned()
{
    const changes::TargetSet unfit = waiting(u"rejected"_s);
    QVERIFY(!unfit.leaves().empty());
    const Expected<views::enrollment::AdmissionPanel::Findings> findings =
        QCoro::waitFor(client::judgeAdmission(m_approver->desk.session, unfit, *m_approver->desk.follower.directory()));
    QVERIFY2(findings, findings ? "" : qPrintable(findings.error().toString()));
    const auto obstacle = client::obstacleOf(*findings);
    QVERIFY(obstacle);
    QCOMPARE(problemSlug(obstacle->type), u"attestation-rejected"_s);
    QCOMPARE(findings->front().verdict->reason, fleet::AttestationReason::Unlocked);
    QVERIFY(views::enrollment::denialOf(findings));
    views::enrollment::AdmissionPanel panel;
    panel.resize(560, 240);
    panel.setFindings(findings);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QCOMPARE(lookOver(panel, *m_theme, u"admission-refused"_s), QString());
}

/// Nothing is signed before the judgement is there, or where it could not be had.
void EnrollmentWindowTest::withoutAJudgementNothingIsSigned()
{
    QVERIFY(views::enrollment::denialOf(std::nullopt));
    QVERIFY(views::enrollment::denialOf(
        Expected<views::enrollment::AdmissionPanel::Findings>(std::unexpected(Problem{ProblemType::Unreachable}))));
    QVERIFY(!views::enrollment::denialOf(Expected<views::enrollment::AdmissionPanel::Findings>()));
}

ENIGM_WIDGET_TEST_MAIN(EnrollmentWindowTest)
#include "EnrollmentWindowTest.moc"
