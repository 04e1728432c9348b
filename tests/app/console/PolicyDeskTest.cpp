#include "app/console/PolicyDesk.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/policies/AssignWindow.h"
#include "views/policies/RollBackWindow.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QRadioButton>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using app::PolicyDesk;
using models::policies::PolicyListModel;
using models::policies::RuleCell;
using views::design::Button;
using views::design::StateBadge;
using views::design::TableView;
using views::policies::AssignWindow;
using views::policies::PoliciesPane;
using views::policies::PolicyEditor;
using views::policies::RollBackWindow;
using views::review::ComposeWindow;
using views::review::ReviewWindow;

/// Policies from their first word to a version that is brought back, in the console's windows, on a served sample.
class PolicyDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void anEmptyPaneSaysWhatToDo();
    void aPolicyIsWrittenAndPublished();
    void itIsAssignedOnceEverybodySeesWhoGains();
    void aDraftIsKeptAndTakenUpAgain();
    void theNextVersionIsHeldAgainstTheOneInForce();
    void anEarlierVersionIsBroughtBack();
    void reviewersSeeAndAskForNothing();

private:
    template <typename Widget>
    [[nodiscard]] Widget &part(const QWidget &window, const QString &name) const
    {
        return *window.findChild<Widget *>(name);
    }
    void click(const QWidget &window, const QString &name) const
    {
        QCoreApplication::processEvents(); // what has just been shown has its place a turn later
        QTest::mouseClick(&part<Button>(window, name), Qt::LeftButton);
    }
    [[nodiscard]] PolicyEditor *openEditor(const QString &button);
    void setEffect(const PolicyEditor &editor, const QString &effect) const;
    /// Fills in the composer that has opened, signs, and answers the reference.
    [[nodiscard]] QString sign();
    [[nodiscard]] ReviewWindow *review(const QString &reference);
    void approve(const QString &reference);
    [[nodiscard]] TableView &table() const { return part<TableView>(*m_window, u"policiesTable"_s); }
    [[nodiscard]] QString cell(PolicyListModel::Column column) const
    {
        return table().model()->index(0, column).data().toString();
    }

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Seat> m_administrator;
    std::unique_ptr<Seat> m_approver;
    std::unique_ptr<models::groups::GroupListSource> m_groups;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<PolicyDesk> m_desk;
    QPointer<ComposeWindow> m_composer;
    QPointer<ReviewWindow> m_review;
    QTemporaryDir m_directory;
    const QMap<QString, QString> m_names; ///< borrowed by reviews
    const views::words::Language m_language{QLocale(u"en_US"_s)};
};

void PolicyDeskTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_deployment = std::make_unique<TestDeployment>(60);
    m_administrator = std::make_unique<Seat>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<Seat>(*m_deployment, u"approver-1"_s);
    m_groups = std::make_unique<models::groups::GroupListSource>(m_administrator->desk.session);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 800);
    m_desk = std::make_unique<PolicyDesk>(PolicyDesk::Parts{.session = m_administrator->desk.session,
                                                            .changes = m_administrator->desk.changes,
                                                            .groups = *m_groups,
                                                            .settings = *m_settings,
                                                            .window = *m_window});
    connect(m_desk.get(), &PolicyDesk::composerOpened, this, [this](ComposeWindow *composer) {
        m_composer = composer;
        composer->show();
    });
    auto *const layout = new QVBoxLayout(m_window.get());
    layout->setContentsMargins({});
    layout->addWidget(m_desk->newPane());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void PolicyDeskTest::cleanupTestCase()
{
    delete m_review;
    m_window.reset(); // before what it shows
    m_desk.reset();
}

PolicyEditor *PolicyDeskTest::openEditor(const QString &button)
{
    click(*m_window, button);
    auto *const editor = m_window->findChild<PolicyEditor *>();
    return editor && QTest::qWaitForWindowExposed(editor) ? editor : nullptr;
}

void PolicyDeskTest::setEffect(const PolicyEditor &editor, const QString &effect) const
{
    auto &rules = part<TableView>(editor, u"ruleTable"_s);
    rules.setFocus();
    rules.setCurrentIndex(rules.model()->index(0, static_cast<int>(RuleCell::Effect)));
    QTest::keyClick(&rules, Qt::Key_Return);
    auto *const choices = rules.viewport()->findChild<QComboBox *>();
    choices->setCurrentIndex(choices->findText(effect));
    Q_EMIT choices->activated(choices->currentIndex()); // as the list does once it is chosen from
    QTRY_COMPARE(rules.model()->index(0, static_cast<int>(RuleCell::Effect)).data().toString(), effect);
}

