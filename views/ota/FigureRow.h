#pragma once

#include <QWidget>

#include <array>

namespace enigm::ota {
struct GroupCounts;
}

namespace enigm::views::design {
class ToneLabel;
}

namespace enigm::views::ota {

/// How many devices of a rollout are how far, as large figures. Those that the trust decision let and those that have
/// verified the artifact are told apart.
class FigureRow final : public QWidget
{
    Q_OBJECT

public:
    explicit FigureRow(QWidget *parent = nullptr);

    void show(const enigm::ota::GroupCounts &total);

private:
    enum Figure { Devices, NotEligible, Eligible, Verified, Confirmed, Failed, FigureCount };
    [[nodiscard]] static QString nameOf(Figure figure);
    [[nodiscard]] static QString explanationOf(Figure figure);

    std::array<design::ToneLabel *, FigureCount> m_figures;
};

} // namespace enigm::views::ota
