#pragma once

#include <QDateTime>
#include <QPoint>
#include <QString>
#include <QWidget>

#include <functional>
#include <stdexcept>

class QTableView;

namespace enigm::tour {

/// A step that could not be done: says which, in words.
class Stuck : public std::runtime_error
{
public:
    explicit Stuck(const QString &why)
        : std::runtime_error(why.toStdString())
    {}
};

/// What a person has: eyes that find what is on the screen, a mouse and a keyboard. Nothing here reaches past the
/// windows.
class Hands
{
public:
    static constexpr int patience = 150'000; // milliseconds: a founding takes its time on a busy machine

    /// Waits until something is so; Stuck after `patience`.
    static void await(const QString &what, const std::function<bool()> &holds);

    /// The visible widget of this object name, in any window, waited for.
    template <typename Widget = QWidget>
    static Widget *find(const QString &name)
    {
        Widget *found = nullptr;
        await(QStringLiteral("to see %1").arg(name),
              [&found, &name] { return (found = qobject_cast<Widget *>(visible(name))) != nullptr; });
        return found;
    }
    /// Whether a widget of this object name is in sight, in any window.
    [[nodiscard]] static bool isShown(const QString &name);
    /// Waits until none is.
    static void awaitGone(const QString &name);
    /// Clicks in the middle, once the widget is enabled.
    static void click(const QString &name);
    /// Clicks and types, in place of what stood there.
    static void type(const QString &name, const QString &text);
    /// The same from the clipboard, into a field that takes lines.
    static void paste(const QString &name, const QString &text);
    /// Sets a field of date and time.
    static void setMoment(const QString &name, const QDateTime &moment);
    static void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Clicks the cell.
    static void clickCell(QTableView *table, int row, int column, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void doubleClickCell(QTableView *table, int row, int column);
    /// Chooses the entry with this text from a list, by clicking it.
    static void choose(const QString &listName, const QString &text);
    /// Opens the menu of a button and clicks the entry of this object name.
    static void chooseFromMenu(const QString &buttonName, const QString &entryName);
    /// Chooses the entry with this text from a box.
    static void chooseFromBox(const QString &boxName, const QString &text);
    /// Goes to the pane of this name, at the left.
    static void showPane(const QString &label);
    /// Turns the wheel until the widget is in sight in what it scrolls in.
    static void scrollTo(const QString &name);
    /// Answers the file dialog that is open.
    static void answerFileDialog(const QString &path);

private:
    static QWidget *visible(const QString &name);
};

} // namespace enigm::tour
