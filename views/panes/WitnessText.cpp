#include "views/panes/WitnessText.h"

#include "models/session/WitnessState.h"
#include "views/words/ProblemText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::panes {

using client::LogWitness;
using design::Glyph;
using design::Tone;
using models::session::WitnessState;
using models::session::WitnessSummary;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WitnessText)
};

/// "stand-in-1 (stand-in): to 18,190, 14:03:11"
QString lineOf(const LogWitness::Witness &witness, const WitnessState &state, qint64 now)
{
    const QString name = witness.standIn ? Words::tr("%1 (stand-in)").arg(witness.name) : witness.name;
    if (!witness.activity)
        return Words::tr("%1: nothing yet").arg(name);
    const QString size = QLocale().toString(witness.activity->size);
    const QString time = words::shortTime(witness.activity->time, now);
    return state.isLate(*witness.activity, now) ? Words::tr("%1: to %2, %3, too long ago").arg(name, size, time)
                                                : Words::tr("%1: to %2, %3").arg(name, size, time);
}

QString hoverOf(const WitnessState &state, const WitnessSummary &summary, qint64 now)
{
    QStringList lines;
    for (const LogWitness::Witness &witness : state.witnesses())
        lines.append(lineOf(witness, state, now));
    if (summary.all > 0 && summary.standIns)
        lines.append(Words::tr("Stand-ins are run by this deployment itself and vouch for nothing."));
    if (state.threshold() > 0)
        lines.append(
            Words::tr("Devices ask for %n witness(es) before they obey what raises risk.", nullptr, state.threshold()));
    if (state.problem())
        lines.append(words::problemText(*state.problem()).line());
    return lines.join(QLatin1Char('\n'));
}

QString wordOf(const WitnessSummary &summary)
{
    const QString size = QLocale().toString(summary.size);
    return summary.standIns ? Words::tr("%1 of %n stand-in(s) to %2", nullptr, summary.all).arg(summary.seen).arg(size)
                            : Words::tr("%1 of %n witness(es) to %2", nullptr, summary.all).arg(summary.seen).arg(size);
}

} // namespace

LogStateText witnessText(const WitnessState &state, qint64 now)
{
    if (!state.isKnown())
        return {};
    const WitnessSummary summary = state.summary(now);
    const QString hover = hoverOf(state, summary, now);
    if (summary.all == 0)
        return {.word = {Glyph::Eye, Words::tr("no witnesses"), Tone::Muted},
                .hover = Words::tr("Nobody else vouches for this log. A witness is added by a change.")};
    const Tone lacking = state.threshold() > 0 ? Tone::Warn : Tone::Muted;
    if (summary.seen == 0)
        return {.word = {Glyph::Eye, Words::tr("no witness yet"), lacking}, .hover = hover};
    const Tone enough = summary.standIns ? Tone::Muted : Tone::Ok;
    return {.word = {Glyph::Eye, wordOf(summary), summary.isEnough ? enough : lacking}, .hover = hover};
}

} // namespace enigm::views::panes
