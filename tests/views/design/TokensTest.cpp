#include "views/design/theme/Tokens.h"

#include "tests/support/LogGuard.h"
#include "views/design/style/Paint.h"

#include <QApplication>
#include <QTest>

using namespace enigm::views::design;

class TokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextColourIsReadableOnEveryGround_data();
    void everyTextColourIsReadableOnEveryGround();
    void aToneIsReadableOnItsOwnWash_data();
    void aToneIsReadableOnItsOwnWash();
    void aFieldHasAnEdgeThatCanBeSeen();
    void aPaletteWithoutContrastIsNotFollowedIntoTheDark();
};

namespace {

QPalette yellowOnBlack()
{
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::yellow);
    palette.setColor(QPalette::Link, Qt::cyan);
    palette.setColor(QPalette::Highlight, Qt::white);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    return palette;
}

const std::array schemes = {Tokens::light(), Tokens::dark(), Tokens::highContrast(yellowOnBlack())};
constexpr std::array grounds = {Role::Canvas, Role::Surface, Role::Sunken};
constexpr std::array texts = {Role::Text, Role::Muted, Role::Accent, Role::Ok, Role::Warn, Role::Danger, Role::Info};
constexpr std::array tones = {Tone::Neutral, Tone::Muted, Tone::Accent, Tone::Ok, Tone::Warn, Tone::Danger, Tone::Info};

void addSchemes()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << 0;
    QTest::newRow("dark") << 1;
    QTest::newRow("high contrast") << 2;
}

} // namespace

void TokensTest::everyTextColourIsReadableOnEveryGround_data()
{
    addSchemes();
}

void TokensTest::everyTextColourIsReadableOnEveryGround()
{
    QFETCH(const int, scheme);
    const Tokens &tokens = schemes.at(static_cast<std::size_t>(scheme));
    for (const Role text : texts) {
        for (const Role ground : grounds)
            QVERIFY2(contrast(tokens.color(text), tokens.color(ground)) >= 4.5, qPrintable(tokens.color(text).name()));
        if (tokens.scheme() != Scheme::HighContrast) // there, all text on a selection takes SelectionText
            QVERIFY2(contrast(tokens.color(text), tokens.color(Role::Selection)) >= 4.5,
                     qPrintable(tokens.color(text).name()));
    }
    QVERIFY(contrast(tokens.color(Role::SelectionText), tokens.color(Role::Selection)) >= 4.5);
    QVERIFY(contrast(tokens.color(Role::OnAccent), tokens.color(Role::Accent)) >= 4.5);
    if (tokens.scheme() != Scheme::HighContrast)
        QVERIFY(contrast(tokens.color(Role::OnAccent), tokens.color(Role::Danger)) >= 4.5);
}

void TokensTest::aToneIsReadableOnItsOwnWash_data()
{
    addSchemes();
}

void TokensTest::aToneIsReadableOnItsOwnWash()
{
    QFETCH(const int, scheme);
    const Tokens &tokens = schemes.at(static_cast<std::size_t>(scheme));
    for (const Tone tone : tones) {
        for (const Role over : {Role::Canvas, Role::Surface}) {
            const double reached = contrast(tokens.color(tone), tokens.tint(tone, over));
            QVERIFY2(reached >= 4.5, qPrintable(QString::number(reached)));
            QVERIFY(contrast(tokens.color(Role::Text), tokens.tint(tone, over)) >= 4.5);
        }
    }
}

void TokensTest::aFieldHasAnEdgeThatCanBeSeen()
{
    for (const Tokens &tokens : schemes)
        QVERIFY(contrast(paint::fieldBorder(tokens), tokens.color(Role::Surface)) >= 3.0);
}

void TokensTest::aPaletteWithoutContrastIsNotFollowedIntoTheDark()
{
    QPalette grey;
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::WindowText, QPalette::Base, QPalette::Link,
                                           QPalette::Highlight, QPalette::HighlightedText})
        grey.setColor(role, Qt::darkGray);
    const Tokens tokens = Tokens::highContrast(grey);
    QVERIFY(contrast(tokens.color(Role::Text), tokens.color(Role::Canvas)) >= 4.5);
    QVERIFY(contrast(tokens.color(Role::SelectionText), tokens.color(Role::Selection)) >= 4.5);
}

ENIGM_WIDGET_TEST_MAIN(TokensTest)
#include "TokensTest.moc"
