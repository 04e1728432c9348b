#pragma once

#include <QWidget>

namespace enigm::views::design {

/// The striped band over the window of a sample deployment. It cannot be hidden, so that nobody takes a sample for the
/// real thing.
class SampleBand final : public QWidget
{
    Q_OBJECT

public:
    explicit SampleBand(QWidget *parent = nullptr);

    /// Shows, whatever is asked; only a window that closes takes it along.
    void setVisible(bool visible) override;
    [[nodiscard]] QSize sizeHint() const override { return {320, 24}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString words() const;
};

} // namespace enigm::views::design
