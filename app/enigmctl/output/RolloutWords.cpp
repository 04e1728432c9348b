#include "app/enigmctl/output/RolloutWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/encoding/Base64Url.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

template <typename Items>
json::Value documentOf(const Items &items, const json::Value &next)
{
    json::Array list;
    for (const auto &item : items)
        list.push_back(item.toJson());
    return json::Object{{"items"_L1, std::move(list)}, {"next"_L1, next}};
}

QString timeOrDash(const std::optional<qint64> &time)
{
    return time ? timeText(*time) : u"-"_s;
}

QString haltText(const ota::RolloutHalt &halt)
{
    const QString where = halt.group ? u" in group %1"_s.arg(*halt.group) : QString();
    return u"%1 by %2: %3%4"_s.arg(timeText(halt.time), halt.by.value_or(u"itself"_s), ota::toWord(halt.reason), where);
}

/// What a group bears, and what it needs.
QString thresholdText(const ota::RolloutGroup &group)
{
    QStringList errors;
    if (group.errors.count)
        errors.append(QString::number(*group.errors.count));
    if (group.errors.share)
        errors.append(u"%1‰"_s.arg(*group.errors.share));
    return u"%1‰, at most %2 failed"_s.arg(group.success).arg(errors.join(u" or "_s));
}

/// A resumption has accepted some, and they count no more.
QString failedText(const ota::RolloutGroupRecord &group)
{
    const qint64 accepted = std::min(group.forgiven, group.counts.failed);
    const QString failed = QString::number(group.counts.failed);
    return accepted > 0 ? u"%1 (%2 accepted)"_s.arg(failed).arg(accepted) : failed;
}

qint64 total(const ota::RolloutRecord &rollout, qint64 ota::GroupCounts::*count)
{
    qint64 sum = 0;
    for (const ota::RolloutGroupRecord &group : rollout.groups)
        sum += group.counts.*count;
    return sum;
}

} // namespace

Answer describeRollouts(const std::vector<ota::RolloutRecord> &rollouts)
{
    Table table({u"ROLLOUT"_s, u"STATE"_s, u"MODEL"_s, u"VERSION"_s, u"CONFIRMED"_s, u"FAILED"_s, u"STARTED"_s});
    for (const ota::RolloutRecord &rollout : rollouts)
        table.addRow({rollout.id, ota::toWord(rollout.state), ota::toWord(rollout.plan.model), rollout.version,
                      u"%1 of %2"_s.arg(total(rollout, &ota::GroupCounts::confirmed))
                          .arg(total(rollout, &ota::GroupCounts::count)),
                      QString::number(total(rollout, &ota::GroupCounts::failed)), timeText(rollout.started)});
    return {.document = documentOf(rollouts, {}), .text = table.toText()};
}

Answer describeRollout(const ota::RolloutRecord &rollout)
{
    Table facts;
    facts.addRow({u"rollout"_s, rollout.id});
    facts.addRow({u"state"_s, ota::toWord(rollout.state)});
    if (rollout.halted)
        facts.addRow({u"halted"_s, haltText(*rollout.halted)});
    facts.addRow({u"release"_s, u"%1 (%2)"_s.arg(rollout.release, rollout.version)});
    facts.addRow({u"model"_s, ota::toWord(rollout.plan.model)});
    facts.addRow({u"change"_s, rollout.change});
    facts.addRow({u"asked by"_s, rollout.askedBy});
    facts.addRow({u"approved by"_s, QStringList(rollout.approvedBy.begin(), rollout.approvedBy.end()).join(u", "_s)});
    facts.addRow({u"started"_s, timeText(rollout.started)});
    facts.addRow({u"obeyed until"_s, timeText(rollout.obeyBy)});
    facts.addRow({u"outside"_s, u"%1 devices"_s.arg(rollout.outside)});
    for (const ota::FailureCount &failure : rollout.failures)
        facts.addRow({u"failed"_s, u"%1 by %2"_s.arg(failure.count).arg(ota::toWord(failure.failure))});
    Table groups({u"GROUP"_s, u"STATE"_s, u"DEVICES"_s, u"WAITING"_s, u"UNDER WAY"_s, u"CONFIRMED"_s, u"FAILED"_s,
                  u"NOT ELIGIBLE"_s, u"OPENED"_s, u"SOAKS UNTIL"_s, u"NEEDS"_s});
    for (const ota::RolloutGroupRecord &group : rollout.groups) {
        const ota::GroupCounts &counts = group.counts;
        groups.addRow({group.name, ota::toWord(group.state), QString::number(counts.count),
                       QString::number(counts.waiting), QString::number(counts.underWay() - counts.waiting),
                       QString::number(counts.confirmed), failedText(group), QString::number(counts.notEligible),
                       timeOrDash(group.opened), timeOrDash(group.soaksUntil),
                       thresholdText(rollout.plan.groups[static_cast<std::size_t>(group.index)])});
    }
    return {.document = rollout.toJson(), .text = facts.toText() + groups.toText()};
}

Answer describeRolloutDevices(const client::RolloutDevicePage &page)
{
    Table table({u"HANDLE"_s, u"GROUP"_s, u"STATE"_s, u"FAILURE"_s, u"ATTEMPTS"_s, u"HEARD OF"_s});
    for (const ota::RolloutDevice &device : page.devices)
        table.addRow({device.handle.text(), QString::number(device.group), ota::toWord(device.state),
                      device.failure ? QString(ota::toWord(*device.failure)) : u"-"_s, QString::number(device.attempts),
                      timeOrDash(device.time)});
    const json::Value next = page.next ? json::Value(*page.next) : json::Value();
    return {.document = documentOf(page.devices, next), .text = table.toText()};
}

Answer describeRolloutEvents(const client::RolloutEventPage &page)
{
    Table table({u"TIME"_s, u"EVENT"_s, u"GROUP"_s, u"WHO"_s, u"REASON"_s, u"ENTRY"_s});
    for (const ota::RolloutEvent &event : page.events)
        table.addRow({timeText(event.time), ota::toWord(event.kind),
                      event.group ? QString::number(*event.group) : u"-"_s, event.who.value_or(u"itself"_s),
                      event.reason ? QString(ota::toWord(*event.reason)) : u"-"_s, QString::number(event.entry)});
    const json::Value next = page.next ? json::Value(*page.next) : json::Value();
    return {.document = documentOf(page.events, next), .text = table.toText()};
}

Answer describePreview(const ota::RolloutPlan &plan, const ota::RolloutPreview &preview)
{
    Table table({u"GROUP"_s, u"DEVICES"_s});
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        const ota::RolloutGroup &group = plan.groups[i];
        const QString about = group.share ? u"about "_s : QString();
        table.addRow({group.name, about + QString::number(preview.groups[i])});
    }
    table.addRow({u"in no group"_s, u"about %1"_s.arg(preview.outside)});
    return {.document = preview.toJson(), .text = table.toText()};
}

Answer describeMembers(const ota::RolloutMembers &members)
{
    const QString root = QString::fromLatin1(encoding::toBase64Url(members.root));
    return {.document = members.toJson(),
            .text =
                u"%1 devices; as the members of a group of a plan: {\"count\":%1,\"group\":%2,\"root\":\"%3\"}\n"_s.arg(
                    QString::number(members.count), members.group ? u"\"%1\""_s.arg(*members.group) : u"null"_s, root)};
}

} // namespace enigm::ctl
