#include "views/panes/SyncText.h"

#include "views/words/TimeText.h"

#include <QCoreApplication>

namespace enigm::views::panes {

using models::session::Phase;
using models::session::SyncStatus;
namespace pane = design::pane;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SyncText)
};

QString since(const SyncStatus &status, qint64 now)
{
    const std::optional<qint64> last = status.lastSynced();
    if (!last)
        return Words::tr("this console was opened");
    return Words::tr("%1 (%2)").arg(words::shortTime(*last, now), words::relativeTime(*last, now));
}

bool isUnreachable(const std::optional<Problem> &problem)
{
    return problem && (problem->type == ProblemType::Unreachable || problem->type == ProblemType::RequestTimeout);
}

} // namespace

design::PaneState paneState(const SyncStatus &status, bool hasRows, qint64 now, const PaneTexts &texts)
{
    switch (status.phase()) {
    case Phase::Idle:
    case Phase::Loading:
        return pane::Loading{};
    case Phase::Ready:
        if (hasRows)
            return pane::Content{};
        return texts.empty;
    case Phase::Stale:
        if (isUnreachable(status.problem()))
            return pane::Offline{.since = since(status, now), .kept = true};
        return pane::Stale{.since = since(status, now)};
    case Phase::Offline:
        return pane::Offline{.since = since(status, now), .kept = false};
    case Phase::Refused:
        return texts.refused;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::views::panes
