#include "contract/reports/Posture.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

template <typename Enum>
Expected<Enum> parseWord(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"What a device reports is a word."_s, pointer);
    const auto known = fromWord<Enum>(value.text());
    if (!known)
        return refuse(ProblemType::OutOfRange, u"No device reports this word here."_s, pointer);
    return *known;
}

/// The enumerations are declared in the order of their words.
std::pair<FindingSource, Recommendation> placeOf(const Finding &finding)
{
    return {finding.source, finding.recommendation};
}

json::Value documentOf(const Finding &finding)
{
    return json::Object{{"recommendation"_L1, toWord(finding.recommendation)},
                        {"severity"_L1, toWord(finding.severity)},
                        {"source"_L1, toWord(finding.source)}};
}

Expected<Finding> parseFinding(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const Finding finding{.source = reader.with("source"_L1, parseWord<FindingSource>),
                          .severity = reader.with("severity"_L1, parseWord<Severity>),
                          .recommendation = reader.with("recommendation"_L1, parseWord<Recommendation>)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return finding;
}

} // namespace

void Posture::sortFindings()
{
    std::ranges::sort(findings, {}, placeOf);
}

json::Value Posture::toJson() const
{
    json::Array found;
    for (const Finding &finding : findings)
        found.push_back(documentOf(finding));
    return json::Object{{"app_session"_L1, toWord(appSession)},
                        {"findings"_L1, std::move(found)},
                        {"integrity"_L1, toWord(integrity)},
                        {"os_trust"_L1, toWord(osTrust)},
                        {"trust_center"_L1, toWord(trustCenter)}};
}

Expected<Posture> Posture::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Posture posture{.trustCenter = reader.with("trust_center"_L1, parseWord<TrustCenter>),
                    .osTrust = reader.with("os_trust"_L1, parseWord<OsTrust>),
                    .integrity = reader.with("integrity"_L1, parseWord<Integrity>),
                    .appSession = reader.with("app_session"_L1, parseWord<AppSession>),
                    .findings = reader.list("findings"_L1, parseFinding)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const QString place = reader.pointerTo("findings"_L1);
    if (posture.findings.size() > mostFindings)
        return refuse(ProblemType::OutOfRange, u"A posture names at most %1 findings."_s.arg(mostFindings), place);
    // The same posture has one spelling, so that whether it changed is a comparison of bytes.
    if (std::ranges::adjacent_find(posture.findings, std::ranges::greater_equal(), placeOf) != posture.findings.end())
        return refuse(ProblemType::OutOfRange, u"Findings come by source and recommendation, each pair once."_s, place);
    return posture;
}

} // namespace enigm::reports
