#pragma once

#include "models/ota/PlanGroupsModel.h"
#include "views/words/PolicyText.h"

#include <QWidget>

namespace enigm::views::design {
class Button;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::ota {

class PlannedGroupForm;

/// The groups of a plan in the order in which they open, and the chosen one as a form.
class PlanGroupsEditor final : public QWidget
{
    Q_OBJECT

public:
    /// `groups`: the device groups that may be chosen; `now` in Unix seconds.
    PlanGroupsEditor(const words::GroupNames &groups, qint64 now, QWidget *parent = nullptr);

    void setGroups(const std::vector<models::ota::PlannedGroup> &groups, bool soak);
    [[nodiscard]] const std::vector<models::ota::PlannedGroup> &groups() const { return m_model.rows(); }
    /// How many devices each would have; nothing while it is not known.
    void setPreview(const std::optional<enigm::ota::RolloutPreview> &preview);
    [[nodiscard]] std::optional<qint64> devices(int row) const { return m_model.devices(row); }

Q_SIGNALS:
    /// By the person.
    void changed();

private:
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildActs();
    void add();
    void remove();
    void move(int by);
    void take(std::vector<models::ota::PlannedGroup> groups, int row);
    void showCurrent();
    [[nodiscard]] int current() const;

    const qint64 m_now;
    bool m_soak = true;
    models::ota::PlanGroupsModel m_model;
    design::TableView *m_table;
    design::Button *m_remove;
    design::Button *m_up;
    design::Button *m_down;
    design::ToneLabel *m_outside;
    PlannedGroupForm *m_form;
};

} // namespace enigm::views::ota
