#pragma once

#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QWidget;

namespace enigm::test {

/// A page of the design system's gallery: a name for the file and what makes the widget, ready to be shown.
struct GalleryPage
{
    QString name;
    std::function<std::unique_ptr<QWidget>()> make;
};

/// Every component in every state.
[[nodiscard]] std::vector<GalleryPage> galleryPages();

} // namespace enigm::test
