#pragma once

#include "contract/policy/WhatIf.h"
#include "models/policies/Fleet.h"
#include "models/policies/LatestRun.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace enigm::models::policies {

/// What becomes of one question at every device.
struct QuestionOutcome
{
    policy::Question question;
    policy::WhatIf result;
};

/// Who would gain and lose what.
struct WhatIfAnswer
{
    std::shared_ptr<const Fleet> fleet; ///< over which it was computed
    std::vector<QuestionOutcome> outcomes;
    std::size_t gaining = 0;  ///< devices that gain something
    std::size_t losing = 0;   ///< devices that lose something; some may do both
    bool hangsOnTime = false; ///< some rule looks at the time: it is as of the moment of the question
    qint64 asked = 0;         ///< that moment, Unix seconds

    [[nodiscard]] bool changesNothing() const { return gaining == 0 && losing == 0; }
};

/// What other policies would do to the whole fleet, while they are being written: asked again and again, it answers the
/// last, on a thread of its own.
class WhatIfRun : public QObject
{
    Q_OBJECT

public:
    /// After the last question; nobody types faster than they read.
    static constexpr std::chrono::milliseconds usualDelay{120};

    explicit WhatIfRun(QObject *parent = nullptr);

    void setDelay(std::chrono::milliseconds delay) { m_delay.setInterval(delay); }
    /// Asks again, where something was asked.
    void setFleet(std::shared_ptr<const Fleet> fleet);
    [[nodiscard]] const std::shared_ptr<const Fleet> &fleet() const { return m_fleet; }
    /// At `now`, Unix seconds.
    void ask(policy::PolicySet before, policy::PolicySet after, qint64 now);

    /// The last there was, though another be under way; null before the first.
    [[nodiscard]] const std::shared_ptr<const WhatIfAnswer> &answer() const { return m_answer; }
    /// Whether another answer is on its way.
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_run.isBusy(); }

Q_SIGNALS:
    /// The answer, or whether one is on its way.
    void changed();

private:
    struct Asked
    {
        policy::PolicySet before;
        policy::PolicySet after;
        qint64 now = 0;
    };
    void start();

    std::shared_ptr<const Fleet> m_fleet;
    std::optional<Asked> m_asked;
    std::shared_ptr<const WhatIfAnswer> m_answer;
    QTimer m_delay;
    LatestRun<WhatIfAnswer> m_run;
};

/// Computes it here and now; `isOver` is looked at between questions, and ends it early.
[[nodiscard]] WhatIfAnswer computeWhatIf(
    const policy::PolicySet &before, const policy::PolicySet &after, std::shared_ptr<const Fleet> fleet, qint64 now,
    const std::function<bool()> &isOver = [] { return false; });

} // namespace enigm::models::policies
