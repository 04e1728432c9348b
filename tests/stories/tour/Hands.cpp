#include "tests/stories/tour/Hands.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QTimer>

namespace enigm::tour {

void Hands::await(const QString &what, const std::function<bool()> &holds)
{
    if (!QTest::qWaitFor(holds, patience))
        throw Stuck(QStringLiteral("waited in vain %1").arg(what));
}

QWidget *Hands::visible(const QString &name)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *const widget : all) {
        if (widget->objectName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool Hands::isShown(const QString &name)
{
    return visible(name) != nullptr;
}

void Hands::awaitGone(const QString &name)
{
    await(QStringLiteral("for %1 to close").arg(name), [&name] { return !isShown(name); });
}

void Hands::click(const QString &name)
{
    auto *const widget = find(name);
    await(QStringLiteral("for %1 to be enabled").arg(name), [widget] { return widget->isEnabled(); });
    QTest::mouseClick(widget, Qt::LeftButton);
}

void Hands::type(const QString &name, const QString &text)
{
    auto *const widget = find(name);
    await(QStringLiteral("for %1 to be enabled").arg(name), [widget] { return widget->isEnabled(); });
    auto *edit = qobject_cast<QLineEdit *>(widget);
    if (!edit)
        edit = widget->findChild<QLineEdit *>(); // a filter bar holds its field
    if (!edit)
        throw Stuck(QStringLiteral("%1 takes no text").arg(name));
    QTest::mouseClick(edit, Qt::LeftButton);
    if (edit->echoMode() == QLineEdit::Normal)
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
}

void Hands::paste(const QString &name, const QString &text)
{
    auto *const edit = find<QPlainTextEdit>(name);
    QTest::mouseClick(edit->viewport(), Qt::LeftButton);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(text);
    QTest::keySequence(edit, QKeySequence::Paste);
}

/// Typed, it would depend on the order in which a locale writes a date.
void Hands::setMoment(const QString &name, const QDateTime &moment)
{
    find<QDateTimeEdit>(name)->setDateTime(moment);
}

void Hands::press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(widget, static_cast<Qt::Key>(key), modifiers);
}

void Hands::clickCell(QTableView *table, int row, int column, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = table->model()->index(row, column);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers, table->visualRect(index).center());
}

void Hands::doubleClickCell(QTableView *table, int row, int column)
{
    clickCell(table, row, column);
    const QModelIndex index = table->model()->index(row, column);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

void Hands::choose(const QString &listName, const QString &text)
{
    auto *const list = find<QListWidget>(listName);
    await(QStringLiteral("for %1 in %2").arg(text, listName),
          [list, &text] { return !list->findItems(text, Qt::MatchExactly).isEmpty(); });
    QListWidgetItem *const item = list->findItems(text, Qt::MatchExactly).first();
    list->scrollToItem(item);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
}

/// The menu has a loop of its own until something is chosen, so that it is answered from within.
void Hands::chooseFromMenu(const QString &buttonName, const QString &entryName)
{
    auto *const button = find<QPushButton>(buttonName);
    await(QStringLiteral("for %1 to be enabled").arg(buttonName), [button] { return button->isEnabled(); });
    bool isChosen = false;
    QTimer answer;
    QObject::connect(&answer, &QTimer::timeout, button, [&answer, &isChosen, &entryName] {
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        answer.stop();
        auto *const entry = menu->findChild<QAction *>(entryName);
        isChosen = entry != nullptr && entry->isEnabled();
        if (isChosen)
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
        else
            menu->close();
    });
    constexpr int often = 10; // milliseconds
    answer.start(often);
    QTest::mouseClick(button, Qt::LeftButton);
    if (!isChosen)
        throw Stuck(QStringLiteral("%1 cannot be chosen from %2").arg(entryName, buttonName));
}

void Hands::chooseFromBox(const QString &boxName, const QString &text)
{
    auto *const box = find<QComboBox>(boxName);
    await(QStringLiteral("for %1 in %2").arg(text, boxName), [box, &text] { return box->findText(text) >= 0; });
    box->setFocus();
    QTest::keyClicks(box, text); // the list finds what is typed
    await(QStringLiteral("for %1 to be chosen").arg(text), [box, &text] { return box->currentText() == text; });
}

void Hands::showPane(const QString &label)
{
    auto *const list = find<QListView>(QStringLiteral("navigation"));
    const QAbstractItemModel &panes = *list->model();
    for (int row = 0; row < panes.rowCount(); ++row) {
        if (panes.index(row, 0).data().toString() == label) {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(panes.index(row, 0)).center());
            return;
        }
    }
    throw Stuck(QStringLiteral("there is no pane %1").arg(label));
}

void Hands::scrollTo(const QString &name)
{
    QWidget *const widget = find(name);
    for (QWidget *above = widget->parentWidget(); above != nullptr; above = above->parentWidget()) {
        if (auto *const area = qobject_cast<QScrollArea *>(above))
            return area->ensureWidgetVisible(widget);
    }
    throw Stuck(QStringLiteral("%1 does not scroll").arg(name));
}

void Hands::answerFileDialog(const QString &path)
{
    QFileDialog *dialog = nullptr;
    await(QStringLiteral("for a file dialog"), [&dialog] {
        dialog = qobject_cast<QFileDialog *>(visible(QStringLiteral("pathDialog")));
        return dialog != nullptr;
    });
    auto *const edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    if (!edit)
        throw Stuck(QStringLiteral("the file dialog has no field for a name"));
    auto *const box = dialog->findChild<QDialogButtonBox *>();
    const bool isForSaving = dialog->acceptMode() == QFileDialog::AcceptSave;
    auto *const accept = box ? box->button(isForSaving ? QDialogButtonBox::Save : QDialogButtonBox::Open) : nullptr;
    if (!accept)
        throw Stuck(QStringLiteral("the file dialog has no button to go on with"));
    edit->clear();
    if (isForSaving) {
        QTest::keyClicks(edit, path);
    } else { // typed, each folder on the way would be offered in a list over the button
        QGuiApplication::clipboard()->setText(path);
        QTest::keySequence(edit, QKeySequence::Paste);
    }
    // The dialog learns of folders in the background. It looks at the name again only as it is typed, and passes over a
    // click that comes before it knows the folder.
    const QPointer<QFileDialog> open(dialog);
    const auto isGone = [&open] { return !open || !open->isVisible(); };
    await(QStringLiteral("for the file dialog to take the name"), [&isGone, edit, accept, &path] {
        if (!isGone() && accept->isEnabled())
            QTest::mouseClick(accept, Qt::LeftButton);
        if (isGone())
            return true;
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClicks(edit, path.right(1));
        return false;
    });
}

} // namespace enigm::tour
