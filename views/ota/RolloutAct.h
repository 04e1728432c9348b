#pragma once

#include <QMetaType>
#include <QString>

namespace enigm::views::ota {

/// What a person may do to a rollout that has started. All but Resume reduce risk: one signature is enough.
enum class RolloutAct { Pause, Halt, Withdraw, Resume };

} // namespace enigm::views::ota

Q_DECLARE_METATYPE(enigm::views::ota::RolloutAct)
