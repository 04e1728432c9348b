#pragma once

#include "models/ota/PlanDraft.h"
#include "views/words/PolicyText.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QDoubleSpinBox;
class QFormLayout;
class QPlainTextEdit;
class QLineEdit;
class QSpinBox;
class QTimeEdit;

namespace enigm::views::design {
class ToneLabel;
}

namespace enigm::views::ota {

/// One group of a plan: which devices, when, what completes it and what halts it.
class PlannedGroupForm final : public QWidget
{
    Q_OBJECT

public:
    /// `groups`: the device groups that may be chosen.
    explicit PlannedGroupForm(const words::GroupNames &groups, QWidget *parent = nullptr);

    /// Without saying that it has changed. Groups of a security rollout do not soak.
    void setGroup(const models::ota::PlannedGroup &group, bool soaks);
    [[nodiscard]] models::ota::PlannedGroup group() const;

Q_SIGNALS:
    /// By the person.
    void changed();

private:
    void buildDevices(QFormLayout &form, const words::GroupNames &groups);
    void buildLimits(QFormLayout &form);
    void buildTimes(QFormLayout &form);
    void showDevices();
    void readHandles();
    void say();

    models::ota::PlannedGroup m_group;
    bool m_isFilling = false;
    QLineEdit *m_name;
    QComboBox *m_by;
    QDoubleSpinBox *m_share;
    QComboBox *m_deviceGroup;
    QPlainTextEdit *m_handles;
    design::ToneLabel *m_handlesNote;
    QDoubleSpinBox *m_success;
    QCheckBox *m_hasErrorShare;
    QDoubleSpinBox *m_errorShare;
    QCheckBox *m_hasErrorCount;
    QSpinBox *m_errorCount;
    QSpinBox *m_soak;
    QDateTimeEdit *m_starts;
    QCheckBox *m_hasWindow;
    QTimeEdit *m_windowFrom;
    QTimeEdit *m_windowTo;
};

} // namespace enigm::views::ota
