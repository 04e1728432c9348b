#include "views/devices/PostureSection.h"

#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"
#include "views/words/PostureText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::devices {

using design::Fact;
using design::StateBadge;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using reports::Finding;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PostureSection)
};

std::vector<Fact> factsOf(const client::ReportedPosture &posture, qint64 now)
{
    const reports::Posture &report = posture.report;
    const auto time = [now](const QString &name, qint64 at) {
        return Fact{.name = name, .value = words::relativeTime(at, now), .hover = words::exactTime(at)};
    };
    return {
        {.name = Words::tr("Security Center"), .value = {}, .state = words::stateWord(report.trustCenter)},
        {.name = Words::tr("System trust"), .value = {}, .state = words::stateWord(report.osTrust)},
        {.name = Words::tr("Integrity"), .value = {}, .state = words::stateWord(report.integrity)},
        {.name = Words::tr("App session"), .value = {}, .state = words::stateWord(report.appSession)},
        time(Words::tr("Last reported"), posture.reported),
        time(Words::tr("Unchanged since"), posture.changed),
    };
}

QWidget *findingsOf(std::vector<Finding> findings)
{
    std::ranges::stable_sort(findings, std::ranges::greater(), &Finding::severity);
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceFindings"));
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(0, design::metrics::half, 0, 0);
    grid->setHorizontalSpacing(2 * design::metrics::grid);
    grid->setVerticalSpacing(design::metrics::half);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Finding &finding : findings) {
        auto *severity = new StateBadge(words::stateWord(finding.severity), StateBadge::Shape::Plain);
        grid->addWidget(severity, row, 0, Qt::AlignTop | Qt::AlignLeading);
        grid->addWidget(ToneLabel::wrapping(words::sourceText(finding.source), TextStyle::Body, Tone::Neutral), row++,
                        1);
        if (const QString advice = words::recommendationText(finding.recommendation); !advice.isEmpty())
            grid->addWidget(ToneLabel::wrapping(advice, TextStyle::Secondary, Tone::Muted), row++, 1);
    }
    return body;
}

} // namespace

QWidget *postureSection(const std::optional<client::ReportedPosture> &posture, qint64 now)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("devicePosture"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half + 2);
    if (!posture) {
        column->addWidget(
            ToneLabel::wrapping(Words::tr("This device has never reported."), TextStyle::Body, Tone::Muted));
        return body;
    }
    column->addWidget(ToneLabel::wrapping(Words::tr("Reported by the device"), TextStyle::Secondary, Tone::Muted));
    auto *facts = new design::KeyValueList;
    facts->setFacts(factsOf(*posture, now));
    column->addWidget(facts);
    if (!posture->report.findings.empty())
        column->addWidget(findingsOf(posture->report.findings));
    return body;
}

} // namespace enigm::views::devices
