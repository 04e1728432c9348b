#pragma once

class QPainter;
class QRect;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QWidget;

namespace enigm::views::design {

class Tokens;

namespace paint {

/// The box of line edits, combo boxes and spin boxes.
void field(const Tokens &tokens, QPainter *painter, const QStyleOption &option);
void comboBox(const Tokens &tokens, QPainter *painter, const QStyleOptionComboBox &option, const QRect &arrow);
void comboBoxLabel(const Tokens &tokens, QPainter *painter, const QStyleOptionComboBox &option, const QRect &edit);
void spinBox(const Tokens &tokens, QPainter *painter, const QStyleOptionSpinBox &option, const QRect &up,
             const QRect &down);
void scrollBar(const Tokens &tokens, QPainter *painter, const QStyleOptionSlider &option, const QRect &slider,
               const QWidget *widget);
void progressBar(const Tokens &tokens, QPainter *painter, const QStyleOptionProgressBar &option);

} // namespace paint
} // namespace enigm::views::design
