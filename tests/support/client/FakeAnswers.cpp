#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/MerkleTree.h"
#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"
#include "tests/support/client/FakeControlPlane.h"

#include <algorithm>

// What the reading routes of the fake control plane answer (contract/openapi.yaml).

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

json::Value orNull(std::optional<qint64> value)
{
    return value ? json::Value(*value) : json::Value();
}

json::Object deviceObject(const client::Device &device)
{
    return {{"attestation"_L1, device.attestation},
            {"attestation_asked"_L1, orNull(device.attestationAsked)},
            {"attested"_L1, device.attested},
            {"enrolled"_L1, device.enrolled},
            {"handle"_L1, device.handle.text()},
            {"key"_L1, device.key},
            {"last_seen"_L1, orNull(device.lastSeen)},
            {"patch"_L1, orNull(device.patch)},
            {"security_level"_L1, device.securityLevel},
            {"joins"_L1, device.joins ? json::Value(*device.joins) : json::Value()},
            {"simulated"_L1, device.simulated},
            {"state"_L1, fleet::toWord(device.state)}};
}

json::Object groupObject(const changes::DeviceGroup &group, qint64 changed)
{
    return {{"change"_L1, u"0199aaaa-bbbb-7ccc-8ddd-eeeeff001122"_s},
            {"changed"_L1, changed},
            {"definition"_L1, group.definition.toJson()},
            {"digest"_L1, QString::fromLatin1(encoding::toBase64Url(group.digest()))},
            {"group"_L1, group.id},
            {"version"_L1, group.version}};
}

json::Value proofValue(const log::Proof &proof)
{
    json::Array hashes;
    for (const log::Hash &hash : proof)
        hashes.push_back(QString::fromLatin1(encoding::toBase64Url(hash.toBytes())));
    return json::Object{{"proof"_L1, std::move(hashes)}};
}

} // namespace

int limitOf(const QUrlQuery &query)
{
    const QString text = query.queryItemValue(u"limit"_s);
    return text.isEmpty() ? 200 : text.toInt();
}

QStringList statesOf(const QUrlQuery &query)
{
    return query.queryItemValue(u"state"_s).split(u',', Qt::SkipEmptyParts);
}

client::WireReply FakeControlPlane::read(const QString &path, const QUrlQuery &query, const FakeTokens::Caller &caller)
{
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (path == "/v1/session"_L1)
        return jsonReply(200, sessionOf(caller));
    if (path == "/v1/operators"_L1)
        return jsonReply(200, operatorNames());
    if (path == "/v1/witnesses"_L1)
        return jsonReply(200, witnessState());
    if (path == "/v1/devices"_L1)
        return jsonReply(200, devicePage(query));
    if (path == "/v1/devices/summary"_L1)
        return jsonReply(200, deviceSummary());
    if (path.startsWith("/v1/devices/"_L1) && parts.last() == "timeline"_L1)
        return jsonReply(200, deviceTimeline(query));
    if (path.startsWith("/v1/devices/"_L1) && parts.last() == "decisions"_L1)
        return jsonReply(200, decisions(query));
    if (path.startsWith("/v1/devices/"_L1))
        return deviceDetail(parts.last());
    if (path == "/v1/groups"_L1)
        return jsonReply(200, groupPage());
    if (path.startsWith("/v1/groups/"_L1))
        return groupDetail(parts.last());
    if (path == "/v1/changes"_L1)
        return jsonReply(200, changePage(query));
    if (path.startsWith("/v1/changes/"_L1))
        return changeAnswer(parts);
    if (path == "/v1/audit/entries"_L1)
        return jsonReply(200, auditPage(query));
    if (path.startsWith("/log/"_L1) || path.startsWith("/v1/logs/"_L1))
        return logAnswer(parts, query);
    return problemReply({ProblemType::NotFound});
}

json::Value FakeControlPlane::sessionOf(const FakeTokens::Caller &caller) const
{
    const auto *const person = m_history.directory().findOperator(caller.operatorId);
    json::Array roles;
    for (const QString &word : person->rolesAt(m_history.governanceSize()).words())
        roles.push_back(word);
    return json::Object{{"created"_L1, m_history.now()},
                        {"expires"_L1, m_history.now() + 6 * 3600},
                        {"key"_L1, caller.key},
                        {"operator"_L1, caller.operatorId},
                        {"pin_set"_L1, true},
                        {"roles"_L1, std::move(roles)},
                        {"session"_L1, caller.session}};
}

json::Value FakeControlPlane::operatorNames() const
{
    json::Array items;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        items.push_back(json::Object{{"name"_L1, name.value()}, {"operator"_L1, name.key()}});
    return json::Object{{"items"_L1, std::move(items)}};
}

