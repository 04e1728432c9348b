#pragma once

#include "views/design/facts/StateWord.h"
#include "views/design/table/CellDelegate.h"

#include <functional>
#include <optional>

namespace enigm::views::design {

/// Draws a state in a cell as icon and word. The model gives facts; `words` says how one is shown (nothing: not known
/// yet).
class StateDelegate final : public CellDelegate
{
    Q_OBJECT

public:
    using Words = std::function<std::optional<StateWord>(const QModelIndex &)>;

    explicit StateDelegate(Words words, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The word alone, for copying and for widths; empty while it is not known.
    [[nodiscard]] QString wordFor(const QModelIndex &index) const;

private:
    Words m_words;
    QFont m_font;
};

} // namespace enigm::views::design
