#include "views/panes/SyncText.h"

#include "api-client/wire/ReadFailure.h"
#include "views/words/ContradictionText.h"
#include "views/words/ProblemText.h"
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

bool isUnreachable(const Problem &problem)
{
    return problem.type == ProblemType::Unreachable || problem.type == ProblemType::RequestTimeout;
}

} // namespace

design::PaneState failureState(const Problem &problem, const QString &since, bool kept)
{
    const words::ProblemText text = words::problemText(problem);
    switch (client::readFailureOf(problem.type)) {
    case client::ReadFailure::Contradiction:
        return pane::BrokenProof{.contradiction = words::contradictionText(problem).line()};
    case client::ReadFailure::Refused:
        if (problem.type == ProblemType::NotFound)
            return pane::Unavailable{.title = text.title, .sentence = text.sentence};
        return pane::Refused{.rule = text.title + u'.', .whoCould = text.sentence};
    case client::ReadFailure::SessionOver:
    case client::ReadFailure::Unavailable:
        break;
    }
    if (isUnreachable(problem))
        return pane::Offline{.since = since, .kept = kept};
    if (kept)
        return pane::Stale{.since = since, .reason = text.line()};
    return pane::Unavailable{.title = text.title, .sentence = text.sentence};
}

design::PaneState paneState(const SyncStatus &status, bool hasRows, qint64 now, const PaneTexts &texts)
{
    const Problem problem = status.problem().value_or(Problem{ProblemType::Unavailable});
    switch (status.phase()) {
    case Phase::Idle:
    case Phase::Loading:
        return pane::Loading{};
    case Phase::Ready:
        if (hasRows)
            return pane::Content{};
        return texts.empty;
    case Phase::Stale:
        return failureState(problem, since(status, now), true);
    case Phase::Refused:
        if (problem.type == ProblemType::NotPermitted)
            return texts.refused;
        return failureState(problem, since(status, now), false);
    case Phase::Offline:
    case Phase::Broken:
        return failureState(problem, since(status, now), false);
    }
    Q_UNREACHABLE();
}

} // namespace enigm::views::panes
