#include "views/design/theme/Tokens.h"

#include <algorithm>
#include <cmath>

namespace enigm::views::design {

namespace {

constexpr double minimumContrast = 4.5;

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(static_cast<double>(color.redF())) + 0.7152 * channel(static_cast<double>(color.greenF())) +
           0.0722 * channel(static_cast<double>(color.blueF()));
}

QColor readable(const QColor &wanted, const QColor &on, const QColor &otherwise)
{
    return contrast(wanted, on) >= minimumContrast ? wanted : otherwise;
}

} // namespace

double contrast(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor blend(const QColor &top, const QColor &bottom, double opacity)
{
    const auto mix = [opacity](int over, int under) {
        return static_cast<int>(std::lround(over * opacity + under * (1.0 - opacity)));
    };
    return {mix(top.red(), bottom.red()), mix(top.green(), bottom.green()), mix(top.blue(), bottom.blue())};
}

Tokens Tokens::light()
{
    return {Scheme::Light,
            {QColor(0xF4F6F9), QColor(0xFFFFFF), QColor(0xEBEEF3), QColor(0xD5DAE3), QColor(0x171C26), QColor(0x545F73),
             QColor(0x2B57D6), QColor(0xFFFFFF), QColor(0x1B7346), QColor(0x8F5200), QColor(0xB3261E), QColor(0x176682),
             QColor(0xDCE6FF), QColor(0x171C26)}};
}

Tokens Tokens::dark()
{
    return {Scheme::Dark,
            {QColor(0x10131A), QColor(0x181C25), QColor(0x0C0F14), QColor(0x343C4B), QColor(0xE8EBF2), QColor(0x9FAABD),
             QColor(0x86A6FF), QColor(0x10131A), QColor(0x63C896), QColor(0xEDB258), QColor(0xFF8A80), QColor(0x6CC4E0),
             QColor(0x26335A), QColor(0xE8EBF2)}};
}

Tokens Tokens::highContrast(const QPalette &system)
{
    const QColor canvas = system.color(QPalette::Active, QPalette::Window);
    const QColor text = readable(system.color(QPalette::Active, QPalette::WindowText), canvas,
                                 luminance(canvas) > 0.18 ? QColor(Qt::black) : QColor(Qt::white));
    const QColor base = system.color(QPalette::Active, QPalette::Base);
    const QColor surface = contrast(text, base) >= minimumContrast ? base : canvas;
    const QColor accent = readable(system.color(QPalette::Active, QPalette::Link), surface, text);
    const QColor selection = system.color(QPalette::Active, QPalette::Highlight);
    const QColor selectionText = readable(system.color(QPalette::Active, QPalette::HighlightedText), selection,
                                          luminance(selection) > 0.18 ? QColor(Qt::black) : QColor(Qt::white));
    return {Scheme::HighContrast,
            {canvas, surface, surface, text, text, text, accent, readable(surface, accent, canvas), text, text, text,
             text, selection, selectionText}};
}

QColor Tokens::color(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return color(Role::Text);
    case Tone::Muted:
        return color(Role::Muted);
    case Tone::Accent:
        return color(Role::Accent);
    case Tone::Ok:
        return color(Role::Ok);
    case Tone::Warn:
        return color(Role::Warn);
    case Tone::Danger:
        return color(Role::Danger);
    case Tone::Info:
        return color(Role::Info);
    }
    return color(Role::Text);
}

QColor Tokens::tint(Tone tone, Role over) const
{
    if (m_scheme == Scheme::HighContrast)
        return color(over);
    return blend(color(tone), color(over), m_scheme == Scheme::Light ? 0.08 : 0.13);
}

QColor Tokens::edge(Tone tone, Role over) const
{
    if (m_scheme == Scheme::HighContrast)
        return color(Role::Border);
    return blend(color(tone), color(over), 0.38);
}

QColor Tokens::hover(Role over) const
{
    return blend(color(Role::Text), color(over), m_scheme == Scheme::HighContrast ? 0.15 : 0.05);
}

QColor Tokens::pressed(Role over) const
{
    return blend(color(Role::Text), color(over), m_scheme == Scheme::HighContrast ? 0.25 : 0.10);
}

QColor Tokens::disabledText() const
{
    return blend(color(Role::Muted), color(Role::Surface), m_scheme == Scheme::HighContrast ? 0.75 : 0.62);
}

QPalette Tokens::palette() const
{
    QPalette palette;
    const auto set = [&palette, this](QPalette::ColorRole role, Role token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Role::Canvas);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Surface);
    set(QPalette::AlternateBase, Role::Sunken);
    set(QPalette::Text, Role::Text);
    set(QPalette::Button, Role::Surface);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::ToolTipBase, Role::Surface);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::PlaceholderText, Role::Muted);
    set(QPalette::Highlight, Role::Selection);
    set(QPalette::HighlightedText, Role::SelectionText);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::Accent);
    set(QPalette::BrightText, Role::Danger);
    set(QPalette::Light, Role::Surface);
    set(QPalette::Midlight, Role::Sunken);
    set(QPalette::Mid, Role::Border);
    set(QPalette::Dark, Role::Border);
    set(QPalette::Shadow, Role::Border);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, disabledText());
    return palette;
}

} // namespace enigm::views::design
