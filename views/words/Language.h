#pragma once

#include <QLocale>
#include <QTranslator>

namespace enigm::views::words {

/// The language of the interface, installed in the application while this lives: the plural forms of English, over them
/// the translation of the first language of the locale that there is one for, and Qt's own words for its dialogs. Make
/// it before the first window, and keep it as long as the application.
class Language
{
public:
    explicit Language(const QLocale &locale = QLocale());
    ~Language();
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;

    /// The translation in use, as "de_DE"; "en_US" where there is none for the locale.
    [[nodiscard]] QString name() const;

private:
    QTranslator m_english;
    QTranslator m_qt;
    QTranslator m_translation;
};

} // namespace enigm::views::words
