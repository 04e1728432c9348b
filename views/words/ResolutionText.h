#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/changes/ResolveParameters.h"
#include "views/design/facts/KeyValueList.h"

#include <QDate>

#include <vector>

namespace enigm::views::words {

/// "edn1 … was the network's for a device on 26 November 2026", as facts: whose handle, which, and when.
[[nodiscard]] std::vector<design::Fact> resolutionFacts(const changes::ResolveHandleParameters &parameters);
/// Of what was signed, with what was found once it was executed; none for another change.
[[nodiscard]] std::vector<design::Fact> resolutionFacts(const client::VerifiedChange &change);

/// Whether it was executed and its answer is not there yet.
[[nodiscard]] bool isBeingResolved(const changes::ChangeRecord &record);

/// The day of UTC that an epoch is, and the other way.
[[nodiscard]] QDate epochDay(qint64 epoch);
[[nodiscard]] qint64 epochOfDay(const QDate &day);

} // namespace enigm::views::words
