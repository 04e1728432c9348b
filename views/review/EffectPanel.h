#pragma once

#include "api-client/changes/ChangeClient.h"

#include <QWidget>

class QVBoxLayout;

namespace enigm::views::review {

/// "What will happen", from verified bytes alone: the consequence, the moves by state, the devices, reason and
/// reference, and whether anything has changed since it was asked.
class EffectPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit EffectPanel(QWidget *parent = nullptr);
    void show(const client::VerifiedChange &change);

private:
    void addShifts(const changes::Effect &effect);
    void addParameters(const changes::ChangeRequest &request);
    void addTexts(const changes::ChangeRecord &record);
    void addDrift(const client::VerifiedChange &change);
    void addTargets(const changes::TargetSet &targets);

    QVBoxLayout *m_layout;
};

} // namespace enigm::views::review
