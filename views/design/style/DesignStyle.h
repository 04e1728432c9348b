#pragma once

#include "views/design/theme/Tokens.h"

#include <QProxyStyle>

namespace enigm::views::design {

/// How every control of the console looks: Fusion's behaviour, own drawing. Controls know nothing of it; it draws from
/// the tokens of the scheme in force. Painting lies in the files beside this one, one family of controls each.
class DesignStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    explicit DesignStyle(const Tokens &tokens);

    [[nodiscard]] const Tokens &tokens() const { return m_tokens; }
    void setTokens(const Tokens &tokens) { m_tokens = tokens; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returned) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap which, const QStyleOption *option,
                                     const QWidget *widget) const override;
    [[nodiscard]] QPalette standardPalette() const override { return m_tokens.palette(); }
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    Tokens m_tokens;
};

/// The tokens in force for a widget (null: for the application), light ones where another style is set.
[[nodiscard]] const Tokens &tokensOf(const QWidget *widget);

} // namespace enigm::views::design
