#pragma once

#include "models/ota/RolloutSource.h"
#include "models/session/OperatorNames.h"
#include "views/ota/RolloutAct.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

class QStackedWidget;

namespace enigm::views::charts {
class CountBars;
class LaneChart;
} // namespace enigm::views::charts

namespace enigm::views::design {
class Banner;
class Button;
class SectionTitle;
class StateBadge;
class StateStack;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::ota {

class EventWordsProxy;
class FigureRow;
class GroupWordsProxy;

/// One rollout while it runs: how many devices are how far, its groups as lanes with the thresholds as lines (and the
/// same as a table one key, T, away), failures by category, what happened, and the acts that stop it. However often
/// the rollout changes, this is drawn anew a few times a second at most, and no widget is made for it.
class RolloutPage final : public QWidget
{
    Q_OBJECT

public:
    /// At least, from one look at the rollout to the next.
    static constexpr std::chrono::milliseconds pace{250};

    /// All outlive this.
    RolloutPage(models::ota::RolloutSource &rollout, models::session::OperatorNames &names,
                const client::Session &session, QWidget *parent = nullptr);

    /// Why this person may not ask for the act; empty where they may.
    void setDenials(const QString &reducing, const QString &resuming);
    /// How often it has looked at the rollout.
    [[nodiscard]] int looks() const { return m_looks; }

Q_SIGNALS:
    /// Back to the list.
    void closed();
    void changeOpened(const QString &reference);
    /// Confirmed by the person; `reason` is not empty, but for a resumption, which is composed.
    void actRequested(enigm::views::ota::RolloutAct act, const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildActs();
    [[nodiscard]] QWidget *buildGroups();
    void buildTables();
    [[nodiscard]] QWidget *buildSide();
    void toggleTable();
    void ask(RolloutAct act);
    void noteChange();
    void look();
    void showHead(const enigm::ota::RolloutRecord &rollout);
    void showNews(const enigm::ota::RolloutRecord &rollout);
    void updateActs();
    void updateState();

    models::ota::RolloutSource &m_rollout;
    models::session::OperatorNames &m_names;
    const client::Session &m_session;
    QString m_noReducing;
    QString m_noResuming;
    QTimer m_pace;
    QTimer m_minute;
    bool m_isDue = false; ///< it has changed since the last look
    int m_looks = 0;
    GroupWordsProxy *m_groupWords;
    EventWordsProxy *m_eventWords;
    design::ToneLabel *m_title;
    design::StateBadge *m_badge;
    design::ToneLabel *m_subtitle;
    design::ToneLabel *m_people; ///< who asked, who approved
    design::Button *m_pause;
    design::Button *m_resume;
    design::Button *m_withdraw;
    design::Button *m_halt;
    design::Banner *m_news;
    FigureRow *m_figures;
    design::SectionTitle *m_groupsTitle;
    design::Button *m_asTable;
    QWidget *m_side = nullptr; ///< failures and events
    QStackedWidget *m_pages;
    charts::LaneChart *m_lanes;
    design::TableView *m_table;
    charts::CountBars *m_failures;
    design::ToneLabel *m_noFailures;
    design::TableView *m_events;
    design::StateStack *m_stack = nullptr;
};

} // namespace enigm::views::ota
