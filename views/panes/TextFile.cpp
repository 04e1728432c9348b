#include "views/panes/TextFile.h"

#include <QCoreApplication>
#include <QFileDialog>
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
    auto *dialog = new QFileDialog(window, title);
    dialog->setObjectName(QStringLiteral("saveTextFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [window, text](const QString &path) { write(window, path, text); });
    dialog->open();
}

} // namespace enigm::views::panes
