#pragma once

#include <QTableView>

#include <vector>

class QMenu;
class QSettings;

namespace enigm::views::design {

/// A column as the view shows it. `id` names it in settings; without `hidable` it is always there.
struct TableColumn
{
    QString id;
    int width = 120;
    bool hidable = true;
    bool shown = true;
};

/// A table of fixed rows (32 px, compact 26) that is worked by keyboard: whole rows selected, Ctrl+C copies what is
/// selected as tab-separated text (whole values, `copyRole`), Ctrl+Shift+C the current cell; a column chooser; widths,
/// order, visibility and sorting remembered. The last shown column takes the space that is left.
class TableView final : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// One a model column, in its order; after setModel.
    void setColumns(std::vector<TableColumn> columns);
    void setCompact(bool compact);
    /// The role that holds a cell's whole value, where what is shown is shortened; DisplayRole by default.
    void setCopyRole(int role) { m_copyRole = role; }

    /// Remembers the header below `group` of `settings`, which must outlive the view; restores what is there.
    void remember(QSettings &settings, const QString &group);

    /// Selected rows as lines, shown columns as tab-separated values in their visual order. Tabs and line ends within a
    /// value become spaces.
    [[nodiscard]] QString selectionAsText() const;
    /// The titles of the shown columns in the same order: the first line of an export.
    [[nodiscard]] QString titlesAsText() const;
    void copySelection() const;
    void copyCell() const;
    /// Fills a menu with the columns that can be shown or hidden.
    void fillColumnMenu(QMenu *menu);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QString valueOf(const QModelIndex &index) const;
    void save() const;
    void restore();

    std::vector<TableColumn> m_columns;
    int m_copyRole = Qt::DisplayRole;
    QSettings *m_settings = nullptr;
    QString m_group;
    bool m_arranging = false;
};

} // namespace enigm::views::design
