#pragma once

#include "api-client/devices/DeviceClient.h"
#include "views/design/controls/Filter.h"
#include "views/devices/DeviceActs.h"

#include <QWidget>

#include <vector>

class QItemSelectionModel;
class QSettings;
class QTimer;

namespace enigm::client {
class ChangeClient;
class Session;
} // namespace enigm::client

namespace enigm::models::devices {
class DeviceDecisionSource;
class DeviceDetailSource;
class DeviceTableModel;
class DeviceTimelineSource;
} // namespace enigm::models::devices

namespace enigm::models::groups {
class GroupListSource;
}

namespace enigm::views::design {
class Button;
class FilterBar;
class SectionTitle;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::devices {

class DeviceInspector;
class DeviceWordsProxy;
class EndOfLifeSaver;
class SelectionBar;

/// What the pane needs; borrowed, and outlives it.
struct DevicesContext
{
    client::Session &session;
    client::ChangeClient &changes;
    models::devices::DeviceTableModel &table;
    models::devices::DeviceDetailSource &detail;
    models::groups::GroupListSource &groups;
    models::devices::DeviceTimelineSource &timeline;
    models::devices::DeviceDecisionSource &decisions;
    QSettings &settings;
};

/// The fleet: filter, table, the device at hand, and what can be asked for one or for many. Ctrl+F goes to the filter,
/// Enter on a row to its acts. Loads when it is first shown.
class DevicesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DevicesPane(const DevicesContext &context, QWidget *parent = nullptr);

    /// As if a person had set it: "state:suspended" from the overview, a handle from an audit entry.
    void setFilter(const design::Filter &filter);

Q_SIGNALS:
    /// A change is to be composed: an action of contract/changes/Action.h, and the devices as they are shown.
    void actionRequested(const QString &action, const std::vector<enigm::client::Device> &targets);
    /// A whole change reference.
    void changeOpened(const QString &reference);
    /// Devices are to be let in; `replaced` is the handle of the one whose place is to be taken, empty for none.
    void enrollmentRequested(const QString &replaced);
    /// Somebody wants to know whose a handle is.
    void resolutionRequested();
    /// A group is to be defined, new or of this id, with the devices that are selected at hand.
    void groupRequested(const QString &group, const std::vector<enigm::client::Device> &selected);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildBody();
    void buildTable();
    void connectModels();
    void applyFilter();
    void clearFilter();
    void updateFields();
    void updateGroupActs();
    void requestEnrollment();
    /// The id of the group that the filter asks for; empty where it asks for none.
    [[nodiscard]] QString filteredGroup() const;
    void updateState();
    void updateTitle();
    void updateSelection();
    void updateInspector();
    void requestForCurrent(const QString &action);
    void exportSelection();
    [[nodiscard]] DeviceChoice choice() const;
    [[nodiscard]] std::vector<client::Device> selectedDevices() const;
    [[nodiscard]] const client::Device *current() const;
    [[nodiscard]] qint64 selectedCount() const;

    DevicesContext m_context;
    DeviceWordsProxy *m_words;
    design::SectionTitle *m_title;
    design::FilterBar *m_filter;
    design::Button *m_enroll;
    design::Button *m_resolve;
    design::Button *m_newGroup;
    design::Button *m_editGroup;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    DeviceInspector *m_inspector;
    SelectionBar *m_bar;
    EndOfLifeSaver *m_saver;
    QTimer *m_filterDelay; ///< a person who types asks once
    QTimer *m_settle;      ///< many rows that arrive together are looked at once
};

} // namespace enigm::views::devices