QString PolicyDeskTest::sign()
{
    if (!QTest::qWaitFor([this] { return !m_composer.isNull(); }))
        return {};
    QString composed;
    connect(m_composer, &ComposeWindow::composed, this,
            [&composed](const QString &reference) { composed = reference; });
    QTest::keyClicks(&part<QLineEdit>(*m_composer, u"composeReason"_s), u"As planned"_s);
    click(*m_composer, u"composeSign"_s);
    return QTest::qWaitFor([&] { return !composed.isEmpty() && m_composer.isNull(); }) ? composed : QString();
}

ReviewWindow *PolicyDeskTest::review(const QString &reference)
{
    delete m_review;
    m_review = newReview(m_approver->desk, m_names, reference);
    m_review->resize(1200, 1000);
    m_review->show();
    const auto isThere = [this] { return shows(*m_review, u"What it says"_s) || shows(*m_review, u"For which"_s); };
    return QTest::qWaitForWindowExposed(m_review) && QTest::qWaitFor(isThere) ? m_review.data() : nullptr;
}

void PolicyDeskTest::approve(const QString &reference)
{
    auto &changes = m_approver->desk.changes;
    const auto change = require(QCoro::waitFor(changes.verified(reference)));
    const auto record = require(QCoro::waitFor(changes.decide(change, changes::Decision::Approve, {}, u"Sign"_s)));
    QCOMPARE(record.state, changes::ChangeState::Executed);
    m_desk->policies().refresh();
    m_desk->versions().refresh();
    QTRY_VERIFY(!m_desk->policies().status().isBusy() && !m_desk->versions().status().isBusy());
}

void PolicyDeskTest::anEmptyPaneSaysWhatToDo()
{
    QTRY_VERIFY(shows(*m_window, u"No policies yet"_s));
    QVERIFY(shows(*m_window, u"Without a policy nothing is allowed."_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"policies-empty"_s), QString());
}

void PolicyDeskTest::aPolicyIsWrittenAndPublished()
{
    PolicyEditor *const editor = openEditor(u"policyNew"_s);
    QVERIFY(editor);
    auto &kind = part<QComboBox>(*editor, u"policyKind"_s);
    kind.setFocus();
    for (int step = 0; step < 2; ++step)
        QTest::keyClick(&kind, Qt::Key_Down);
    QTest::keyClicks(&part<QLineEdit>(*editor, u"policyName"_s), u"Ways into the network"_s);
    click(*editor, u"ruleAdd"_s);
    setEffect(*editor, u"Allow"_s);
    click(*editor, u"policyPublish"_s);
    const QPointer<PolicyEditor> open(editor);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());
    QTRY_VERIFY(!open);

    const ReviewWindow *const seen = review(reference);
    QVERIFY(seen);
    QTRY_VERIFY(shows(*seen, u"A device may connect to the network."_s));
    QVERIFY(shows(*seen, u"1 rule added"_s));
    QVERIFY(shows(*seen, u"It is for no device until it is assigned by another change."_s));
    QCOMPARE(lookOver(*m_review, *m_theme, u"policy-review-publish"_s), QString());
    approve(reference);
    QTRY_COMPARE(table().model()->rowCount(), 1);
    QCOMPARE(cell(PolicyListModel::Name), u"Ways into the network"_s);
    QCOMPARE(cell(PolicyListModel::Version), u"v1"_s);
    QCOMPARE(cell(PolicyListModel::Assigned), u"no device"_s);
}

void PolicyDeskTest::itIsAssignedOnceEverybodySeesWhoGains()
{
    table().setCurrentIndex(table().model()->index(0, 0));
    click(*m_window, u"policyAssign"_s);
    const QPointer<AssignWindow> window = m_window->findChild<AssignWindow *>();
    QVERIFY(window);
    QVERIFY(!part<Button>(*window, u"assignNext"_s).isEnabled());
    QTest::mouseClick(&part<QRadioButton>(*window, u"assignEverybody"_s), Qt::LeftButton, {}, {8, 8});
    const auto gaining = [&] { return part<StateBadge>(*window, u"whatIfGaining"_s).state().word; };
    QTRY_VERIFY2(gaining().contains(u"gain something"_s), qPrintable(gaining()));
    const QString computed = gaining();
    QVERIFY(shows(*window, u"Computed over 60 devices"_s));
    QTRY_VERIFY(shows(*window, u"It would meet no other policy."_s));
    QCOMPARE(lookOver(*window, *m_theme, u"policy-assign"_s), QString());
    click(*window, u"assignNext"_s);
    QTRY_VERIFY(!window);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());

    const ReviewWindow *const seen = review(reference);
    QVERIFY(seen);
    QTRY_COMPARE(part<StateBadge>(*seen, u"whatIfGaining"_s).state().word, computed); // at another console
    QVERIFY(shows(*seen, u"every device"_s));
    QCOMPARE(lookOver(*m_review, *m_theme, u"policy-review-assign"_s), QString());
    approve(reference);
    QTRY_COMPARE(cell(PolicyListModel::Assigned), u"every device"_s);
}

