#pragma once

#include "views/design/facts/StateWord.h"
#include "views/design/icons/Glyph.h"
#include "views/main/CommandPalette.h"

#include <QHash>
#include <QString>
#include <QWidget>

#include <vector>

class QStackedWidget;

namespace enigm::views::design {
class AlarmBanner;
class Banner;
class NavigationList;
class SampleBand;
class Toast;
class TopBar;
} // namespace enigm::views::design

namespace enigm::views::main {

/// The frame around the panes of a signed-in operator: the strip with deployment, log and operator over everything,
/// panes at the left, the alarm across the whole width when a proof is broken.
class ConsoleFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit ConsoleFrame(bool sample, QWidget *parent = nullptr);

    /// Takes ownership of `pane`.
    void addPane(const QString &id, design::Glyph glyph, const QString &label, QWidget *pane);
    void showPane(const QString &id);
    [[nodiscard]] QString currentPane() const;
    /// Work that waits for this person, beside the name of the pane.
    void setWaiting(const QString &id, int count);
    /// What Ctrl+K offers beside the panes.
    void setCommands(std::vector<Command> commands);

    [[nodiscard]] design::TopBar *topBar() const { return m_topBar; }
    /// Across everything, and never taken down; the panes do not repeat it.
    void raiseAlarm(const QString &title, const QString &contradiction);
    /// A line that stays while something is the matter with this console itself; empty: no longer.
    void warn(const QString &sentence);
    void say(const design::StateWord &word);

Q_SIGNALS:
    void paneChanged(const QString &id);
    void saveEvidenceRequested();

private:
    void openPalette();

    struct Pane
    {
        QString id;
        design::Glyph glyph;
        QString label;
        QWidget *widget;
    };
    std::vector<Pane> m_panes;
    std::vector<Command> m_commands;
    design::TopBar *m_topBar;
    design::AlarmBanner *m_alarm;
    design::Banner *m_warning;
    design::NavigationList *m_navigation;
    QStackedWidget *m_stack;
    design::Toast *m_toast;
};

} // namespace enigm::views::main
