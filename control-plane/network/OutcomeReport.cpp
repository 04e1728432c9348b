#include "control-plane/network/OutcomeReport.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

using enigm::network::DenialReason;

namespace {

constexpr qint64 hour = 3'600;
constexpr qint64 mostCount = qint64(1) << 31;

Expected<OutcomeReport::Count> countFrom(const json::Value &value, const QString &pointer,
                                         const EnforcementPoint &point)
{
    json::ObjectReader reader(value, pointer);
    const auto category = reader.textOrNull("category"_L1);
    OutcomeReport::Count count{.denial = {}, .count = reader.integer("count"_L1, 1, mostCount)};
    const QString decision = reader.text("decision"_L1);
    const QString path = reader.text("path"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (category)
        count.denial = enigm::network::denialReasonFromWord(*category);
    if (category.has_value() != count.denial.has_value())
        return refuse(ProblemType::OutOfRange, u"This is no category of a denial."_s, pointer + u"/category"_s);
    if (enigm::network::isPermitFromWord(decision) != !count.denial)
        return refuse(ProblemType::OutOfRange, u"A permit has no category, and a denial one."_s,
                      pointer + u"/decision"_s);
    if (path != enigm::policy::toWord(point.path))
        return refuse(ProblemType::OutOfRange, u"An enforcement point reports of its own path."_s,
                      pointer + u"/path"_s);
    return count;
}

json::Value documentOf(const OutcomeReport &report, const EnforcementPoint &point)
{
    json::Array counts;
    for (const auto &[denial, count] : report.counts)
        counts.push_back(
            json::Object{{"category"_L1, denial ? json::Value(enigm::network::toWord(*denial)) : json::Value()},
                         {"count"_L1, count}});
    return json::Object{{"counts"_L1, std::move(counts)},
                        {"from"_L1, report.from},
                        {"path"_L1, enigm::policy::toWord(point.path)},
                        {"to"_L1, report.to}};
}

} // namespace

Expected<OutcomeReport> OutcomeReport::parse(const json::Value &value, const EnforcementPoint &point, qint64 now)
{
    json::ObjectReader reader(value);
    OutcomeReport report{.from = reader.integer("from"_L1),
                         .to = reader.integer("to"_L1),
                         .counts = reader.list("counts"_L1, [&point](const json::Value &item, const QString &pointer) {
                             return countFrom(item, pointer, point);
                         })};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (report.from >= report.to || report.to - report.from > longest || report.to > now + mostAhead)
        return refuse(ProblemType::OutOfRange, u"A span of at most a day that is over is expected."_s, u"/to"_s);
    if (report.counts.size() > mostCounts)
        return refuse(ProblemType::OutOfRange, u"There are not as many kinds of outcomes."_s, u"/counts"_s);
    std::ranges::sort(report.counts, {}, &Count::denial);
    if (std::ranges::adjacent_find(report.counts, {}, &Count::denial) != report.counts.end())
        return refuse(ProblemType::OutOfRange, u"Each kind of outcome is counted once."_s, u"/counts"_s);
    return report;
}

Expected<void> OutcomeReport::keep(audit::Sequencer &sequencer, store::Transaction &transaction,
                                   const EnforcementPoint &point, qint64 now) const
{
    const auto body = log::ActivityBody::make(documentOf(*this, point));
    log::ActivityEntry entry{.time = now,
                             .category = log::Category::NetworkOutcome,
                             .action = u"network.reported"_s,
                             .resource = log::Resource::NetworkPath,
                             .actor = point.id,
                             .outcome = log::Outcome::Done,
                             .change = {},
                             .handles = {},
                             .body = {}};
    if (const auto appended = sequencer.appendActivity(transaction, std::move(entry), body); !appended)
        return std::unexpected(appended.error());
    store::PointCounts last{.from = from, .to = to};
    for (const auto &[denial, count] : counts) {
        (denial ? last.denials : last.permits) += count;
        const store::NetworkOutcomeRow row{.hour = from - from % hour,
                                           .point = point.id,
                                           .source = enigm::network::toWord(enigm::network::OutcomeSource::Reported),
                                           .decision = enigm::network::decisionWord(!denial),
                                           .category = denial ? QString(enigm::network::toWord(*denial)) : QString(),
                                           .count = count};
        if (auto added = transaction.networkOutcomes.add(row); !added)
            return added;
    }
    return transaction.enforcementPoints.setReported(point.id, last);
}

} // namespace enigm::controlplane::network
