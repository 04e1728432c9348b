#include "views/policies/RuleSentences.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/PolicySettingText.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace enigm::views::policies {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int inset = 2 * design::metrics::grid;

QWidget *cardOf(const policy::Rule &rule, const words::GroupNames &groups)
{
    auto *const card = new design::Card;
    auto *const layout = new QVBoxLayout(card);
    layout->setContentsMargins(inset, design::metrics::grid, inset, design::metrics::grid);
    layout->setSpacing(design::metrics::half);
    auto *const head = new QHBoxLayout;
    head->setSpacing(design::metrics::grid);
    head->addWidget(new design::StateBadge(words::effectWord(rule.effect)));
    head->addWidget(new ToneLabel(rule.id, TextStyle::Mono));
    head->addStretch(1);
    layout->addLayout(head);
    layout->addWidget(ToneLabel::wrapping(words::ruleSentence(rule, groups), TextStyle::Body, Tone::Neutral));
    return card;
}

} // namespace

RuleSentences::RuleSentences(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(design::metrics::grid);
}

void RuleSentences::clear()
{
    design::emptyLayout(*m_layout);
}

void RuleSentences::show(const policy::PolicyDocument &document, const words::GroupNames &groups)
{
    clear();
    std::vector<design::Fact> settings;
    for (const words::SettingText &setting : words::settingTexts({}, document.settings)) {
        if (setting.before != setting.after)
            settings.push_back({.name = setting.name, .value = setting.after});
    }
    if (!settings.empty()) {
        auto *const list = new design::KeyValueList;
        list->setFacts(std::move(settings));
        m_layout->addWidget(list);
    }
    for (const policy::Rule &rule : document.rules)
        m_layout->addWidget(cardOf(rule, groups));
    if (document.rules.empty())
        m_layout->addWidget(
            ToneLabel::wrapping(tr("It has no rules: nothing is allowed by it."), TextStyle::Body, Tone::Muted));
    m_layout->addWidget(ToneLabel::wrapping(
        tr("What no rule allows is denied, and a rule that denies overrides every one that allows."),
        TextStyle::Secondary, Tone::Muted));
    m_layout->addStretch(1);
}

} // namespace enigm::views::policies
