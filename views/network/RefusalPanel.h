#pragma once

#include "models/network/OutcomeSource.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;
class QStandardItemModel;

namespace enigm::views::charts {
class StackedBars;
}

namespace enigm::views::design {
class Button;
class StateStack;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::network {

/// How often the ways into the network were refused over time, by category: a chart, and the same as a table one key
/// (T) away.
class RefusalPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    RefusalPanel(models::network::OutcomeSource &outcomes, const client::Session &session, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    void chooseSpan(int place);
    void toggleTable();
    void showBars();
    void updateState();
    [[nodiscard]] QString labelOf(qint64 time) const;

    models::network::OutcomeSource &m_outcomes;
    const client::Session &m_session;
    QComboBox *m_span;
    design::Button *m_asTable;
    charts::StackedBars *m_chart;
    QStandardItemModel *m_rows;
    design::TableView *m_table;
    QStackedWidget *m_pages;
    design::StateStack *m_stack;
    design::ToneLabel *m_figures;
};

/// "Policy": why devices were refused, as a category.
[[nodiscard]] QString denialText(enigm::network::DenialReason reason);

} // namespace enigm::views::network
