#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Story.h"
#include "views/words/PolicySettingText.h"
#include "views/words/PolicyText.h"

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace enigm::tour {

using namespace Qt::StringLiterals;

// How a policy is written, what it would do is seen before it is signed, and what it does afterwards.

namespace {

const QString administrator = u"administrator-1"_s;
const QString whatIf = u"whatIfQuestions"_s;
constexpr int effectColumn = 1;

/// As a person does who knows the word: the cell is opened, and its first letter typed.
void chooseInCell(QTableView *table, int row, int column, const QString &text)
{
    Hands::doubleClickCell(table, row, column);
    QComboBox *choices = nullptr;
    Hands::await(u"for the choices of a cell"_s, [&choices, table] {
        for (QComboBox *const box : table->viewport()->findChildren<QComboBox *>()) {
            if (box->isVisible())
                choices = box;
        }
        return choices != nullptr;
    });
    QTest::keyClicks(choices, text.left(1));
    Hands::await(u"for %1 to be chosen"_s.arg(text),
                 [table, row, column, &text] { return table->model()->index(row, column).data().toString() == text; });
}

void showTab(const QString &tabs, int tab)
{
    QTabBar *const bar = Hands::find<QTabWidget>(tabs)->tabBar();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
}

} // namespace

void Story::writePolicy()
{
    say(u"%1 writes a policy"_s.arg(administrator));
    Hands::showPane(u"Policies"_s);
    m_pictures.take(u"policies-empty"_s, Hands::find(u"policiesPane"_s));
    Hands::click(u"policyNew"_s);
    Hands::type(u"policyName"_s, u"Field phones by VPN"_s);
    Hands::chooseFromBox(u"policyKind"_s, views::words::kindText(policy::PolicyKind::NetworkPath));
    Hands::click(u"ruleAdd"_s);
    auto *const rules = Hands::find<QTableView>(u"ruleTable"_s);
    chooseInCell(rules, 0, effectColumn, views::words::effectWord(policy::Effect::Allow).word);
    Hands::chooseFromBox(u"settingVpnNetwork"_s, views::words::pathStateWord(policy::PathState::Required).word);
    showTab(u"policySides"_s, 1);
    Hands::find(whatIf);
    m_pictures.take(u"policy-editor"_s, rules);
    Hands::click(u"policyPublish"_s);
    propose(administrator, u"Field phones go by the VPN alone"_s);
    Hands::awaitGone(u"policyEditor"_s);
}

void Story::assignPolicy()
{
    say(u"%1 assigns it"_s.arg(administrator));
    Hands::showPane(u"Policies"_s);
    auto *const policies = Hands::find<QTableView>(u"policiesTable"_s);
    Hands::await(u"for the policy"_s, [policies] { return policies->model()->rowCount() > 0; });
    Hands::clickCell(policies, 0, 0);
    Hands::find(u"policyTitle"_s);
    m_pictures.take(u"policy-published"_s, policies);
    Hands::click(u"policyAssign"_s);
    Hands::press(Hands::find(u"assignEverybody"_s), Qt::Key_Space);
    Hands::find(whatIf);
    m_pictures.take(u"policy-assign"_s, Hands::find(u"assignWindow"_s));
    Hands::click(u"assignNext"_s);
    propose(administrator, u"For the whole fleet"_s);
}

void Story::lookAtPolicy()
{
    Hands::showPane(u"Policies"_s);
    auto *const policies = Hands::find<QTableView>(u"policiesTable"_s);
    Hands::await(u"for the policy"_s, [policies] { return policies->model()->rowCount() > 0; });
    Hands::clickCell(policies, 0, 0);
    m_pictures.take(u"policies"_s, policies);
    Hands::showPane(u"Network"_s);
    auto *const paths = Hands::find<QTableView>(u"pathsTable"_s);
    Hands::await(u"for the paths"_s, [paths] { return paths->model()->rowCount() > 0; });
    m_pictures.take(u"network"_s, paths);
    Hands::showPane(u"Devices"_s);
    showDevice(m_newcomer);
    Hands::scrollTo(u"deviceDecisions"_s);
    m_pictures.take(u"device-may"_s, Hands::find(u"devicesTable"_s));
}

} // namespace enigm::tour
