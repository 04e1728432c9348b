#include "contract/evidence/ResolutionLedger.h"

#include "contract/changes/HandleResolution.h"
#include "contract/log/EntryDescription.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

Expected<void> ResolutionLedger::take(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto resolution = changes::HandleResolution::fromJson(body);
    if (!resolution)
        return std::unexpected(resolution.error().under(u"/body"_s));
    const auto execution = entry.change ? m_unanswered.constFind(*entry.change) : m_unanswered.constEnd();
    if (execution == m_unanswered.constEnd() || execution->index != resolution->execution)
        return refuse(ProblemType::WrongChange,
                      u"No change that resolves a handle was executed at record %1, or it was answered before."_s.arg(
                          resolution->execution),
                      u"/body/execution"_s);
    if (auto same = log::checkDescription(entry, resolution->describe(*entry.change)); !same)
        return same;
    ++(execution->isProven ? m_answered : m_unproven);
    m_unanswered.erase(execution);
    return {};
}

} // namespace enigm::evidence
