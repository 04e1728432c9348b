#pragma once

#include "views/design/icons/Glyph.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace enigm::views::design {
class Sheet;
}

namespace enigm::views::main {

/// Something that can be done by name from anywhere (Ctrl+K).
struct Command
{
    design::Glyph glyph = design::Glyph::Arrow;
    QString name; ///< translated
    std::function<void()> run;
};

/// A sheet with a field and the commands whose names hold all the words typed. Up and down choose, Enter runs, Esc
/// closes.
class CommandPalette final : public QWidget
{
    Q_OBJECT

public:
    /// Opens over `window`, and is gone once it closes.
    static void open(QWidget *window, std::vector<Command> commands);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    CommandPalette(design::Sheet *sheet, std::vector<Command> commands);
    void fill(const QString &words);
    void run();

    design::Sheet *m_sheet;
    std::vector<Command> m_commands;
    QLineEdit *m_edit;
    QListWidget *m_list;
};

} // namespace enigm::views::main
