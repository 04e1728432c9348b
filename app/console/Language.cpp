#include "app/console/Language.h"

#include <QLibraryInfo>
#include <QTranslator>

#include <memory>

namespace enigm::app {

using namespace Qt::StringLiterals;

void installLanguage(QCoreApplication &application, const QLocale &locale)
{
    auto own = std::make_unique<QTranslator>(&application);
    if (own->load(locale, u"enigm"_s, u"_"_s, u":/enigm/translations"_s) ||
        own->load(u":/enigm/translations/enigm_en.qm"_s))
        QCoreApplication::installTranslator(own.release());
    auto toolkit = std::make_unique<QTranslator>(&application);
    if (toolkit->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(toolkit.release());
}

} // namespace enigm::app
