#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>

namespace enigm::views::design {

int DesignStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonMargin:
        return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_MenuHMargin:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_DefaultFrameWidth:
        // As much as a line edit leaves around its text; what it shows must not cover the rounded corners.
        return qobject_cast<const QPlainTextEdit *>(widget) != nullptr ? metrics::half + 1 : 1;
    case PM_MenuPanelWidth:
    case PM_SplitterWidth:
    case PM_TabBarBaseHeight:
        return 1;
    case PM_MenuVMargin:
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return metrics::focusOffset + metrics::focusWidth;
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
    case PM_LineEditIconSize:
        return metrics::smallIcon;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
    case PM_HeaderMargin:
        return metrics::grid;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 2 * metrics::grid;
    case PM_TabBarTabHSpace:
        return 3 * metrics::grid;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DesignStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
    case SH_ItemView_ShowDecorationSelected:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_MovementWithoutUpdatingSelection:
    case SH_UnderlineShortcut:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_DialogButtonLayout:
        return QDialogButtonBox::GnomeLayout;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QIcon DesignStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return Icon::of(Glyph::Close, Tone::Muted);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
        return Icon::of(Glyph::Info, Tone::Info);
    case SP_MessageBoxWarning:
        return Icon::of(Glyph::Warning, Tone::Warn);
    case SP_MessageBoxCritical:
        return Icon::of(Glyph::Alarm, Tone::Danger);
    case SP_ToolBarHorizontalExtensionButton:
        return Icon::of(Glyph::More);
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

void DesignStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr ||
        qobject_cast<QScrollBar *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr ||
        qobject_cast<QHeaderView *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    if (auto *header = qobject_cast<QHeaderView *>(widget)) {
        header->setFont(fontFor(TextStyle::SecondaryStrong));
        header->setHighlightSections(false);
    }
    if (auto *edit = qobject_cast<QPlainTextEdit *>(widget))
        edit->viewport()->setAutoFillBackground(false); // its frame is a field, which paints the ground
    if (auto *tabs = qobject_cast<QTabWidget *>(widget))
        tabs->setDocumentMode(true);
}

const Tokens &tokensOf(const QWidget *widget)
{
    static const Tokens otherwise = Tokens::light();
    const auto *style = qobject_cast<const DesignStyle *>(widget != nullptr ? widget->style() : QApplication::style());
    return style != nullptr ? style->tokens() : otherwise;
}

} // namespace enigm::views::design
