#pragma once

#include "contract/policy/Evaluator.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <span>

namespace enigm::benchmarks {

/// Nanoseconds that Cedar takes for one decision: the policies translated rule by rule into a preparsed policy set,
/// decided by `@cedar-policy/cedar-wasm` under Node where `directory` has it installed. Conditions on words and groups
/// are translated, on times not (OutOfRange). Internal where Cedar decides any device otherwise than `permits` says:
/// what does not do the same is no yardstick.
[[nodiscard]] Expected<double> nanosecondsOfCedar(const QString &directory, const policy::PolicySet &policies,
                                                  const policy::Question &question,
                                                  std::span<const policy::DeviceInputs> devices,
                                                  const std::vector<bool> &permits,
                                                  const policy::GroupDictionary &groups);

} // namespace enigm::benchmarks
