#pragma once

#include "views/design/table/CellDelegate.h"

namespace enigm::views::design {
class StateDelegate;
}

namespace enigm::views::policies {

class RuleWordsProxy;

/// Draws the cells of a rule, and edits those that hold one word in place. For conditions and obligations, which hold
/// many, it asks for a chooser.
class RuleDelegate final : public design::CellDelegate
{
    Q_OBJECT

public:
    /// `words` outlives this.
    explicit RuleDelegate(const RuleWordsProxy &words, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

Q_SIGNALS:
    void chooserAsked(const QModelIndex &index) const;

private:
    [[nodiscard]] QWidget *createChoices(QWidget *parent, const QModelIndex &index) const;

    const RuleWordsProxy &m_words;
    design::StateDelegate *m_states;
};

} // namespace enigm::views::policies
