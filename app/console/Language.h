#pragma once

#include <QCoreApplication>
#include <QLocale>

namespace enigm::app {

/// Speaks the language of `locale` where it is translated, English otherwise; English too is a translation, for its
/// plural forms. Toolkit texts and the reading direction follow.
void installLanguage(QCoreApplication &application, const QLocale &locale);

} // namespace enigm::app
