#pragma once

#include "views/design/shell/Sheet.h"
#include "views/ota/RolloutAct.h"

class QLineEdit;

namespace enigm::views::design {
class Button;
}

namespace enigm::views::ota {

/// Asks once before a rollout is paused, halted or withdrawn: what that does, and why it is done. Nothing is signed
/// here; the step-up follows.
class RolloutActSheet final : public QObject
{
    Q_OBJECT

public:
    /// `version`: of the release. Opens at once over `window`, which owns it; goes once it is closed.
    RolloutActSheet(RolloutAct act, const QString &version, QWidget *window);

Q_SIGNALS:
    /// `reason` is not empty.
    void confirmed(enigm::views::ota::RolloutAct act, const QString &reason);

private:
    [[nodiscard]] QWidget *buildBody(const QString &sentence);
    void confirm();

    const RolloutAct m_act;
    design::Sheet *m_sheet;
    QLineEdit *m_reason;
    design::Button *m_confirm;
};

} // namespace enigm::views::ota
