#include "views/panes/ListHead.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/theme/Tokens.h"

#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

namespace enigm::views::panes {

namespace {

constexpr int margin = 2 * design::metrics::grid;

} // namespace

ListHead::ListHead(const QString &title, const Field &field, QWidget *pane)
    : QWidget(pane)
    , m_title(new design::SectionTitle(title, design::SectionTitle::Level::Page))
    , m_field(new QLineEdit)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_title);
    m_field->setObjectName(field.objectName);
    m_field->setPlaceholderText(field.placeholder);
    m_field->setAccessibleName(field.accessibleName);
    m_field->setClearButtonEnabled(true);
    layout->addWidget(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &ListHead::textChanged);
    auto *const find = new QShortcut(QKeySequence::Find, pane);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_field, [this] { m_field->setFocus(Qt::ShortcutFocusReason); });
}

void ListHead::addAct(design::Button *act)
{
    m_title->addAct(act);
}

QString ListHead::text() const
{
    return m_field->text();
}

void ListHead::clear()
{
    m_field->clear();
}

void ListHead::setCount(int rows)
{
    m_title->setDetail(rows > 0 ? QLocale().toString(rows) : QString());
}

} // namespace enigm::views::panes
