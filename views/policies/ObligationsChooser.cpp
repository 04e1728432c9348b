#include "views/policies/ObligationsChooser.h"

#include "views/design/facts/ToneLabel.h"
#include "views/policies/ChoiceList.h"
#include "views/words/PolicyText.h"

#include <QVBoxLayout>

namespace enigm::views::policies {

using policy::NetworkPath;
using policy::Obligation;

namespace {

constexpr QSize bodySize(344, 272);

bool isPath(Obligation obligation)
{
    for (const NetworkPath path : policy::allOf<NetworkPath>()) {
        if (policy::obligationOf(path) == obligation)
            return true;
    }
    return false;
}

} // namespace

ObligationsChooser::ObligationsChooser(policy::Obligations obligations, QWidget *parent)
    : ChooserFrame(tr("Obligations"), parent)
    , m_list(new ChoiceList)
{
    setObjectName(QStringLiteral("obligationsChooser"));
    auto *const body = new QWidget;
    auto *const layout = new QVBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    std::vector<ChoiceList::Choice> choices;
    std::vector<QString> chosenIds;
    for (const Obligation obligation : policy::allOf<Obligation>()) {
        choices.push_back({.id = policy::toWord(obligation), .label = words::obligationText(obligation)});
        if (obligations.has(obligation))
            chosenIds.emplace_back(policy::toWord(obligation));
    }
    m_list->setObjectName(QStringLiteral("obligations"));
    m_list->setAccessibleName(tr("Obligations"));
    m_list->setChoices(choices);
    m_list->setChosen(chosenIds);
    layout->addWidget(m_list, 1);
    layout->addWidget(design::ToneLabel::wrapping(tr("Whoever enforces the permit sees to it. One path at most."),
                                                  design::TextStyle::Secondary, design::Tone::Muted));
    body->setMinimumSize(bodySize);
    setBody(body);
    // Who wants another path does not want the first any more.
    connect(m_list, &ChoiceList::toggled, this, [this](const QString &id, bool isChosen) {
        if (!isChosen || !isPath(policy::fromWord<Obligation>(id).value()))
            return;
        for (const NetworkPath path : policy::allOf<NetworkPath>()) {
            if (const QString other = policy::toWord(policy::obligationOf(path)); other != id)
                m_list->setChosen(other, false);
        }
    });
    m_list->setFocus();
}

void ObligationsChooser::take()
{
    policy::Obligations obligations;
    for (const QString &id : m_list->chosen())
        obligations.insert(policy::fromWord<Obligation>(id).value());
    Q_EMIT chosen(obligations);
}

} // namespace enigm::views::policies
