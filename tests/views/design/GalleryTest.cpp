#include "tests/views/design/Gallery.h"

#include "tests/support/LogGuard.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

/// Shows every page of the gallery in every scheme and both directions, and looks for what a person would stumble over.
/// With ENIGM_GALLERY_DIR set, saves what it saw there.
class GalleryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsCutOffOrNameless_data();
    void nothingIsCutOffOrNameless();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
    std::vector<enigm::test::GalleryPage> m_pages = enigm::test::galleryPages();
};

namespace {

struct Look
{
    const char *name;
    SchemeChoice choice;
    Qt::LayoutDirection direction;
};

constexpr std::array looks = {Look{"light", SchemeChoice::Light, Qt::LeftToRight},
                              Look{"dark", SchemeChoice::Dark, Qt::LeftToRight},
                              Look{"contrast", SchemeChoice::HighContrast, Qt::LeftToRight},
                              Look{"mirrored", SchemeChoice::Light, Qt::RightToLeft}};

QPalette whiteOnBlack()
{
    QPalette palette(Qt::black);
    for (const auto role : {QPalette::Window, QPalette::Base})
        palette.setColor(role, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    palette.setColor(QPalette::Link, Qt::yellow);
    palette.setColor(QPalette::Highlight, Qt::cyan);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    return palette;
}

// The text that a person would see cut, or nothing.
QString cutText(const QWidget *widget)
{
    if (widget->visibleRegion().isEmpty())
        return {};
    const auto *label = qobject_cast<const QLabel *>(widget);
    if (label != nullptr && !label->wordWrap() && !label->text().isEmpty() &&
        qobject_cast<const HandleLabel *>(widget) == nullptr && label->width() < label->sizeHint().width())
        return label->text();
    if (label != nullptr && label->wordWrap() && label->height() < label->heightForWidth(label->width()))
        return label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    if (button != nullptr && !button->text().isEmpty() && button->width() < button->sizeHint().width())
        return button->text();
    return {};
}

bool isNameless(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button != nullptr && button->isVisible() && button->text().isEmpty() && button->accessibleName().isEmpty() &&
           button->focusPolicy() != Qt::NoFocus;
}

} // namespace

void GalleryTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light);
    m_theme->setHighContrastPalette(whiteOnBlack());
}

void GalleryTest::nothingIsCutOffOrNameless_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("look");
    for (int page = 0; page < std::ssize(m_pages); ++page) {
        for (int look = 0; look < std::ssize(looks); ++look)
            QTest::addRow("%s-%s", qPrintable(m_pages.at(static_cast<std::size_t>(page)).name),
                          looks.at(static_cast<std::size_t>(look)).name)
                << page << look;
    }
}

void GalleryTest::nothingIsCutOffOrNameless()
{
    QFETCH(const int, page);
    QFETCH(const int, look);
    const Look &chosen = looks.at(static_cast<std::size_t>(look));
    m_theme->setChoice(chosen.choice);
    QGuiApplication::setLayoutDirection(chosen.direction);
    const std::unique_ptr<QWidget> widget = m_pages.at(static_cast<std::size_t>(page)).make();
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
    const QPixmap seen = widget->grab();
    const QString directory = qEnvironmentVariable("ENIGM_GALLERY_DIR");
    if (!directory.isEmpty())
        QVERIFY(seen.save(QDir(directory).filePath(QLatin1StringView(QTest::currentDataTag()) + u".png"_s)));
    QVERIFY2(widget->width() <= 1280 && widget->height() <= 800, "The page does not fit 1280x800");
    for (const QWidget *child : widget->findChildren<QWidget *>()) {
        QVERIFY2(cutText(child).isEmpty(), qPrintable(cutText(child)));
        QVERIFY2(!isNameless(child), child->metaObject()->className());
    }
}

ENIGM_WIDGET_TEST_MAIN(GalleryTest)
#include "GalleryTest.moc"
