#include "views/panes/LogStateText.h"

#include "models/session/LogStateSource.h"
#include "views/words/ContradictionText.h"
#include "views/words/ProblemText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::panes {

using design::Glyph;
using design::Tone;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LogStateText)
};

} // namespace

LogStateText logStateText(const models::session::LogStateSource &state, qint64 now)
{
    if (const auto alarm = state.alarm())
        return {.word = {Glyph::ProofBroken, Words::tr("a proof is broken"), Tone::Danger},
                .hover = words::contradictionText(*alarm).line()};
    const std::optional<Problem> &problem = state.status().problem();
    const std::optional<qint64> last = state.lastVerified();
    const QString why = problem ? words::problemText(*problem).line() : QString();
    if (!last)
        return {.word = {problem ? Glyph::Warning : Glyph::Hourglass, Words::tr("log not verified yet"),
                         problem ? Tone::Warn : Tone::Muted},
                .hover = why};
    if (problem)
        return {.word = {Glyph::Warning, Words::tr("log not verified since %1").arg(words::shortTime(*last, now)),
                         Tone::Warn},
                .hover = why};
    return {
        .word = {Glyph::Proof, Words::tr("log verified to %1").arg(QLocale().toString(state.activitySize())), Tone::Ok},
        .hover = Words::tr("Verified %1").arg(words::exactTime(*last))};
}

QString forgetfulText(const models::session::LogStateSource &state)
{
    if (!state.notKept())
        return {};
    return Words::tr("This console cannot remember what it saw of the logs, and would not notice after its next start "
                     "that they were rewound. %1 (%2)")
        .arg(state.notKept()->detail, state.notKept()->where);
}

} // namespace enigm::views::panes
