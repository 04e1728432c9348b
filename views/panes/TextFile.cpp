#include "views/panes/TextFile.h"

#include "views/panes/PathDialog.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QSaveFile>

namespace enigm::views::panes {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TextFile)
};

void write(QWidget *window, const QString &path, const QString &text)
{
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return;
    auto *message =
        new QMessageBox(QMessageBox::Warning, Words::tr("Not saved"),
                        Words::tr("The file could not be written: %1. Choose another place.").arg(file.errorString()),
                        QMessageBox::Ok, window);
    message->setTextFormat(Qt::PlainText);
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->open();
}

} // namespace

void saveTextFile(QWidget *window, const QString &title, const QString &name, const QString &text)
{
    askSavePath(window, {.title = title, .name = name},
                [window, text](const QString &path) { write(window, path, text); });
}

} // namespace enigm::views::panes
