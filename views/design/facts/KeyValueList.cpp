#include "views/design/facts/KeyValueList.h"

#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/icons/Icon.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMenu>

namespace enigm::views::design {

KeyValueList::KeyValueList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(2 * metrics::grid);
    m_grid->setVerticalSpacing(metrics::half + 2);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::setFacts(std::vector<Fact> facts)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_facts = std::move(facts);
    int row = 0;
    for (const Fact &fact : m_facts) {
        auto *name = new ToneLabel(fact.name, TextStyle::Body, Tone::Muted, this);
        QWidget *value = valueOf(fact);
        value->setToolTip(fact.hover.toHtmlEscaped());
        name->setBuddy(value);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1, fact.state ? Qt::AlignTop | Qt::AlignLeading : Qt::AlignTop);
        ++row;
    }
}

QString KeyValueList::asText() const
{
    QStringList lines;
    for (const Fact &fact : m_facts)
        lines.append(tr("%1: %2").arg(fact.name, fact.state ? fact.state->word : fact.value));
    return lines.join(u'\n');
}

QWidget *KeyValueList::valueOf(const Fact &fact)
{
    if (fact.state)
        return new StateBadge(*fact.state, StateBadge::Shape::Plain, this);
    if (fact.code)
        return new HandleLabel(fact.value, TextStyle::Mono, this);
    auto *label = new ToneLabel(fact.value, TextStyle::Body, Tone::Neutral, this);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a word without end must not push the list out of sight
    return label;
}

const Fact *KeyValueList::factAt(int y) const
{
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const QRect cell = m_grid->cellRect(static_cast<int>(i), 1);
        if (y >= cell.top() && y <= cell.bottom())
            return &m_facts.at(i);
    }
    return nullptr;
}

void KeyValueList::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    if (const Fact *fact = factAt(event->y())) {
        const QString value = fact->state ? fact->state->word : fact->value;
        connect(menu.addAction(Icon::of(Glyph::Copy), tr("Copy %1").arg(fact->name)), &QAction::triggered, this,
                [value] { QGuiApplication::clipboard()->setText(value); });
    }
    connect(menu.addAction(tr("Copy all")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(asText()); });
    menu.exec(event->globalPos());
}

} // namespace enigm::views::design
