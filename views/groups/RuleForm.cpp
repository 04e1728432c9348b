#include "views/groups/RuleForm.h"

#include "views/design/theme/Tokens.h"
#include "views/words/StateText.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <span>

namespace enigm::views::groups {

namespace {

constexpr int columns = 4;

QString textOf(fleet::DeviceState state)
{
    return words::stateWord(state).word;
}

QString textOf(fleet::AttestationOutcome outcome)
{
    return words::attestationWord(fleet::toWord(outcome)).word;
}

QString textOf(fleet::SecurityLevel level)
{
    return words::securityLevelText(fleet::toWord(level));
}

/// "202601" of "2026-01", as of "202601" itself.
Expected<std::optional<qint64>> monthIn(const QLineEdit &edit)
{
    QString text = edit.text().trimmed();
    if (text.isEmpty())
        return std::optional<qint64>();
    bool isNumber = false;
    const qint64 level = text.remove(QLatin1Char('-')).toLongLong(&isNumber);
    if (!isNumber || !fleet::isPatchLevel(level))
        return refuse(ProblemType::OutOfRange, RuleForm::tr("A patch level is a month, such as 2026-11."));
    return std::optional(level);
}

QString monthText(const std::optional<qint64> &level)
{
    return level ? QString::number(*level).insert(4, QLatin1Char('-')) : QString();
}

template <typename Choices, typename T>
void choose(const Choices &choices, const std::vector<T> &words)
{
    for (const auto &choice : choices)
        choice.box->setChecked(std::ranges::find(words, choice.word) != words.end());
}

template <typename T, typename Choices>
std::vector<T> chosen(const Choices &choices)
{
    std::vector<T> words;
    for (const auto &choice : choices) {
        if (choice.box->isChecked())
            words.push_back(choice.word);
    }
    return words;
}

template <typename T, typename Choices>
void fill(Choices &choices, std::span<const T> all)
{
    for (const T word : all)
        choices.push_back({.word = word, .box = nullptr});
}

} // namespace

RuleForm::RuleForm(QWidget *parent)
    : QWidget(parent)
    , m_from(new QLineEdit)
    , m_to(new QLineEdit)
{
    auto *const form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setVerticalSpacing(2 * design::metrics::grid);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    fill(m_states, fleet::allDeviceStates());
    fill(m_outcomes, fleet::allAttestationOutcomes());
    fill(m_levels, fleet::allSecurityLevels());
    addChoices(*form, tr("State, any of"), m_states);
    addChoices(*form, tr("Attestation, any of"), m_outcomes);
    addChoices(*form, tr("Security level, any of"), m_levels);
    auto *const range = new QWidget;
    auto *const layout = new QHBoxLayout(range);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_from->setObjectName(QStringLiteral("rulePatchFrom"));
    m_from->setPlaceholderText(tr("from, such as 2026-01"));
    m_from->setAccessibleName(tr("Patch level from"));
    m_to->setObjectName(QStringLiteral("rulePatchTo"));
    m_to->setPlaceholderText(tr("up to, such as 2026-11"));
    m_to->setAccessibleName(tr("Patch level up to"));
    layout->addWidget(m_from);
    layout->addWidget(m_to);
    form->addRow(tr("Patch level"), range);
}

template <typename T>
void RuleForm::addChoices(QFormLayout &form, const QString &name, std::vector<Choice<T>> &choices)
{
    auto *const boxes = new QWidget;
    auto *const grid = new QGridLayout(boxes);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(2 * design::metrics::grid);
    grid->setVerticalSpacing(design::metrics::grid / 2);
    int at = 0;
    for (Choice<T> &choice : choices) {
        choice.box = new QCheckBox(textOf(choice.word));
        choice.box->setObjectName(fleet::toWord(choice.word));
        grid->addWidget(choice.box, at / columns, at % columns);
        ++at;
    }
    grid->setColumnStretch(columns, 1);
    form.addRow(name, boxes);
}

void RuleForm::setRule(const fleet::GroupRule &rule)
{
    choose(m_states, rule.state);
    choose(m_outcomes, rule.attestation);
    choose(m_levels, rule.securityLevel);
    m_from->setText(rule.patch ? monthText(rule.patch->atLeast) : QString());
    m_to->setText(rule.patch ? monthText(rule.patch->atMost) : QString());
    m_simulated = rule.simulated;
}

Expected<fleet::GroupRule> RuleForm::rule() const
{
    const auto from = monthIn(*m_from);
    if (!from)
        return std::unexpected(from.error());
    const auto to = monthIn(*m_to);
    if (!to)
        return std::unexpected(to.error());
    if (*from && *to && **from > **to)
        return refuse(ProblemType::OutOfRange, tr("No patch level lies between these months."));
    fleet::GroupRule rule{.attestation = chosen<fleet::AttestationOutcome>(m_outcomes),
                          .patch = {},
                          .securityLevel = chosen<fleet::SecurityLevel>(m_levels),
                          .simulated = m_simulated,
                          .state = chosen<fleet::DeviceState>(m_states)};
    if (*from || *to)
        rule.patch = fleet::PatchRange{.atLeast = *from, .atMost = *to};
    rule.sortWords();
    if (rule.asksNothing())
        return refuse(ProblemType::OutOfRange, tr("Say what the devices of the group have in common."));
    return rule;
}

} // namespace enigm::views::groups
