#include "views/design/controls/FilterBar.h"

#include "views/design/controls/FilterChip.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace enigm::views::design {

bool FilterField::takes(const QString &value) const
{
    if (values.empty())
        return !value.isEmpty();
    return std::ranges::any_of(values, [&value](const FilterValue &one) { return one.value == value; });
}

QString FilterField::shown(const FilterToken &token) const
{
    const auto value = std::ranges::find(values, token.value, &FilterValue::value);
    return valuesAreIds && value != values.end() ? token.key + u':' + value->label : token.text();
}

FilterBar::FilterBar(QWidget *parent)
    : QFrame(parent)
    , m_chipRow(new QHBoxLayout)
    , m_edit(new QLineEdit)
    , m_add(new QToolButton)
{
    setFixedHeight(metrics::controlHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->setSpacing(metrics::half);
    layout->addSpacing(24); // the drawing of paintEvent
    m_chipRow->setSpacing(metrics::half);
    layout->addLayout(m_chipRow);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_add);
    m_edit->setFrame(false);
    m_edit->installEventFilter(this);
    m_edit->setAccessibleName(tr("Filter"));
    m_add->setIcon(Icon::of(Glyph::Plus, Tone::Muted));
    m_add->setText(tr("Filter"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setAccessibleName(tr("Add a filter"));
    m_add->setMenu(new QMenu(m_add));
    connect(m_add->menu(), &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &words) {
        if (words.endsWith(u' ') && takeTypedToken())
            return;
        m_filter.text = m_edit->text().trimmed();
        say();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { takeTypedToken(); });
    setFocusProxy(m_edit);
}

void FilterBar::setFields(std::vector<FilterField> fields)
{
    m_fields = std::move(fields);
    m_add->setVisible(!m_fields.empty());
    rebuildChips(); // what a value is called may be another now
}

void FilterBar::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FilterBar::setFilter(const Filter &filter)
{
    m_filter = filter;
    m_edit->setText(filter.text);
    rebuildChips();
}

void FilterBar::dropToken(const QString &text)
{
    const auto found = std::ranges::find(m_filter.tokens, text, &FilterToken::text);
    if (found != m_filter.tokens.end())
        remove(static_cast<std::size_t>(found - m_filter.tokens.begin()));
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QFrame::eventFilter(watched, event);
}

bool FilterBar::onKey(int key)
{
    const bool atBeginning = m_edit->cursorPosition() == 0 && !m_edit->hasSelectedText();
    const int back = layoutDirection() == Qt::LeftToRight ? Qt::Key_Left : Qt::Key_Right;
    if (key == Qt::Key_Backspace && atBeginning && !m_filter.tokens.empty()) {
        remove(m_filter.tokens.size() - 1);
        return true;
    }
    if (key == back && atBeginning && !m_chips.empty()) {
        focusChip(std::ssize(m_chips) - 1);
        return true;
    }
    if (key != Qt::Key_Escape || m_filter.isEmpty())
        return false;
    if (m_edit->text().isEmpty())
        m_filter.tokens.clear();
    m_filter.text.clear();
    m_edit->clear();
    rebuildChips();
    say();
    return true;
}

bool FilterBar::takeTypedToken()
{
    const QString words = m_edit->text().trimmed();
    const QString last = words.section(u' ', -1);
    const FilterToken token{.key = last.section(u':', 0, 0), .value = last.section(u':', 1)};
    const FilterField *field = fieldOf(token.key);
    if (field == nullptr || !field->takes(token.value))
        return false;
    m_filter.text = words.chopped(last.size()).trimmed();
    m_edit->setText(m_filter.text);
    if (std::ranges::find(m_filter.tokens, token) == m_filter.tokens.end())
        m_filter.tokens.push_back(token);
    rebuildChips();
    say();
    return true;
}

const FilterField *FilterBar::fieldOf(const QString &key) const
{
    const auto found = std::ranges::find(m_fields, key, &FilterField::key);
    return found != m_fields.end() ? &*found : nullptr;
}

void FilterBar::toggle(const FilterToken &token)
{
    const auto found = std::ranges::find(m_filter.tokens, token);
    if (found != m_filter.tokens.end())
        m_filter.tokens.erase(found);
    else
        m_filter.tokens.push_back(token);
    rebuildChips();
    say();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void FilterBar::remove(std::size_t index)
{
    const bool chipHadFocus = index < m_chips.size() && m_chips.at(index)->hasFocus();
    m_filter.tokens.erase(m_filter.tokens.begin() + static_cast<std::ptrdiff_t>(index));
    rebuildChips();
    if (chipHadFocus)
        focusChip(std::min<qsizetype>(static_cast<qsizetype>(index), std::ssize(m_chips)));
    say();
}

void FilterBar::focusChip(qsizetype index)
{
    if (index < 0)
        return;
    if (index < std::ssize(m_chips))
        m_chips.at(static_cast<std::size_t>(index))->setFocus(Qt::TabFocusReason);
    else
        m_edit->setFocus(Qt::TabFocusReason);
}

void FilterBar::rebuildChips()
{
    for (FilterChip *chip : m_chips) {
        chip->hide();
        chip->deleteLater(); // it may be the sender
    }
    m_chips.clear();
    for (std::size_t i = 0; i < m_filter.tokens.size(); ++i) {
        const FilterToken &token = m_filter.tokens.at(i);
        const FilterField *const field = fieldOf(token.key);
        auto *chip = new FilterChip(token, field ? field->shown(token) : token.text(), this);
        m_chipRow->addWidget(chip);
        QWidget::setTabOrder(i == 0 ? this : static_cast<QWidget *>(m_chips.back()), chip);
        m_chips.push_back(chip);
        chip->show();
        connect(chip, &FilterChip::removed, this, [this, i] { remove(i); });
        connect(chip, &FilterChip::stepped, this,
                [this, i](int direction) { focusChip(static_cast<qsizetype>(i) + direction); });
    }
}

void FilterBar::fillMenu()
{
    QMenu *menu = m_add->menu();
    menu->clear();
    for (const FilterField &field : m_fields) {
        if (field.values.empty()) {
            connect(menu->addAction(tr("%1…").arg(field.label)), &QAction::triggered, this, [this, key = field.key] {
                m_edit->setText((m_edit->text().trimmed() + u' ' + key + u':').trimmed());
                m_edit->setFocus(Qt::OtherFocusReason);
            });
            continue;
        }
        QMenu *values = menu->addMenu(field.label);
        for (const FilterValue &value : field.values) {
            const FilterToken token{.key = field.key, .value = value.value};
            QAction *action = values->addAction(value.label);
            action->setCheckable(true);
            action->setChecked(std::ranges::find(m_filter.tokens, token) != m_filter.tokens.end());
            connect(action, &QAction::triggered, this, [this, token] { toggle(token); });
        }
    }
}

void FilterBar::say()
{
    Q_EMIT changed(m_filter);
}

void FilterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    paint::box(&painter, rect(), tokens.color(Role::Surface),
               m_edit->hasFocus() ? tokens.color(Role::Accent) : paint::fieldBorder(tokens));
    Icon::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), {0, 0, 30, height()}), Glyph::Search,
                tokens.color(Role::Muted));
}

} // namespace enigm::views::design
