#pragma once

#include "models/changes/ChangeResultsModel.h"

#include <QWidget>

namespace enigm::views::design {
class Banner;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::review {

class ResultWordsProxy;

/// "At the devices": how far an executed change has come, in one sentence and device by device. Only what a device has
/// signed counts as obeyed; which devices there are is verified, how far each has come is as served.
class ResultsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the panel.
    ResultsPanel(models::changes::ChangeResultsModel &results, const client::Session &session,
                 QWidget *parent = nullptr);

private:
    void showResults();

    models::changes::ChangeResultsModel &m_results;
    ResultWordsProxy *m_words;
    design::Banner *m_sum;
    design::TableView *m_table;
};

} // namespace enigm::views::review
