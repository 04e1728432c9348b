#pragma once

#include "views/design/facts/StateWord.h"

#include <QLabel>

namespace enigm::views::design {

/// A state as icon and word. `Plain` stands in running facts; `Pill` has a washed ground and stands alone. Screen
/// readers read the word. Never elided: it takes the width that it needs.
class StateBadge final : public QLabel
{
    Q_OBJECT

public:
    enum class Shape { Plain, Pill };

    explicit StateBadge(const StateWord &state = {}, Shape shape = Shape::Pill, QWidget *parent = nullptr);

    [[nodiscard]] const StateWord &state() const { return m_state; }
    void setState(const StateWord &state);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateWord m_state;
    Shape m_shape;
};

} // namespace enigm::views::design
