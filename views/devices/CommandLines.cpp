#include "views/devices/CommandLines.h"

#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"
#include "views/words/ActionText.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVBoxLayout>

#include <ranges>

namespace enigm::views::devices {

using design::StateBadge;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLines)
};

/// All that is known of its times, a line each.
QString timesText(const client::DeviceCommand &command)
{
    QStringList lines{Words::tr("Queued %1").arg(words::exactTime(command.queued))};
    if (command.delivered)
        lines.append(Words::tr("Delivered %1").arg(words::exactTime(*command.delivered)));
    if (command.answered)
        lines.append(Words::tr("Answered %1").arg(words::exactTime(*command.answered)));
    lines.append(Words::tr("To be obeyed by %1").arg(words::exactTime(command.obeyBy)));
    return lines.join(u'\n');
}

/// What was asked, and by which change.
QLayout *askedLine(const client::DeviceCommand &command, QWidget *link)
{
    auto *line = new QHBoxLayout;
    line->addWidget(new ToneLabel(words::actionText(command.action, 1).verb), 1);
    line->addWidget(link);
    return line;
}

/// How far it has come, and since when.
QLayout *stateLine(const client::DeviceCommand &command, qint64 now)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(design::metrics::grid);
    auto *badge = new StateBadge(words::stateWord(command.state), StateBadge::Shape::Plain);
    badge->setObjectName(QStringLiteral("command:%1").arg(command.execution));
    badge->setToolTip(timesText(command));
    line->addWidget(badge);
    auto *time = new ToneLabel(words::relativeTime(command.since(), now), TextStyle::Secondary, Tone::Muted);
    time->setToolTip(timesText(command));
    line->addWidget(time, 1);
    return line;
}

} // namespace

QWidget *commandLines(const std::vector<client::DeviceCommand> &commands, qint64 now,
                      const std::function<QWidget *(const QString &)> &linkTo)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceCommands"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half);
    for (const client::DeviceCommand &command : std::views::reverse(commands)) {
        column->addLayout(askedLine(command, linkTo(command.change)));
        column->addLayout(stateLine(command, now));
        if (command.problem) {
            const words::ProblemText why = words::problemText({*command.problem});
            auto *reason = new ToneLabel(why.title, TextStyle::Secondary, Tone::Muted);
            reason->setWordWrap(true);
            reason->setToolTip(why.sentence);
            column->addWidget(reason);
        }
    }
    return body;
}

} // namespace enigm::views::devices
