#include "views/design/style/DesignStyle.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/ButtonPaint.h"
#include "views/design/style/FieldPaint.h"
#include "views/design/style/Paint.h"
#include "views/design/style/ViewPaint.h"
#include "views/design/theme/Typography.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

// The option as the type that Qt documents for the element; null where a caller passes another.
template <typename Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

int itemHeight(const QWidget *widget)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    return view != nullptr && view->inherits("QComboBoxListView") ? 28 : metrics::rowHeight;
}

} // namespace

DesignStyle::DesignStyle(const Tokens &tokens)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_tokens(tokens)
{}

void DesignStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
        // Everything but item views wears the FocusRing.
        if (qobject_cast<const QAbstractItemView *>(widget) != nullptr && option->state & State_KeyboardFocusChange)
            paint::ring(painter, option->rect, m_tokens, 4);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame != nullptr && frame->lineWidth > 0)
            paint::field(m_tokens, painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkBox(m_tokens, painter, option->rect, option->state);
    case PE_IndicatorRadioButton:
        return paint::radioButton(m_tokens, painter, option->rect, option->state);
    case PE_PanelItemViewItem:
        if (const auto *item = as<QStyleOptionViewItem>(option))
            paint::itemPanel(m_tokens, painter, *item);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_IndicatorBranch:
        return paint::branch(m_tokens, painter, *option);
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget) != nullptr)
            return paint::field(m_tokens, painter, *option);
        [[fallthrough]];
    case PE_FrameMenu:
    case PE_FrameWindow:
        painter->save();
        painter->setPen(
            m_tokens.color(option->state & State_HasFocus && element == PE_Frame ? Role::Accent : Role::Border));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameGroupBox:
        return paint::box(painter, option->rect, {}, m_tokens.color(Role::Border));
    case PE_PanelMenu:
        return painter->fillRect(option->rect, m_tokens.color(Role::Surface));
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, m_tokens.color(Role::Surface));
        painter->setPen(m_tokens.color(Role::Border));
        return painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    case PE_FrameTabBarBase:
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                                 m_tokens.color(Role::Border));
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
        return;
    case PE_IndicatorArrowDown:
        return Icon::paint(painter, option->rect, Glyph::ChevronDown, m_tokens.color(Role::Muted), 12);
    case PE_IndicatorArrowUp:
        return Icon::paint(painter, option->rect, Glyph::ChevronUp, m_tokens.color(Role::Muted), 12);
    case PE_IndicatorArrowLeft:
        return Icon::paint(painter, option->rect,
                           option->direction == Qt::LeftToRight ? Glyph::ChevronBack : Glyph::ChevronForward,
                           m_tokens.color(Role::Muted), 12);
    case PE_IndicatorArrowRight:
        return Icon::paint(painter, option->rect,
                           option->direction == Qt::LeftToRight ? Glyph::ChevronForward : Glyph::ChevronBack,
                           m_tokens.color(Role::Muted), 12);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DesignStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paint::pushButtonBevel(m_tokens, painter, *button, widget);
        break;
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paint::pushButtonLabel(m_tokens, painter, *button, widget);
        break;
    case CE_FocusFrame:
        return paint::ring(painter, option->rect, m_tokens, metrics::radius + metrics::focusOffset + 2);
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option)) {
            if (!combo->editable)
                paint::comboBoxLabel(m_tokens, painter, *combo,
                                     subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget));
            return;
        }
        break;
    case CE_Header:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return paint::headerSection(m_tokens, painter, *header);
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_tokens.color(Role::Sunken));
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                                 m_tokens.color(Role::Border));
    case CE_TabBarTab:
        if (const auto *tab = as<QStyleOptionTab>(option))
            return paint::tab(m_tokens, painter, *tab);
        break;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return paint::menuItem(m_tokens, painter, *item);
        break;
    case CE_MenuBarItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return paint::menuBarItem(m_tokens, painter, *item);
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, m_tokens.color(Role::Canvas));
    case CE_ProgressBar:
        if (const auto *bar = as<QStyleOptionProgressBar>(option))
            return paint::progressBar(m_tokens, painter, *bar);
        break;
    case CE_Splitter:
        return painter->fillRect(option->rect, m_tokens.color(Role::Border));
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DesignStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            return paint::comboBox(m_tokens, painter, *combo,
                                   subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget));
        break;
    case CC_SpinBox:
        if (const auto *spin = as<QStyleOptionSpinBox>(option))
            return paint::spinBox(m_tokens, painter, *spin, subControlRect(CC_SpinBox, spin, SC_SpinBoxUp, widget),
                                  subControlRect(CC_SpinBox, spin, SC_SpinBoxDown, widget));
        break;
    case CC_ScrollBar:
        if (const auto *bar = as<QStyleOptionSlider>(option))
            return paint::scrollBar(m_tokens, painter, *bar,
                                    subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget), widget);
        break;
    case CC_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option))
            return paint::toolButton(m_tokens, painter, *button, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize DesignStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option)) {
            const int words = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
            const int icon = button->icon.isNull() ? 0 : button->iconSize.width() + (words > 0 ? 6 : 0);
            const int menu = button->features & QStyleOptionButton::HasMenu ? 18 : 0;
            return {words + icon + menu + (words > 0 ? 24 : 16), metrics::controlHeight};
        }
        break;
    case CT_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option)) {
            const bool words = button->toolButtonStyle != Qt::ToolButtonIconOnly && !button->text.isEmpty();
            const int text = words ? button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + 4 : 0;
            const bool pictured = !button->icon.isNull() && button->toolButtonStyle != Qt::ToolButtonTextOnly;
            const int icon = pictured ? button->iconSize.width() + (words ? 6 : 0) : 0;
            const int menu = button->features & QStyleOptionToolButton::HasMenu ? 14 : 0;
            return {text + icon + menu + 12, 28};
        }
        break;
    case CT_LineEdit:
        return {base.width(), metrics::controlHeight};
    case CT_SpinBox:
        return {size.width() + 36, metrics::controlHeight};
    case CT_ComboBox:
        return {base.width() + metrics::grid, metrics::controlHeight};
    case CT_HeaderSection:
        return {base.width() + metrics::grid, metrics::rowHeight};
    case CT_ItemViewItem:
        return {base.width(), std::max(base.height(), itemHeight(widget))};
    case CT_TabBarTab:
        return {size.width() + metrics::half, 36};
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {base.width(), 9};
            const int shortcut = item->text.contains(u'\t') ? item->reservedShortcutWidth + 24 : 0;
            const int words = item->fontMetrics.size(Qt::TextShowMnemonic, item->text.section(u'\t', 0, 0)).width();
            return {12 + 24 + words + shortcut + 12 + 24, 30};
        }
        break;
    case CT_MenuBarItem:
        return {base.width() + metrics::grid, 30};
    case CT_ProgressBar:
        return {base.width(), 16};
    default:
        break;
    }
    return base;
}

