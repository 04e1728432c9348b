#pragma once

#include "contract/ota/Release.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace enigm::views::design {
class ToneLabel;
}

namespace enigm::views::ota {

/// The nine stages of a release as a track: those that it has reached with their time, and the next one with what has
/// to be so before.
class StageTrack final : public QWidget
{
    Q_OBJECT

public:
    explicit StageTrack(QWidget *parent = nullptr);

    /// `now` in Unix seconds.
    void show(const enigm::ota::Release &release, qint64 now);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Reach { Reached, PassedBy, Next, Ahead };
    struct Row
    {
        Reach reach = Reach::Ahead;
        design::ToneLabel *name = nullptr;
        design::ToneLabel *time = nullptr;
        design::ToneLabel *gate = nullptr;
    };
    void fill(Row &row, enigm::ota::ReleaseStage stage, std::optional<qint64> time, qint64 now) const;
    [[nodiscard]] QPoint markOf(const Row &row) const;

    std::vector<Row> m_rows; ///< one a stage, in their order
};

} // namespace enigm::views::ota
