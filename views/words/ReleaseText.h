#pragma once

#include "contract/changes/Parameters.h"
#include "views/design/facts/KeyValueList.h"

#include <QMap>
#include <QString>

#include <vector>

namespace enigm::views::words {

// What a change of a release, of a rollout or of the keys behind them says, from its signed bytes alone.

[[nodiscard]] std::vector<design::Fact> releaseFacts(const changes::SignManifestParameters &parameters);
[[nodiscard]] std::vector<design::Fact> releaseFacts(const changes::SignProductionParameters &parameters);
[[nodiscard]] std::vector<design::Fact> rolloutFacts(const changes::StartRolloutParameters &parameters);
[[nodiscard]] std::vector<design::Fact> rolloutFacts(const changes::ResumeRolloutParameters &parameters);
[[nodiscard]] std::vector<design::Fact> rolloutFacts(const changes::StopRolloutParameters &parameters);
[[nodiscard]] std::vector<design::Fact> updateKeyFacts(const changes::SetUpdateKeysParameters &parameters);

/// "Limited"; of a model or channel.
[[nodiscard]] QString modelText(enigm::ota::RolloutModel model);
/// "12.5 %"; of a share in thousandths.
[[nodiscard]] QString shareText(qint64 permille);
/// "Ada, Ben": operators by their names, or by their ids where they have none here.
[[nodiscard]] QString peopleText(const std::vector<QString> &operators, const QMap<QString, QString> &names);

} // namespace enigm::views::words