json::Value FakeControlPlane::witnessState() const
{
    const client::NotePair notes = offered.value_or(
        client::NotePair{.governance = m_history.governanceCheckpoint(), .activity = m_history.activityCheckpoint()});
    const auto textOrNull = [](const std::optional<QByteArray> &note) {
        return note ? json::Value(QString::fromUtf8(*note)) : json::Value();
    };
    json::Array items;
    for (const client::WitnessAnswer::Notes &witness : witnesses)
        items.push_back(json::Object{{"activity"_L1, textOrNull(witness.activity)},
                                     {"governance"_L1, textOrNull(witness.governance)},
                                     {"name"_L1, witness.name}});
    return json::Object{{"offered"_L1, json::Object{{"activity"_L1, QString::fromUtf8(notes.activity)},
                                                    {"governance"_L1, QString::fromUtf8(notes.governance)}}},
                        {"witnesses"_L1, std::move(items)}};
}

json::Value FakeControlPlane::devicePage(const QUrlQuery &query) const
{
    const QStringList states = statesOf(query);
    const QString text = query.queryItemValue(u"text"_s);
    const QString groupId = query.queryItemValue(u"group"_s);
    const auto group = std::ranges::find(groups, groupId, &changes::DeviceGroup::id);
    const QString after = query.queryItemValue(u"after"_s);
    const auto limit = static_cast<std::size_t>(limitOf(query));
    json::Array items;
    qint64 total = 0;
    QString last;
    bool more = false;
    for (const client::Device &device : devices) {
        if (!states.isEmpty() && !states.contains(fleet::toWord(device.state)))
            continue;
        if (!device.handle.text().contains(text))
            continue;
        if (!groupId.isEmpty() && (group == groups.end() || !std::ranges::binary_search(group->members, device.handle)))
            continue;
        ++total;
        if (device.handle.text() <= after)
            continue;
        if (items.size() == limit) {
            more = true;
            continue;
        }
        items.push_back(deviceObject(device));
        last = device.handle.text();
    }
    return json::Object{
        {"items"_L1, std::move(items)}, {"next"_L1, more ? json::Value(last) : json::Value()}, {"total"_L1, total}};
}

json::Value FakeControlPlane::deviceSummary() const
{
    json::Object states;
    for (const fleet::DeviceState state : fleet::allDeviceStates())
        states.insert(fleet::toWord(state),
                      static_cast<qint64>(std::ranges::count(devices, state, &client::Device::state)));
    return json::Object{{"states"_L1, std::move(states)}, {"total"_L1, static_cast<qint64>(devices.size())}};
}

json::Value FakeControlPlane::groupPage() const
{
    json::Array items;
    for (const changes::DeviceGroup &group : groups)
        items.emplace_back(groupObject(group, m_history.now()));
    return json::Object{{"items"_L1, std::move(items)}, {"next"_L1, json::Value()}};
}

/// A group by rule has as many devices as there are: nothing here judges rules.
client::WireReply FakeControlPlane::groupDetail(const QString &id) const
{
    const auto devicesOf = [this](const changes::DeviceGroup &group) {
        return static_cast<qint64>(group.isStatic() ? group.members.size() : devices.size());
    };
    if (id == "count"_L1)
        return jsonReply(200, json::Object{{"devices"_L1, static_cast<qint64>(devices.size())}});
    const auto group = std::ranges::find(groups, id, &changes::DeviceGroup::id);
    if (group == groups.end())
        return problemReply({ProblemType::NotFound});
    json::Object object = groupObject(*group, m_history.now());
    json::Array handles;
    for (const fleet::DeviceHandle &member : group->members)
        handles.emplace_back(member.text());
    object.insert(u"devices"_s, devicesOf(*group));
    object.insert(u"members"_s, std::move(handles));
    return jsonReply(200, std::move(object));
}

client::WireReply FakeControlPlane::deviceDetail(const QString &handle) const
{
    for (const client::Device &device : devices) {
        if (device.handle.text() != handle)
            continue;
        json::Object object = deviceObject(device);
        object.insert(u"attestation_facts"_s, json::Object{});
        object.insert(u"commands"_s, json::Array{});
        object.insert(u"history"_s, json::Array{});
        object.insert(u"policies"_s, json::Value());
        object.insert(u"policy_state"_s, u"unconfirmed"_s);
        object.insert(u"posture"_s, json::Value());
        object.insert(u"waiting"_s, json::Array{});
        if (fillDetail)
            fillDetail(object);
        return jsonReply(200, std::move(object));
    }
    return problemReply({ProblemType::NotFound});
}

