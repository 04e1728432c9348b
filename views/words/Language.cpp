#include "views/words/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace enigm::views::words {

Language::Language(const QLocale &locale)
{
    const QString folder = QStringLiteral(":/enigm/translations");
    const QString prefix = QStringLiteral("enigm");
    const QString separator = QStringLiteral("_");
    // Missing files leave a translator empty, which answers nothing: the text stays as it is written in the sources.
    if (m_english.load(QLocale(QLocale::English), prefix, separator, folder))
        QCoreApplication::installTranslator(&m_english);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C)
        return;
    if (!m_translation.load(locale, prefix, separator, folder))
        return;
    if (m_qt.load(locale, QStringLiteral("qtbase"), separator, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    QCoreApplication::installTranslator(&m_translation);
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_translation);
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_english);
}

QString Language::name() const
{
    return m_translation.isEmpty() ? m_english.language() : m_translation.language();
}

} // namespace enigm::views::words
