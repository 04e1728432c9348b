#pragma once

#include "api-client/changes/ChangeClient.h"

#include <QMap>
#include <QString>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace enigm::views::review {

/// "What will happen", or what did, from verified bytes alone: the consequence, the moves by state, the devices, reason
/// and reference, and whether anything has changed since it was asked.
class EffectPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit EffectPanel(QWidget *parent = nullptr);
    /// `names`: of operators, by id; labels, which nobody signed.
    void show(const client::VerifiedChange &change, const QMap<QString, QString> &names);
    void clear();

private:
    /// One device of a list.
    struct Line
    {
        QString text;
        QString hover;
    };
    void addShifts(const changes::Effect &effect);
    void addFacts(const client::VerifiedChange &change, const QMap<QString, QString> &names);
    void addDrift(const client::VerifiedChange &change);
    void addObstacle(const client::VerifiedChange &change);
    [[nodiscard]] static QString obstacleText(const client::VerifiedChange &change);
    void addTargets(const client::VerifiedChange &change);
    void addDevices(const QString &title, const QString &name, const std::vector<Line> &lines);

    QVBoxLayout *m_layout;
};

} // namespace enigm::views::review
