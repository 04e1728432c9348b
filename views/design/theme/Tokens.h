#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace enigm::views::design {

/// Which set of colours is in force. High contrast takes the desktop's own palette.
enum class Scheme { Light, Dark, HighContrast };

/// What a colour is for. `Canvas` is the window, `Surface` cards and tables, `Sunken` wells; `OnAccent` is text on the
/// primary and the danger button; `SelectionText` is text on `Selection`.
enum class Role {
    Canvas,
    Surface,
    Sunken,
    Border,
    Text,
    Muted,
    Accent,
    OnAccent,
    Ok,
    Warn,
    Danger,
    Info,
    Selection,
    SelectionText,
};
inline constexpr std::size_t roleCount = 14;

/// How something is meant. A tone never stands alone: icon and word go with it.
enum class Tone { Neutral, Muted, Accent, Ok, Warn, Danger, Info };

/// Sizes in device-independent pixels; everything sits on a grid of 8, 4 inside controls.
namespace metrics {
inline constexpr int grid = 8;
inline constexpr int half = 4;
inline constexpr int radius = 6;
inline constexpr int controlHeight = 32;
inline constexpr int rowHeight = 32;
inline constexpr int compactRowHeight = 26;
inline constexpr int focusWidth = 2;
inline constexpr int focusOffset = 2;
inline constexpr int smallIcon = 16;
inline constexpr int icon = 20;
} // namespace metrics

/// The colours of one scheme, by role; a value, compared and copied freely.
class Tokens
{
public:
    [[nodiscard]] static Tokens light();
    [[nodiscard]] static Tokens dark();
    /// From the desktop's palette: tones fall back to the text colour wherever the palette's own lacks contrast.
    [[nodiscard]] static Tokens highContrast(const QPalette &system);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] QColor color(Role role) const { return m_colors.at(static_cast<std::size_t>(role)); }
    [[nodiscard]] QColor color(Tone tone) const;
    /// A faint wash of the tone, opaque, for badges and banners. The tone's own colour stays readable on it.
    [[nodiscard]] QColor tint(Tone tone, Role over = Role::Surface) const;
    /// A line in the tone that is quieter than the tone itself.
    [[nodiscard]] QColor edge(Tone tone, Role over = Role::Surface) const;
    [[nodiscard]] QColor hover(Role over) const;
    [[nodiscard]] QColor pressed(Role over) const;
    /// Text that is there but cannot be acted upon.
    [[nodiscard]] QColor disabledText() const;

    /// The same as a QPalette, for whatever paints itself: Window is the canvas, Base the surface, AlternateBase the
    /// well, Mid the border, PlaceholderText muted, Highlight the selection, Link the accent, BrightText danger.
    [[nodiscard]] QPalette palette() const;

    friend bool operator==(const Tokens &, const Tokens &) = default;

private:
    Tokens(Scheme scheme, const std::array<QColor, roleCount> &colors)
        : m_scheme(scheme)
        , m_colors(colors)
    {}

    Scheme m_scheme;
    std::array<QColor, roleCount> m_colors;
};

/// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor &first, const QColor &second);
/// `top` laid over `bottom` with this opacity (0 to 1), opaque.
[[nodiscard]] QColor blend(const QColor &top, const QColor &bottom, double opacity);

} // namespace enigm::views::design
