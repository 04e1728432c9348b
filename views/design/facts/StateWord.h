#pragma once

#include "views/design/icons/Glyph.h"
#include "views/design/theme/Tokens.h"

#include <QString>

namespace enigm::views::design {

/// How a state is shown everywhere: a drawing, a translated word and a tone, never the tone alone.
struct StateWord
{
    Glyph glyph = Glyph::Info;
    QString word;
    Tone tone = Tone::Neutral;

    friend bool operator==(const StateWord &, const StateWord &) = default;
};

} // namespace enigm::views::design
