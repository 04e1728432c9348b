#include "tests/control-plane/ota/RolloutEngine.h"

#include "contract/encoding/Uuid.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/ota/SignedRelease.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/history/Require.h"

#include <algorithm>
#include <future>
#include <span>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::store::Transaction;

namespace {

const QString changeId = u"019ac000-0000-7000-8000-00000000000c"_s;
const QString policyId = u"019ac000-0000-7000-8000-00000000000d"_s;

policy::PolicyDocument updatesForAll()
{
    return {.kind = policy::PolicyKind::OtaEligibility,
            .name = u"Updates"_s,
            .rules = {{.id = u"updates"_s,
                       .effect = policy::Effect::Allow,
                       .action = policy::ActionCategory::FetchUpdate,
                       .resource = log::Resource::Release}}};
}

Expected<void> insertDevices(Transaction &transaction, std::span<const fleet::DeviceHandle> handles)
{
    for (const fleet::DeviceHandle &handle : handles) {
        if (auto done = transaction.devices.insert({.handle = handle,
                                                    .key = handle.text(),
                                                    .state = fleet::DeviceState::Trusted,
                                                    .attestation = {.outcome = u"verified"_s, .facts = "{}"_ba},
                                                    .enrolledAt = 1'000,
                                                    .cursor = 1});
            !done)
            return done;
    }
    return {};
}

} // namespace

const QString RolloutEngine::release = u"019ac000-0000-7000-8000-00000000000a"_s;

RolloutEngine::RolloutEngine(const QString &directory, const LogKeys &keys, const QString &vfs)
    : m_logs(require(TestLogs::open(directory, keys, vfs)))
    , m_rollouts({.database = m_logs->database(),
                  .writer = m_logs->writer(),
                  .sequencer = m_logs->sequencer(),
                  .clock = clock,
                  .terms = {}})
{}

fleet::DeviceHandle RolloutEngine::handleOf(int number)
{
    const QByteArray digest = signing::sha256(QByteArray::number(number));
    std::array<char, fleet::DeviceHandle::size> bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    return fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes);
}

void RolloutEngine::populate(int devices)
{
    constexpr std::size_t batch = 10'000;
    std::vector<fleet::DeviceHandle> handles;
    for (int number = 0; number < devices; ++number)
        handles.push_back(handleOf(number));
    // In the order of the tables, in which a million of them takes seconds and not minutes.
    std::ranges::sort(handles);
    for (std::span<const fleet::DeviceHandle> rest = handles; !rest.empty();) {
        const auto some = rest.first(std::min(batch, rest.size()));
        require(m_logs->writer().submitAndWait(
            [some](Transaction &transaction) { return insertDevices(transaction, some); }));
        rest = rest.subspan(some.size());
    }
    require(m_logs->writer().submitAndWait([this](Transaction &transaction) -> Expected<void> {
        if (auto done = keepExecutedChange(transaction, changeId); !done)
            return done;
        if (auto done = publishPolicy(transaction, changeId, 1, policyId, updatesForAll()); !done)
            return done;
        return keepSignedRelease(transaction, manifestOf(QByteArray(32, 'd'), release), clock.now());
    }));
}

Expected<void> RolloutEngine::execute(const changes::Parameters &change)
{
    return m_logs->writer().submitAndWait([&](Transaction &transaction) -> Expected<void> {
        if (auto allowed = controlplane::ota::checkRolloutEffect(transaction, change); !allowed)
            return allowed;
        log::ActivityEntry entry = activityEntry(1);
        entry.time = clock.now();
        const auto appended = m_logs->sequencer().appendActivity(transaction, std::move(entry), std::nullopt);
        if (!appended)
            return std::unexpected(appended.error());
        const controlplane::ota::RolloutExecution execution{.change = encoding::makeUuid7(clock.nowMilliseconds()),
                                                            .digest =
                                                                signing::sha256(changes::rolloutOf(change)->toUtf8()),
                                                            .requester = u"release-manager"_s,
                                                            .index = appended->position.index,
                                                            .time = clock.now(),
                                                            .obeyBy = clock.now() + 1'000'000,
                                                            .cursor = appended->cursor};
        return controlplane::ota::keepRollout(transaction, execution, change);
    });
}

Expected<void> RolloutEngine::report(const fleet::DeviceHandle &device, qint64 execution, ota::UpdateState state,
                                     std::optional<ota::UpdateFailure> failure)
{
    std::promise<Expected<void>> noted;
    m_rollouts.offers().note(device, {.execution = execution, .state = state, .failure = failure},
                             [&noted](const Expected<void> &done) { noted.set_value(done); });
    return noted.get_future().get();
}

ota::RolloutRecord RolloutEngine::record(const QString &rollout) const
{
    return require(m_rollouts.reader().record(rollout));
}

} // namespace enigm::test