json::Value FakeControlPlane::decisions(const QUrlQuery &query) const
{
    const bool isExplained = query.hasQueryItem(u"explain"_s);
    json::Array items;
    for (const json::Value &decision : deviceDecisions) {
        json::Object object = decision.object();
        if (!isExplained)
            object.insert(u"reasons"_s, json::Value());
        items.emplace_back(std::move(object));
    }
    return json::Object{{"items"_L1, std::move(items)}};
}

json::Value FakeControlPlane::deviceTimeline(const QUrlQuery &query) const
{
    const auto from = static_cast<std::size_t>(query.queryItemValue(u"after"_s).toLongLong());
    const std::size_t to = std::min(from + static_cast<std::size_t>(limitOf(query)), deviceEvents.size());
    json::Array items;
    for (std::size_t i = from; i < to; ++i)
        items.push_back(deviceEvents[i]);
    return json::Object{{"items"_L1, std::move(items)},
                        {"next"_L1, to < deviceEvents.size() ? json::Value(QString::number(to)) : json::Value()}};
}

json::Value FakeControlPlane::auditPage(const QUrlQuery &query) const
{
    const qint64 from = query.queryItemValue(u"from"_s).toLongLong();
    const qint64 to = std::min(from + limitOf(query), static_cast<qint64>(m_history.activity().size()));
    json::Array items;
    for (qint64 i = from; i < to; ++i) {
        const SampleHistory::Record &record = m_history.activity()[static_cast<std::size_t>(i)];
        const QByteArray leaf = bendLeaf ? bendLeaf(i, record.leaf) : record.leaf;
        const json::Value salt =
            record.body ? json::Value(QString::fromLatin1(encoding::toBase64Url(record.body->salt))) : json::Value();
        items.push_back(json::Object{{"body"_L1, record.body ? record.body->value : json::Value()},
                                     {"leaf"_L1, require(json::parse(leaf))},
                                     {"salt"_L1, salt},
                                     {"texts"_L1, json::Object{}}});
    }
    return json::Object{{"checkpoint"_L1, QString::fromUtf8(m_history.activityCheckpoint())},
                        {"items"_L1, std::move(items)}};
}

client::WireReply FakeControlPlane::logAnswer(const QStringList &parts, const QUrlQuery &query) const
{
    const bool isTile = parts.first() == "log"_L1;
    const QString log = parts.at(isTile ? 1 : 2);
    if (isTile && parts.last() == "checkpoint"_L1) {
        QByteArray note = log == "governance"_L1 ? m_history.governanceCheckpoint() : m_history.activityCheckpoint();
        if (checkpoint) {
            if (QByteArray other = checkpoint(log); !other.isEmpty())
                note = std::move(other);
        }
        return {.status = 200, .headers = {}, .body = note};
    }
    if (isTile)
        return governanceTile(parts.mid(2).join(u'/'));

    log::MerkleTree tree;
    if (log == "governance"_L1) {
        tree = m_history.governance().tree();
    } else {
        for (const SampleHistory::Record &record : m_history.activity())
            tree.append(log::leafHash(record.leaf));
    }
    const auto number = [&query](const QString &name) { return query.queryItemValue(name).toLongLong(); };
    const bool isConsistency = parts.last() == "consistency"_L1;
    auto proof = isConsistency ? tree.consistencyProof(number(u"from"_s), number(u"to"_s))
                               : tree.inclusionProof(number(u"index"_s), number(u"size"_s));
    if (!proof)
        return problemReply(proof.error());
    if (isConsistency && bendConsistency)
        proof = bendConsistency(*proof);
    return jsonReply(200, proofValue(*proof));
}

client::WireReply FakeControlPlane::governanceTile(const QString &path) const
{
    const auto address = log::TileAddress::parse(path.toLatin1());
    if (!address || address->kind != log::TileAddress::Kind::Entries || !address->isWithin(m_history.governanceSize()))
        return problemReply({ProblemType::NotFound});
    QByteArray bundle;
    for (int i = 0; i < address->width; ++i) {
        const auto index = static_cast<std::size_t>(address->index * log::TileAddress::FullWidth + i);
        require(log::appendToBundle(bundle, m_history.governanceLeaves()[index]));
    }
    return {.status = 200, .headers = {}, .body = bundle};
}

std::vector<client::Device> makeListedDevices(int count)
{
    std::vector<client::Device> result;
    for (const changes::TargetLeaf &leaf : SampleHistory::makeDevices(count)) {
        client::Device device;
        device.handle = leaf.handle;
        device.key = leaf.key;
        device.state = fleet::DeviceState::Trusted;
        device.attestation = u"verified"_s;
        device.attested = 1'800'000'000;
        device.patch = 202'610;
        device.securityLevel = u"strongbox"_s;
        device.enrolled = 1'800'000'000;
        result.push_back(std::move(device));
    }
    std::ranges::sort(result, {}, &client::Device::handle);
    return result;
}

} // namespace enigm::test
