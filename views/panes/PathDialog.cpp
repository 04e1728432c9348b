#include "views/panes/PathDialog.h"

#include <QFileDialog>

namespace enigm::views::panes {

namespace {

QFileDialog *dialogFor(QWidget *window, const PathQuestion &question, std::function<void(const QString &path)> then)
{
    auto *const dialog = new QFileDialog(window, question.title, QString(), question.filter);
    dialog->setObjectName(QStringLiteral("pathDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, std::move(then));
    return dialog;
}

} // namespace

void askSavePath(QWidget *window, const PathQuestion &question, std::function<void(const QString &path)> then)
{
    QFileDialog *const dialog = dialogFor(window, question, std::move(then));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(question.name);
    dialog->open();
}

void askOpenPath(QWidget *window, const PathQuestion &question, std::function<void(const QString &path)> then)
{
    QFileDialog *const dialog = dialogFor(window, question, std::move(then));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

} // namespace enigm::views::panes
