#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionTab;
class QStyleOptionViewItem;

namespace enigm::views::design {

class Tokens;

namespace paint {

void headerSection(const Tokens &tokens, QPainter *painter, const QStyleOptionHeader &option);
/// The ground of a cell or list entry: selected, under the pointer, or nothing.
void itemPanel(const Tokens &tokens, QPainter *painter, const QStyleOptionViewItem &option);
void tab(const Tokens &tokens, QPainter *painter, const QStyleOptionTab &option);
void menuItem(const Tokens &tokens, QPainter *painter, const QStyleOptionMenuItem &option);
void menuBarItem(const Tokens &tokens, QPainter *painter, const QStyleOptionMenuItem &option);
/// The disclosure mark of a tree.
void branch(const Tokens &tokens, QPainter *painter, const QStyleOption &option);

} // namespace paint
} // namespace enigm::views::design
