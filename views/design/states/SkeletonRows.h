#pragma once

#include <QWidget>

namespace enigm::views::design {

/// Quiet blocks where rows will be, with progress above them once a count is known. Nothing moves.
class SkeletonRows final : public QWidget
{
    Q_OBJECT

public:
    explicit SkeletonRows(QWidget *parent = nullptr);

    /// `total` 0 means that the count is not known yet.
    void setProgress(qint64 done, qint64 total);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_done = 0;
    qint64 m_total = 0;
};

} // namespace enigm::views::design
