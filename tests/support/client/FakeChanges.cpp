#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "tests/support/client/FakeControlPlane.h"

#include <algorithm>

// What the fake control plane answers about changes (contract/openapi.yaml), from the history that they stand in.

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

json::Value textOrNull(const std::optional<changes::FreeText> &text)
{
    return text ? text->toJson() : json::Value();
}

bool isExecuted(const FakeControlPlane::ListedChange &listed)
{
    return listed.state == changes::ChangeState::Executed && listed.story;
}

} // namespace

void FakeControlPlane::list(const SampleHistory::Story &story, changes::ChangeState state)
{
    ListedChange listed{.change = story.change, .state = state, .story = story};
    for (const changes::LoggedApproval &logged : story.approvals)
        listed.signers.push_back(logged.signedApproval.approval.approver);
    changes.insert(changes.begin(), std::move(listed));
}

FakeControlPlane::ListedChange *FakeControlPlane::findChange(const QString &id)
{
    const auto found =
        std::ranges::find_if(changes, [&id](const ListedChange &listed) { return listed.change.request.id == id; });
    return found == changes.end() ? nullptr : &*found;
}

changes::LogPosition FakeControlPlane::positionOf(qint64 index) const
{
    const auto entry = require(log::ActivityEntry::parse(m_history.activity()[static_cast<std::size_t>(index)].leaf));
    return {.index = index, .governanceSize = entry.governanceSize, .time = entry.time};
}

json::Value FakeControlPlane::changeObject(const ListedChange &listed) const
{
    json::Array signers;
    for (const QString &id : listed.signers)
        signers.push_back(id);
    const changes::LogPosition requested =
        listed.story ? positionOf(listed.story->indexes.front())
                     : changes::LogPosition{.index = static_cast<qint64>(m_history.activity().size()),
                                            .governanceSize = m_history.governanceSize(),
                                            .time = listed.change.request.created};
    return json::Object{
        {"approvals"_L1, static_cast<qint64>(listed.signers.size())},
        {"change"_L1, QString::fromLatin1(listed.change.jws.compact())},
        {"executed"_L1, isExecuted(listed) ? positionOf(listed.story->indexes.back()).toJson() : json::Value()},
        {"reason"_L1, textOrNull(listed.reason)},
        {"reference"_L1, json::Value()},
        {"requested"_L1, requested.toJson()},
        {"signers"_L1, std::move(signers)},
        {"state"_L1, changes::word(listed.state)}};
}

json::Value FakeControlPlane::changePage(const QUrlQuery &query) const
{
    const QStringList states = statesOf(query);
    const auto limit = static_cast<std::size_t>(limitOf(query));
    QString after = query.queryItemValue(u"after"_s);
    json::Array items;
    QString last;
    bool more = false;
    for (const ListedChange &listed : changes) {
        const bool isPassed = !after.isEmpty();
        if (after == listed.change.request.id)
            after.clear();
        if (isPassed || (!states.isEmpty() && !states.contains(changes::word(listed.state))))
            continue;
        more = items.size() == limit;
        if (more)
            break;
        items.push_back(changeObject(listed));
        last = listed.change.request.id;
    }
    return json::Object{{"items"_L1, std::move(items)}, {"next"_L1, more ? json::Value(last) : json::Value()}};
}

changes::ChangeRecord FakeControlPlane::recordOf(const ListedChange &listed) const
{
    const SampleHistory::Story &story = *listed.story;
    changes::ChangeRecord record{.change = listed.change,
                                 .state = listed.state,
                                 .reason = listed.reason,
                                 .reference = {},
                                 .targets = story.targets,
                                 .requested = positionOf(story.indexes.front()),
                                 .approvals = {},
                                 .withdrawal = {},
                                 .executed = {},
                                 .failure = {}};
    for (std::size_t i = 0; i < story.approvals.size(); ++i)
        record.approvals.push_back({.signedApproval = story.approvals[i].signedApproval,
                                    .comment = {},
                                    .position = positionOf(story.indexes[i + 1])});
    if (isExecuted(listed))
        record.executed = positionOf(story.indexes.back());
    return record;
}

client::WireReply FakeControlPlane::changeAnswer(const QStringList &parts) const
{
    const auto listed = std::ranges::find_if(
        changes, [&parts](const ListedChange &each) { return each.story && each.change.request.id == parts.at(2); });
    if (listed == changes.end())
        return problemReply({ProblemType::NotFound});
    if (parts.size() == 3)
        return jsonReply(200, recordOf(*listed).toJson());
    if (parts.last() == "evidence"_L1)
        return {.status = 200, .headers = {}, .body = m_history.evidenceOf(*listed->story).toBytes()};
    if (parts.last() != "targets"_L1)
        return problemReply({ProblemType::NotFound});
    json::Array states;
    for (const changes::TargetLeaf &leaf : listed->story->targets.leaves())
        states.push_back(fleet::toWord(leaf.state));
    return jsonReply(200, json::Object{{"states"_L1, std::move(states)}});
}

/// POST of a decision or a withdrawal.
client::WireReply FakeControlPlane::signChange(const client::WireRequest &request, const FakeTokens::Caller &caller)
{
    const QStringList parts = request.url.path().split(u'/', Qt::SkipEmptyParts);
    ListedChange *const listed = parts.size() == 4 ? findChange(parts.at(2)) : nullptr;
    if (!listed || !listed->story)
        return problemReply({ProblemType::NotFound});
    const json::Value body = require(json::parse(request.body));
    const json::Value *const approval = body.object().find(u"approval");
    const QByteArray compact = (approval ? approval : body.object().find(u"withdrawal"))->text().toLatin1();
    const auto decision = approval ? changes::SignedApproval::parse(compact)
                                   : Expected<changes::SignedApproval>(refuse(ProblemType::WrongType));
    const auto withdrawal = approval ? Expected<changes::SignedWithdrawal>(refuse(ProblemType::WrongType))
                                     : changes::SignedWithdrawal::parse(compact);
    if (!decision && !withdrawal)
        return problemReply(approval ? decision.error() : withdrawal.error());
    const QByteArray digest = decision ? decision->digest() : withdrawal->digest();
    if (!caller.act)
        return problemReply({ProblemType::StepUpRequired},
                            json::Object{{"act"_L1, QString::fromLatin1(encoding::toBase64Url(digest))}});
    if (*caller.act != digest)
        return problemReply({ProblemType::StepUpMismatch});
    tokens.consume(request);
    if (decision) {
        m_history.decide(*listed->story, *decision);
        listed->signers.push_back(caller.operatorId);
    } else {
        m_history.withdraw(*listed->story, *withdrawal);
        listed->state = changes::ChangeState::Withdrawn;
    }
    return jsonReply(201, recordOf(*listed).toJson());
}

} // namespace enigm::test
