#pragma once

#include "views/design/controls/Filter.h"

#include <QFrame>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace enigm::views::design {

class FilterChip;

/// The line above a table: conditions as chips, free words, and a menu of what can be filtered by. "key:value" followed
/// by space or Enter becomes a chip where the field knows the value. Backspace at the beginning takes the last chip
/// away, the arrow goes to it; Esc clears the words first, then the chips.
class FilterBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setFields(std::vector<FilterField> fields);
    void setPlaceholder(const QString &text);
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    /// Sets without emitting, as from a saved view. Tokens of unknown fields are kept.
    void setFilter(const Filter &filter);
    /// Takes the token with this text ("state:trusted") away, and says so.
    void dropToken(const QString &text);

Q_SIGNALS:
    void changed(const enigm::views::design::Filter &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] const FilterField *fieldOf(const QString &key) const;
    [[nodiscard]] bool onKey(int key);
    /// Turns "key:value" at the end of the words into a chip; false where it is none.
    bool takeTypedToken();
    void toggle(const FilterToken &token);
    void remove(std::size_t index);
    void focusChip(qsizetype index);
    void rebuildChips();
    void fillMenu();
    void say();

    std::vector<FilterField> m_fields;
    Filter m_filter;
    std::vector<FilterChip *> m_chips;
    QHBoxLayout *m_chipRow;
    QLineEdit *m_edit;
    QToolButton *m_add;
};

} // namespace enigm::views::design
