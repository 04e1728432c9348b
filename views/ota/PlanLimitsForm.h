#pragma once

#include "models/ota/PlanDraft.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace enigm::views::ota {

/// What a plan says of all of its groups: how long devices may be silent, how often they try again, how fast they
/// download, and how long they obey the start.
class PlanLimitsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanLimitsForm(QWidget *parent = nullptr);

    void setDraft(const models::ota::PlanDraft &draft);
    /// Puts what the form says into a draft.
    void writeTo(models::ota::PlanDraft &draft) const;

Q_SIGNALS:
    void changed();

private:
    QSpinBox *m_silence;
    QSpinBox *m_attempts;
    QSpinBox *m_after;
    QCheckBox *m_hasRate;
    QSpinBox *m_rate;
    QSpinBox *m_obey;
};

} // namespace enigm::views::ota
