#include "app/enigmctl/devices/PostureWords.h"

#include "app/enigmctl/output/PlainText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using reports::Finding;
using reports::toWord;

json::Value textOrNull(const QString &text)
{
    return text.isEmpty() ? json::Value() : json::Value(text);
}

json::Value documentOf(const client::DeviceEvent &event)
{
    return json::Object{{"action"_L1, textOrNull(event.action)},
                        {"change"_L1, textOrNull(event.change)},
                        {"entry"_L1, event.entry ? json::Value(*event.entry) : json::Value()},
                        {"kind"_L1, fleet::toWord(event.kind)},
                        {"posture"_L1, event.posture ? event.posture->toJson() : json::Value()},
                        {"problem"_L1, event.problem ? json::Value(problemSlug(*event.problem)) : json::Value()},
                        {"state"_L1, textOrNull(event.state)},
                        {"time"_L1, event.time}};
}

/// What it came to: a state, and what it is about.
QString whatOf(const client::DeviceEvent &event)
{
    QString what = event.posture ? QString(toWord(event.posture->trustCenter)) : event.state;
    if (event.posture && !event.posture->findings.empty())
        what += u", %1 findings"_s.arg(event.posture->findings.size());
    if (event.problem)
        what += u": "_s + problemSlug(*event.problem);
    return what.isEmpty() ? u"-"_s : what;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

} // namespace

void addPosture(Table &facts, const std::optional<client::ReportedPosture> &posture)
{
    if (!posture) {
        facts.addRow({u"posture"_s, u"never reported"_s});
        return;
    }
    const reports::Posture &report = posture->report;
    facts.addRow({u"posture"_s, u"%1 since %2, as reported by the device"_s.arg(toWord(report.trustCenter),
                                                                                timeText(posture->changed))});
    facts.addRow({u"OS trust"_s, toWord(report.osTrust)});
    facts.addRow({u"integrity"_s, toWord(report.integrity)});
    facts.addRow({u"App session"_s, toWord(report.appSession)});
    facts.addRow({u"last reported"_s, timeText(posture->reported)});
}

QString findingsText(const std::optional<client::ReportedPosture> &posture)
{
    if (!posture)
        return {};
    std::vector<Finding> findings = posture->report.findings;
    std::ranges::stable_sort(findings, std::ranges::greater(), &Finding::severity);
    Table table({u"FINDING"_s, u"SOURCE"_s, u"RECOMMENDATION"_s});
    for (const Finding &finding : findings)
        table.addRow({toWord(finding.severity), toWord(finding.source), toWord(finding.recommendation)});
    return table.isEmpty() ? QString() : u'\n' + table.toText();
}

json::Value documentOf(const std::optional<client::ReportedPosture> &posture)
{
    if (!posture)
        return {};
    return json::Object{{"changed"_L1, posture->changed},
                        {"entry"_L1, posture->entry},
                        {"report"_L1, posture->report.toJson()},
                        {"reported"_L1, posture->reported}};
}

Answer describeEvents(const std::vector<client::DeviceEvent> &events)
{
    Table table({u"TIME"_s, u"EVENT"_s, u"STATE"_s, u"ACTION"_s, u"CHANGE"_s});
    json::Array documents;
    for (const client::DeviceEvent &event : events) {
        table.addRow({timeText(event.time), fleet::toWord(event.kind), whatOf(event), orDash(event.action),
                      orDash(event.change)});
        documents.push_back(documentOf(event));
    }
    return {.document = json::Object{{"events"_L1, json::Value(std::move(documents))}}, .text = table.toText()};
}

} // namespace enigm::ctl
