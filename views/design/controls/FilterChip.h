#pragma once

#include "views/design/controls/Filter.h"

#include <QAbstractButton>

namespace enigm::views::design {

/// One token of a FilterBar. Delete, Backspace, or a click on its cross takes it away; the arrows go to its neighbours.
class FilterChip final : public QAbstractButton
{
    Q_OBJECT

public:
    /// `shown`: what it is called, where that is not what it is written as.
    FilterChip(const FilterToken &token, const QString &shown, QWidget *parent = nullptr);

    [[nodiscard]] const FilterToken &token() const { return m_token; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void removed();
    /// -1 towards the beginning of the line, 1 towards its end.
    void stepped(int direction);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FilterToken m_token;
};

} // namespace enigm::views::design