void PolicyDeskTest::aDraftIsKeptAndTakenUpAgain()
{
    const QPointer<PolicyEditor> editor = openEditor(u"policyEdit"_s);
    QVERIFY(editor);
    setEffect(*editor, u"Deny"_s);
    click(*editor, u"policyKeep"_s);
    QTRY_COMPARE(part<views::design::ToneLabel>(*editor, u"policyNote"_s).text(),
                 u"Kept as a draft. Nothing is signed."_s);
    editor->close();
    QTRY_VERIFY(!editor);
    QTRY_COMPARE(cell(PolicyListModel::Draft), u"Draft"_s);
    const PolicyEditor *const again = openEditor(u"policyEdit"_s);
    QVERIFY(again);
    QCOMPARE(part<TableView>(*again, u"ruleTable"_s).model()->index(0, 1).data().toString(), u"Deny"_s);
}

void PolicyDeskTest::theNextVersionIsHeldAgainstTheOneInForce()
{
    auto *const editor = m_window->findChild<PolicyEditor *>();
    QVERIFY(editor);
    click(*editor, u"policyPublish"_s);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());
    const ReviewWindow *const seen = review(reference);
    QVERIFY(seen);
    QTRY_VERIFY(shows(*seen, u"Deny, before: Allow"_s));
    QTRY_VERIFY(part<StateBadge>(*seen, u"whatIfLosing"_s).state().word.contains(u"lose something"_s));
    QCOMPARE(lookOver(*m_review, *m_theme, u"policy-review-next"_s), QString());
    approve(reference);
    QTRY_COMPARE(cell(PolicyListModel::Version), u"v2"_s);
    QTRY_COMPARE(cell(PolicyListModel::Draft), QString()); // it is published
}

void PolicyDeskTest::anEarlierVersionIsBroughtBack()
{
    table().setCurrentIndex(table().model()->index(0, 0));
    part<QTabWidget>(*m_window, u"policyTabs"_s).setCurrentIndex(1);
    auto &versions = part<TableView>(*m_window, u"policyVersions"_s);
    QTRY_COMPARE(versions.model()->rowCount(), 2);
    QVERIFY(!part<Button>(*m_window, u"policyRollBack"_s).isEnabled());
    versions.setCurrentIndex(versions.model()->index(1, 0));
    QTRY_VERIFY(shows(*m_window, u"Deny, before: Allow"_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"policies-versions"_s), QString());
    click(*m_window, u"policyRollBack"_s);
    const QPointer<RollBackWindow> window = m_window->findChild<RollBackWindow *>();
    QVERIFY(window);
    QTRY_VERIFY(part<StateBadge>(*window, u"whatIfGaining"_s).state().word.contains(u"gain something"_s));
    QVERIFY(shows(*window, u"Allow, before: Deny"_s));
    QCOMPARE(lookOver(*window, *m_theme, u"policy-roll-back"_s), QString());
    click(*window, u"rollBackNext"_s);
    QTRY_VERIFY(!window);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());
    const ReviewWindow *const seen = review(reference);
    QVERIFY(seen);
    QTRY_VERIFY(shows(*seen, u"Allow, before: Deny"_s));
    approve(reference);
    QTRY_COMPARE(cell(PolicyListModel::Version), u"v1"_s);
    QTRY_COMPARE(versions.model()->rowCount(), 2); // what was published stays
}

void PolicyDeskTest::reviewersSeeAndAskForNothing()
{
    Seat reviewer(*m_deployment, u"reviewer-1"_s);
    models::groups::GroupListSource groups(reviewer.desk.session);
    QWidget window;
    PolicyDesk desk({.session = reviewer.desk.session,
                     .changes = reviewer.desk.changes,
                     .groups = groups,
                     .settings = *m_settings,
                     .window = window});
    PoliciesPane *const pane = desk.newPane();
    auto *const layout = new QVBoxLayout(&window);
    layout->addWidget(pane);
    window.resize(1280, 800);
    window.show();
    auto &policies = part<TableView>(window, u"policiesTable"_s);
    QTRY_COMPARE(policies.model()->rowCount(), 1);
    policies.setCurrentIndex(policies.model()->index(0, 0));
    for (const QString &name : {u"policyNew"_s, u"policyEdit"_s, u"policyAssign"_s})
        QVERIFY(!part<Button>(window, name).isEnabled());
    QVERIFY(part<Button>(window, u"policyNew"_s).toolTip().contains(u"Administrators write policies"_s));
    QTRY_VERIFY(shows(window, u"A device may connect to the network."_s));
    delete pane;
}

ENIGM_WIDGET_TEST_MAIN(PolicyDeskTest)
#include "PolicyDeskTest.moc"
