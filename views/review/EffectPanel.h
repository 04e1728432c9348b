#pragma once

#include "api-client/changes/ChangeClient.h"

#include <QMap>
#include <QString>
#include <QWidget>

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
    void addShifts(const changes::Effect &effect);
    void addFacts(const changes::ChangeRecord &record, const QMap<QString, QString> &names);
    void addDrift(const client::VerifiedChange &change);
    void addObstacle(const Problem &obstacle);
    void addTargets(const changes::TargetSet &targets);

    QVBoxLayout *m_layout;
};

} // namespace enigm::views::review
