#pragma once

#include "views/design/icons/Glyph.h"

#include <QListView>

#include <vector>

class QStandardItemModel;

namespace enigm::views::design {

/// The panes at the left: icon, name, and a count of the work that waits for this person.
class NavigationList final : public QListView
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        Glyph glyph = Glyph::Overview;
        QString label;
    };

    explicit NavigationList(QWidget *parent = nullptr);

    void setEntries(const std::vector<Entry> &entries);
    /// 0 shows none.
    void setCount(const QString &id, int waiting);
    [[nodiscard]] QString current() const;
    /// Chooses without emitting.
    void setCurrent(const QString &id);
    [[nodiscard]] QSize sizeHint() const override { return {200, 400}; }

Q_SIGNALS:
    /// The person went to another pane.
    void chosen(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;

    QStandardItemModel *m_entries;
    bool m_quiet = false;
};

} // namespace enigm::views::design
