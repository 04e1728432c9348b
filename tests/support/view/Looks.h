#pragma once

#include <QString>

class QWidget;

namespace enigm::views::design {
class Theme;
}

namespace enigm::test {

/// What a person would stumble over in a window that is shown: the first text that is cut off, a button without a name.
/// Empty where there is nothing.
[[nodiscard]] QString stumblingBlock(const QWidget &window);

/// Looks at a window in light, dark and mirrored, and answers the first stumbling block. With ENIGM_GALLERY_DIR set,
/// saves there what it saw as `name`-light.png and so on.
[[nodiscard]] QString lookOver(QWidget &window, views::design::Theme &theme, const QString &name);

/// The same in high contrast alone, saved as `name`-contrast.png.
[[nodiscard]] QString lookInContrast(QWidget &window, views::design::Theme &theme, const QString &name);

/// Whether a label in sight says these words.
[[nodiscard]] bool shows(const QWidget &window, const QString &words);

} // namespace enigm::test
