#pragma once

#include <QStyledItemDelegate>

namespace enigm::views::design {

/// What a column holds. `Number` has tabular figures at the far edge, `Code` monospace from left to right.
enum class CellKind { Text, Muted, Number, Code };

/// Draws a table's cell with one drawText, which is what a frame of 16 ms allows. A cell whose display value is not
/// valid yet (rows still on their way) is drawn as a quiet block.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(CellKind kind = CellKind::Text, QObject *parent = nullptr);
    [[nodiscard]] CellKind kind() const { return m_kind; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Draws the ground, the line below the row, and the ring of the current cell.
    static void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    static void paintPending(QPainter *painter, const QStyleOptionViewItem &option);

private:
    CellKind m_kind;
    QFont m_font;
};

} // namespace enigm::views::design
