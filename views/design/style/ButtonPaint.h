#pragma once

#include <QStyle>

class QPainter;
class QStyleOptionButton;
class QStyleOptionToolButton;
class QWidget;
class QRect;

namespace enigm::views::design {

class Tokens;

namespace paint {

void pushButtonBevel(const Tokens &tokens, QPainter *painter, const QStyleOptionButton &option, const QWidget *widget);
void pushButtonLabel(const Tokens &tokens, QPainter *painter, const QStyleOptionButton &option, const QWidget *widget);
void toolButton(const Tokens &tokens, QPainter *painter, const QStyleOptionToolButton &option, const QWidget *widget);
void checkBox(const Tokens &tokens, QPainter *painter, const QRect &rect, QStyle::State state);
void radioButton(const Tokens &tokens, QPainter *painter, const QRect &rect, QStyle::State state);

} // namespace paint
} // namespace enigm::views::design
