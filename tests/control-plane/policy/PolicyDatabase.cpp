#include "tests/control-plane/policy/PolicyDatabase.h"

#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "tests/support/history/Require.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::test {

using namespace controlplane;

namespace {

const QString changeId = QString::fromLatin1(PolicyDatabase::change);

} // namespace

PolicyDatabase::PolicyDatabase()
{
    require(write([](store::Transaction &transaction) -> Expected<void> {
        const store::ChangeRow row{.id = changeId,
                                   .digest = signing::sha256("change"),
                                   .state = changes::ChangeState::Pending,
                                   .action = u"policy.publish"_s,
                                   .actionClass = changes::ActionClass::Raising,
                                   .requester = u"operator"_s,
                                   .request = "a.b.c"_ba,
                                   .targets = "[]"_ba,
                                   .approveBy = 1000,
                                   .executeBy = 2000,
                                   .requested = {.index = 1, .governanceSize = 3, .time = 900},
                                   .executed = std::nullopt,
                                   .failure = std::nullopt,
                                   .cursor = 1};
        return transaction.changes.insert(row, {});
    }));
}

void PolicyDatabase::publish(const QString &id, const policy::PolicyDocument &document,
                             const std::optional<std::vector<QString>> &groups)
{
    ++m_cursor;
    require(write([&](store::Transaction &transaction) {
        return publishPolicy(transaction, changeId, m_cursor, id, document, groups);
    }));
}

void PolicyDatabase::group(const QString &id, const QByteArray &definition,
                           const std::vector<fleet::DeviceHandle> &members)
{
    ++m_cursor;
    require(write([&](store::Transaction &transaction) {
        return transaction.groups.put({.id = id,
                                       .version = 1,
                                       .digest = signing::sha256(definition),
                                       .definition = definition,
                                       .name = id,
                                       .change = changeId,
                                       .changedAt = 1500,
                                       .cursor = m_cursor},
                                      members);
    }));
}

fleet::DeviceHandle PolicyDatabase::device(int number, fleet::DeviceState state)
{
    const fleet::DeviceHandle handle = handleOf(number);
    require(write([&](store::Transaction &transaction) {
        return transaction.devices.insert({.handle = handle,
                                           .key = u"key %1"_s.arg(number),
                                           .state = state,
                                           .attestation = {.outcome = u"verified"_s, .facts = "{}"_ba},
                                           .enrolledAt = 1'000,
                                           .cursor = 1});
    }));
    return handle;
}

void PolicyDatabase::report(const fleet::DeviceHandle &device, const reports::Posture &posture, qint64 time)
{
    require(write([&](store::Transaction &transaction) {
        return transaction.postures.set(
            device, {.posture = json::canonical(posture.toJson()), .position = time, .changed = time});
    }));
}

void PolicyDatabase::confirm(const fleet::DeviceHandle &device, const reports::HeldPolicies &held)
{
    require(write([&](store::Transaction &transaction) {
        return transaction.heldPolicies.set(
            device, {.versions = held.versions(), .report = json::canonical(held.toJson()), .position = 1});
    }));
}

Expected<void> publishPolicy(store::Transaction &transaction, const QString &change, qint64 cursor, const QString &id,
                             const policy::PolicyDocument &document, const std::optional<std::vector<QString>> &groups)
{
    const auto versions = transaction.policies.versions(id);
    if (!versions)
        return std::unexpected(versions.error());
    const policy::PolicyVersion version{.policy = id, .version = qint64(versions->size()) + 1, .document = document};
    auto done = transaction.policies.addVersion({.policy = id,
                                                 .version = version.version,
                                                 .digest = version.digest(),
                                                 .document = json::canonical(document.toJson()),
                                                 .change = change,
                                                 .publishedAt = 1500});
    if (!done)
        return done;
    return transaction.policies.put({.id = id,
                                     .version = version.version,
                                     .name = document.name,
                                     .isAssignedToAll = !groups,
                                     .change = change,
                                     .changedAt = 1500,
                                     .cursor = cursor},
                                    groups.value_or(std::vector<QString>()));
}

QByteArray staticGroup(const QByteArray &name)
{
    return R"({"name":")" + name + R"(","rule":null})";
}

QByteArray groupByState(const QByteArray &name, const QByteArray &state)
{
    return R"({"name":")" + name +
           R"(","rule":{"attestation":null,"patch":null,"security_level":null,"simulated":null,"state":[")" + state +
           R"("]}})";
}

} // namespace enigm::test
