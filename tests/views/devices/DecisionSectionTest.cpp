#include "views/devices/DecisionSection.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QTest>
#include <QVBoxLayout>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using policy::DecisionAnswer;
using views::design::Button;
using views::design::StateBadge;
using views::devices::ShownDecisions;
using Why = ShownDecisions::Why;

/// What a person is told of what the device at hand may do, and why.
class DecisionSectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_section.reset(); }

    void eachQuestionIsAllowedOrDenied();
    void othersAreToldTheCategory();
    void theReasonIsTheRuleInPlainLanguage();
    void whatASettingComesToIsToldOfItsPolicy();
    void whoAsksWhyIsToldThatItIsRecorded();
    void theButtonWaitsForTheAnswer();
    void withoutPoliciesNothingIsAllowed();
    void loadingOfflineAndRefusedAreSaid();
    void looksSound();

private:
    void show(ShownDecisions decisions);
    [[nodiscard]] bool tells(const QString &words) const { return shows(*m_section, words); }
    [[nodiscard]] Button *button() const { return m_section->findChild<Button *>(u"showWhy"_s); }

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<QWidget> m_section;
    int m_asked = 0;
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;

policy::PolicyDocument paths()
{
    policy::Rule rule{.id = u"allow-vpn"_s,
                      .effect = policy::Effect::Allow,
                      .action = policy::ActionCategory::Connect,
                      .resource = log::Resource::NetworkPath};
    rule.conditions.accepted[static_cast<std::size_t>(policy::Input::OsTrust)] =
        policy::codesOf(policy::codeOf(reports::OsTrust::Trusted));
    return {.kind = policy::PolicyKind::NetworkPath, .name = u"Paths of the field"_s, .rules = {rule}, .settings = {}};
}

DecisionAnswer permit()
{
    return {.action = policy::ActionCategory::Connect,
            .resource = log::Resource::NetworkPath,
            .path = policy::NetworkPath::VpnNetwork,
            .effect = policy::Effect::Allow,
            .category = {},
            .obligations = {policy::Obligation::Attest},
            .reasons = {},
            .time = 100,
            .validUntil = 160};
}

DecisionAnswer denial(policy::DenialCategory category)
{
    DecisionAnswer answer = permit();
    answer.path = policy::NetworkPath::TorGateway;
    answer.effect = policy::Effect::Deny;
    answer.category = category;
    answer.obligations = {};
    return answer;
}

ShownDecisions both(Why why)
{
    return {.answers = std::vector{permit(), denial(policy::DenialCategory::NotAllowed)}, .why = why};
}

ShownDecisions explained()
{
    ShownDecisions shown = both(Why::Told);
    shown.policies = {{policyId, paths()}};
    const policy::RuleName rule{policyId, u"allow-vpn"_s};
    (*shown.answers)[0].reasons = policy::DecisionReasons{.rule = rule};
    (*shown.answers)[1].reasons =
        policy::DecisionReasons{.differ = {policy::Input::OsTrust, policy::Input::NetworkPath}, .nearest = rule};
    return shown;
}

} // namespace

void DecisionSectionTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void DecisionSectionTest::show(ShownDecisions decisions)
{
    m_section = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_section.get());
    column->addWidget(views::devices::decisionSection(decisions, [this] { ++m_asked; }));
    column->addStretch(1);
    m_section->resize(368, 560);
    m_section->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_section.get()));
}

void DecisionSectionTest::eachQuestionIsAllowedOrDenied()
{
    show(both(Why::Offered));
    QStringList words;
    for (const StateBadge *badge : m_section->findChildren<StateBadge *>()) {
        words.append(badge->state().word);
        QVERIFY(badge->accessibleName().contains(badge->state().word));
    }
    QCOMPARE(words, (QStringList{u"Allowed"_s, u"Denied"_s}));
    QVERIFY(tells(u"VPN Network"_s) && tells(u"Tor Gateway"_s));
    QVERIFY(tells(u"On condition"_s));
}

void DecisionSectionTest::othersAreToldTheCategory()
{
    show(both(Why::NotForThem));
    QVERIFY(tells(u"No policy allows it."_s));
    QVERIFY(tells(u"Why is told to administrators"_s));
    QVERIFY(!button());
    show({.answers = std::vector{denial(policy::DenialCategory::Floor)}});
    QVERIFY(tells(u"whatever policies say"_s));
    show({.answers = std::vector{denial(policy::DenialCategory::DeniedBy)}});
    QVERIFY(tells(u"A policy denies it."_s));
}

void DecisionSectionTest::theReasonIsTheRuleInPlainLanguage()
{
    show(explained());
    QVERIFY(tells(views::words::ruleSentence(paths().rules.front(), {})));
    QVERIFY(tells(u"Paths of the field"_s));
    QVERIFY(tells(u"What would have to differ: %1, %2"_s.arg(views::words::inputText(policy::Input::OsTrust),
                                                             views::words::inputText(policy::Input::NetworkPath))));
    QVERIFY(!button());
    ShownDecisions hopeless = both(Why::Told);
    (*hopeless.answers)[1].reasons = policy::DecisionReasons();
    show(std::move(hopeless));
    QVERIFY(tells(u"Nothing that could differ"_s));
}

void DecisionSectionTest::whatASettingComesToIsToldOfItsPolicy()
{
    ShownDecisions shown = explained();
    shown.answers = std::vector{denial(policy::DenialCategory::DeniedBy)};
    const policy::RuleName setting{policyId, u"settings/tor_gateway"_s};
    shown.answers->front().reasons = policy::DecisionReasons{.rule = setting, .denying = {setting}};
    show(std::move(shown));
    QVERIFY(tells(u"governs the network paths so"_s));
}

void DecisionSectionTest::whoAsksWhyIsToldThatItIsRecorded()
{
    show(both(Why::Offered));
    QVERIFY(tells(u"The audit trail records"_s));
    button()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button(), Qt::Key_Space);
    QCOMPARE(m_asked, 1);
}

void DecisionSectionTest::theButtonWaitsForTheAnswer()
{
    show(both(Why::OnTheirWay));
    QVERIFY(!button()->isEnabled());
}

void DecisionSectionTest::withoutPoliciesNothingIsAllowed()
{
    show({.answers = std::vector<DecisionAnswer>(), .why = Why::Offered});
    QVERIFY(tells(u"they may do nothing"_s));
    QVERIFY(!button());
}

void DecisionSectionTest::loadingOfflineAndRefusedAreSaid()
{
    show({});
    QVERIFY(tells(u"Loading…"_s));
    show({.trouble = u"The control plane cannot be reached."_s});
    QVERIFY(tells(u"cannot be reached"_s));
    QVERIFY(!tells(u"Loading…"_s));
    ShownDecisions stale = both(Why::Offered);
    stale.trouble = u"The control plane cannot be reached."_s;
    stale.whyTrouble = u"You may not know."_s;
    show(std::move(stale));
    QVERIFY(tells(u"cannot be reached"_s) && tells(u"Denied"_s) && tells(u"You may not know."_s));
}

void DecisionSectionTest::looksSound()
{
    show(explained());
    QCOMPARE(lookOver(*m_section, *m_theme, u"device-decisions-explained"_s), QString());
    show(both(Why::Offered));
    QCOMPARE(lookOver(*m_section, *m_theme, u"device-decisions"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(DecisionSectionTest)
#include "DecisionSectionTest.moc"
