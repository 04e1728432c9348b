#include "views/policies/ConditionsChooser.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/policies/ChoiceList.h"
#include "views/policies/TimesEdit.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace enigm::views::policies {

using policy::Code;
using policy::Conditions;
using policy::Input;

namespace {

constexpr QSize bodySize(600, 368);
constexpr int inputsWidth = 208;

QString hintOf(Input input)
{
    if (input == Input::Times)
        return ConditionsChooser::tr("Without times the rule holds at any.");
    if (input == Input::Groups)
        return ConditionsChooser::tr(
            "The device has to be in one of them. With none ticked, its groups do not matter.");
    return ConditionsChooser::tr("One of them has to be so. With none ticked it does not matter; with all of them "
                                 "ticked it only has to be known.");
}

} // namespace

ConditionsChooser::ConditionsChooser(Conditions conditions, const words::GroupNames &groups, QWidget *parent)
    : ChooserFrame(tr("Conditions"), parent)
    , m_conditions(std::move(conditions))
    , m_groups(groups)
    , m_inputs(new QListWidget)
    , m_pages(new QStackedWidget)
    , m_times(new TimesEdit)
{
    setObjectName(QStringLiteral("conditionsChooser"));
    auto *const body = new QWidget;
    auto *const layout = new QHBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(2 * design::metrics::grid);
    m_inputs->setObjectName(QStringLiteral("conditionInputs"));
    m_inputs->setAccessibleName(tr("What is asked about"));
    m_inputs->setUniformItemSizes(true);
    m_inputs->setFixedWidth(inputsWidth);
    for (const Input input : policy::allInputs()) {
        m_inputs->addItem(words::inputText(input));
        m_pages->addWidget(pageOf(input));
        mark(input);
    }
    layout->addWidget(m_inputs);
    layout->addWidget(m_pages, 1);
    body->setMinimumSize(bodySize);
    setBody(body);
    connect(m_inputs, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    // What the rule asks already comes first.
    const auto inputs = policy::allInputs();
    const auto asked = std::ranges::find_if(inputs, [this](Input input) { return m_conditions.asks(input); });
    open(asked == inputs.end() ? Input::DeviceState : *asked);
    m_inputs->setFocus();
}

void ConditionsChooser::open(Input input)
{
    m_inputs->setCurrentRow(static_cast<int>(input));
}

QWidget *ConditionsChooser::pageOf(Input input)
{
    auto *const page = new QWidget;
    auto *const layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    if (input == Input::Times) {
        m_times->setWindows(m_conditions.times);
        connect(m_times, &TimesEdit::changed, this, [this] {
            m_conditions.times = m_times->windows();
            mark(Input::Times);
        });
        layout->addWidget(m_times, 1);
    } else {
        ChoiceList *const list = input == Input::Groups ? groupList() : wordList(input);
        list->setObjectName(QStringLiteral("condition-%1").arg(policy::toWord(input)));
        list->setAccessibleName(words::inputText(input));
        layout->addWidget(list, 1);
    }
    layout->addWidget(design::ToneLabel::wrapping(hintOf(input), design::TextStyle::Secondary, design::Tone::Muted));
    return page;
}

ChoiceList *ConditionsChooser::wordList(Input input)
{
    auto *const list = new ChoiceList;
    std::vector<ChoiceList::Choice> choices;
    for (const QLatin1StringView word : policy::wordsOf(input))
        choices.push_back({.id = word, .label = words::inputWordText(input, word)});
    list->setChoices(choices);
    const std::vector<QLatin1StringView> accepted = m_conditions.acceptedWords(input);
    list->setChosen(std::vector<QString>(accepted.begin(), accepted.end()));
    connect(list, &ChoiceList::toggled, this, [this, input, list] {
        const auto all = policy::wordsOf(input);
        const std::vector<QString> chosen = list->chosen();
        policy::Codes codes = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (std::ranges::find(chosen, QString(all[i])) != chosen.end())
                codes = static_cast<policy::Codes>(codes | policy::codesOf(static_cast<Code>(i + 1)));
        }
        m_conditions.accepted[static_cast<std::size_t>(input)] = codes;
        mark(input);
    });
    return list;
}

/// By name; a group that is gone is shown by its id, so that it can be taken away.
ChoiceList *ConditionsChooser::groupList()
{
    auto *const list = new ChoiceList;
    std::vector<ChoiceList::Choice> choices;
    for (auto group = m_groups.cbegin(); group != m_groups.cend(); ++group)
        choices.push_back({.id = group.key(), .label = group.value()});
    for (const QString &group : m_conditions.groups) {
        if (!m_groups.contains(group))
            choices.push_back({.id = group, .label = group});
    }
    std::ranges::sort(choices, [](const ChoiceList::Choice &left, const ChoiceList::Choice &right) {
        const int order = left.label.localeAwareCompare(right.label);
        return order != 0 ? order < 0 : left.id < right.id;
    });
    list->setChoices(choices);
    list->setChosen(m_conditions.groups);
    connect(list, &ChoiceList::toggled, this, [this, list] {
        m_conditions.groups = list->chosen();
        std::ranges::sort(m_conditions.groups);
        mark(Input::Groups);
    });
    return list;
}

/// What is asked about has its mark, and says what is accepted.
void ConditionsChooser::mark(Input input)
{
    QListWidgetItem *const item = m_inputs->item(static_cast<int>(input));
    const bool asks = m_conditions.asks(input);
    item->setIcon(asks ? design::Icon::of(design::Glyph::Check, design::Tone::Accent)
                       : design::Icon::of(design::Glyph::Minus, design::Tone::Muted));
    item->setToolTip(words::conditionText(m_conditions, input, m_groups).toHtmlEscaped());
}

void ConditionsChooser::take()
{
    Q_EMIT chosen(m_conditions);
}

} // namespace enigm::views::policies
