#pragma once

#include "views/design/theme/Tokens.h"

#include <QWidget>

#include <vector>

namespace enigm::views::charts {

/// What is counted, with its name.
struct NamedCount
{
    QString name;
    qint64 value = 0;

    friend bool operator==(const NamedCount &, const NamedCount &) = default;
};

/// Counts as bars below one another, each with its name before it and its figure behind.
class CountBars final : public QWidget
{
    Q_OBJECT

public:
    explicit CountBars(design::Tone tone, QWidget *parent = nullptr);

    /// In this order. Screen readers read them all.
    void setCounts(std::vector<NamedCount> counts);
    [[nodiscard]] const std::vector<NamedCount> &counts() const { return m_counts; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int nameWidth() const;

    design::Tone m_tone;
    std::vector<NamedCount> m_counts;
};

} // namespace enigm::views::charts