QRect DesignStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        if (const auto *frame = as<QStyleOptionFrame>(option))
            return frame->lineWidth > 0 ? option->rect.adjusted(7, 1, -7, -1) : option->rect;
    if (element == SE_PushButtonFocusRect || element == SE_PushButtonContents)
        return option->rect.adjusted(4, 0, -4, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect DesignStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                  const QWidget *widget) const
{
    const QRect whole = option->rect;
    const auto place = [&](const QRect &logical) { return visualRect(option->direction, whole, logical); };
    if (control == CC_ScrollBar) {
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        const auto *bar = as<QStyleOptionSlider>(option);
        if (bar == nullptr || part == SC_ScrollBarGroove)
            return whole;
        const bool vertical = bar->orientation == Qt::Vertical;
        const int length = vertical ? whole.height() : whole.width();
        const qint64 range = qint64{bar->maximum} - bar->minimum;
        const qint64 shown = qint64{length} * bar->pageStep / std::max<qint64>(1, range + bar->pageStep);
        const int slider = range > 0 ? std::clamp(static_cast<int>(shown), std::min(32, length), length) : length;
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto along = [&](int from, int extent) {
            return vertical ? QRect(whole.left(), whole.top() + from, whole.width(), extent)
                            : QRect(whole.left() + from, whole.top(), extent, whole.height());
        };
        if (part == SC_ScrollBarSlider)
            return along(start, slider);
        if (part == SC_ScrollBarSubPage)
            return along(0, start);
        return along(start + slider, length - start - slider);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return place({whole.right() - 25, whole.top(), 22, whole.height()});
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return place(whole.adjusted(4, 1, -26, -1));
    if (control == CC_SpinBox && part == SC_SpinBoxUp)
        return place({whole.right() - 23, whole.top() + 2, 20, whole.height() / 2 - 2});
    if (control == CC_SpinBox && part == SC_SpinBoxDown)
        return place({whole.right() - 23, whole.center().y() + 1, 20, whole.height() / 2 - 2});
    if (control == CC_SpinBox && part == SC_SpinBoxEditField)
        return place(whole.adjusted(7, 1, -26, -1));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace enigm::views::design
