#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace enigm::test {

/// One text of a .ts file.
struct TranslatedText
{
    QString context;
    QString source;
    QString state;     ///< of its translation: "" where finished, or "unfinished", "vanished", "obsolete"
    QStringList forms; ///< the translation; several where the text counts
    bool counts = false;

    /// "context: source", to name it in a report.
    [[nodiscard]] QString name() const { return context + QStringLiteral(": ") + source; }
};

/// The texts of a file of Qt Linguist; fails the test where it cannot be read.
[[nodiscard]] std::vector<TranslatedText> readTranslationFile(const QString &path);

/// The places (%1, %L2, %n) of a text, sorted.
[[nodiscard]] QStringList placesOf(const QString &text);

} // namespace enigm::test
