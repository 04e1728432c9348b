#include "views/design/icons/Glyph.h"

#include <array>

namespace enigm::views::design {

namespace {

constexpr std::array glyphs = {
#define ENIGM_GLYPH_VALUE(name, file) Glyph::name,
    ENIGM_GLYPHS(ENIGM_GLYPH_VALUE)
#undef ENIGM_GLYPH_VALUE
};

QLatin1StringView fileOf(Glyph glyph)
{
    switch (glyph) {
#define ENIGM_GLYPH_FILE(name, file)                                                                                   \
    case Glyph::name:                                                                                                  \
        return QLatin1StringView(file);
        ENIGM_GLYPHS(ENIGM_GLYPH_FILE)
#undef ENIGM_GLYPH_FILE
    }
    return {};
}

} // namespace

std::span<const Glyph> allGlyphs()
{
    return glyphs;
}

QString glyphPath(Glyph glyph)
{
    using namespace Qt::StringLiterals;
    return u":/enigm/icons/"_s + fileOf(glyph) + u".svg"_s;
}

bool isDirectional(Glyph glyph)
{
    return glyph == Glyph::ChevronForward || glyph == Glyph::ChevronBack || glyph == Glyph::Arrow ||
           glyph == Glyph::SignOut || glyph == Glyph::Rollouts || glyph == Glyph::Audit;
}

} // namespace enigm::views::design
