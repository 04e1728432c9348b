#include "tests/models/ota/ServedUpdates.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

constexpr qint64 day = 24 * 3600;

QString idOf(int number)
{
    return u"0197f9a0-0000-7000-8000-%1"_s.arg(number, 12, 10, QLatin1Char('0'));
}

QByteArray digestOf(const QString &text)
{
    return signing::sha256(text.toUtf8());
}

client::WireReply answer(const json::Value &value, int status = 200)
{
    return {.status = status, .headers = {}, .body = json::canonical(value)};
}

template <typename T>
json::Array arrayOf(const std::vector<T> &values)
{
    json::Array array;
    for (const T &value : values)
        array.push_back(value.toJson());
    return array;
}

} // namespace

ota::Release sampleRelease(int number, int authorities, std::size_t stages, qint64 now)
{
    const QString version = u"2026.11.%1"_s.arg(number);
    ota::Release release{.manifest = {.deployment = QByteArray(32, 'd'),
                                      .release = idOf(number),
                                      .version = version,
                                      .artifact = {.digest = digestOf(version),
                                                   .length = 734'003'200,
                                                   .name = u"enigm-%1.swu"_s.arg(version)},
                                      .builds = {u"enigm/phone/v7:16/2026-09"_s, u"enigm/phone/v7:16/2026-10"_s},
                                      .rollbackIndex = 40 + number,
                                      .securityPatch = 202'611,
                                      .notes = u"Mends what was found in October."_s},
                         .build = u"enigm/phone/v7:16/%1"_s.arg(version),
                         .received = stages > 1 ? 734'003'200 : 100'000'000,
                         .importedBy = u"release-manager-1"_s,
                         .begun = now - 3 * day};
    const auto all = ota::allReleaseStages();
    for (std::size_t i = 0; i < stages; ++i)
        release.stages.push_back({.stage = all[i], .time = now - 3 * day + static_cast<qint64>(i) * 7'200});
    const auto sign = [&](operators::SigningAuthority authority, const QString &key) {
        release.signatures.push_back({.authority = authority,
                                      .key = key,
                                      .change = idOf(900 + number),
                                      .askedBy = u"release-manager-1"_s,
                                      .approvedBy = {u"approver-1"_s},
                                      .time = now - 2 * day});
    };
    if (authorities > 0)
        sign(operators::SigningAuthority::Manifest, u"Vm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s);
    if (authorities > 1)
        sign(operators::SigningAuthority::Production, u"Wm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s);
    if (stages > 4)
        release.published = {{.channel = ota::RolloutModel::Validation, .time = now - day}};
    return release;
}

ota::RolloutRecord sampleRollout(int number, qint64 now)
{
    const auto group = [&](const QString &name, qint64 share, qint64 starts) {
        return ota::RolloutGroup{.name = name,
                                 .share = share,
                                 .starts = starts,
                                 .success = 950,
                                 .errors = {.count = 50, .share = 20},
                                 .soak = day};
    };
    ota::RolloutRecord rollout{.id = idOf(500 + number),
                               .change = idOf(800 + number),
                               .askedBy = u"release-manager-1"_s,
                               .approvedBy = {u"approver-1"_s},
                               .release = idOf(number),
                               .version = u"2026.11.%1"_s.arg(number),
                               .plan = {},
                               .standing = QByteArray(32, 's'),
                               .started = now - 2 * day,
                               .obeyBy = now + 28 * day,
                               .isFrozen = true,
                               .outside = 12};
    rollout.plan.model = ota::RolloutModel::Stable;
    rollout.plan.groups = {group(u"First hundred"_s, 10, now - 2 * day), group(u"Every tenth"_s, 90, now - day),
                           group(u"Everybody else"_s, 900, now + day)};
    rollout.groups = {{.index = 0,
                       .name = u"First hundred"_s,
                       .state = ota::GroupState::Completed,
                       .counts = {.count = 100, .confirmed = 98, .failed = 1, .notEligible = 1},
                       .opened = now - 2 * day,
                       .completed = now - day},
                      {.index = 1,
                       .name = u"Every tenth"_s,
                       .state = ota::GroupState::Running,
                       .counts = {.count = 900,
                                  .waiting = 200,
                                  .offered = 80,
                                  .downloading = 60,
                                  .verified = 40,
                                  .installed = 30,
                                  .confirmed = 466,
                                  .failed = 12,
                                  .notEligible = 12},
                       .opened = now - day},
                      {.index = 2, .name = u"Everybody else"_s, .counts = {.count = 9'000, .waiting = 9'000}}};
    rollout.failures = {{.failure = ota::UpdateFailure::Space, .count = 8},
                        {.failure = ota::UpdateFailure::Silent, .count = 4},
                        {.failure = ota::UpdateFailure::Verification, .count = 1}};
    return rollout;
}

std::vector<ota::RolloutEvent> sampleEvents(qint64 now)
{
    using Kind = ota::RolloutEventKind;
    return {{.id = 5, .kind = Kind::GroupOpened, .group = 1, .time = now - day, .entry = 104},
            {.id = 4, .kind = Kind::GroupCompleted, .group = 0, .time = now - day, .entry = 103},
            {.id = 3, .kind = Kind::GroupSoaking, .group = 0, .time = now - 2 * day + 7'200, .entry = 102},
            {.id = 2, .kind = Kind::Frozen, .time = now - 2 * day, .entry = 101},
            {.id = 1,
             .kind = Kind::Started,
             .time = now - 2 * day,
             .who = u"release-manager-1"_s,
             .change = idOf(801),
             .entry = 100}};
}

std::optional<client::WireReply> ServedUpdates::serve(const client::WireRequest &request)
{
    const QStringList path = request.url.path().split(u'/', Qt::SkipEmptyParts);
    if (path.size() < 2 || path[0] != u"v1"_s)
        return std::nullopt;
    if (path[1] == u"releases"_s && path.size() == 2 && request.method == "POST")
        return begin(request);
    if (path[1] == u"releases"_s && path.size() == 2)
        return answer(json::Object{{"next"_L1, json::Value()}, {"releases"_L1, arrayOf(releases)}});
    if (path[1] == u"releases"_s)
        return ofRelease(request, path[2]);
    if (path[1] == u"rollouts"_s && path.size() == 2)
        return answer(json::Object{{"items"_L1, arrayOf(rollouts)}, {"next"_L1, json::Value()}});
    if (path[1] == u"rollouts"_s && path[2] == u"preview"_s)
        return answer(preview.toJson());
    return path[1] == u"rollouts"_s ? ofRollout(path) : std::nullopt;
}

client::WireReply ServedUpdates::begin(const client::WireRequest &request)
{
    const auto body = json::parse(request.body);
    json::ObjectReader reader(*body);
    const ota::Artifact artifact = reader.with("artifact"_L1, ota::Artifact::fromJson);
    ota::Release release = sampleRelease(77, 0, 1, 1'000'000);
    release.manifest.artifact = artifact;
    release.received = 0;
    releases.insert(releases.begin(), release);
    bytes[release.id()] = {};
    return answer(json::Object{{"id"_L1, release.id()}}, 201);
}

std::optional<client::WireReply> ServedUpdates::ofRelease(const client::WireRequest &request, const QString &id)
{
    const auto release = std::ranges::find(releases, id, &ota::Release::id);
    if (release == releases.end())
        return std::nullopt;
    if (request.method == "PATCH")
        return append(request, *release);
    if (request.method == "DELETE") {
        releases.erase(release);
        return client::WireReply{.status = 204, .headers = {}, .body = {}};
    }
    return answer(release->toJson());
}

client::WireReply ServedUpdates::append(const client::WireRequest &request, ota::Release &release)
{
    if (partsTaken && *partsTaken == 0)
        return answer(json::Object{{"status"_L1, 507}, {"type"_L1, problemUri(ProblemType::StorageFull)}}, 507);
    if (partsTaken)
        --*partsTaken;
    QByteArray &here = bytes[release.id()];
    here.append(request.body);
    release.received = here.size();
    if (release.isComplete())
        release.stages.push_back({.stage = ota::ReleaseStage::Artifact, .time = 1'000'100});
    return {.status = 204, .headers = {}, .body = {}};
}

std::optional<client::WireReply> ServedUpdates::ofRollout(const QStringList &path)
{
    const auto rollout = std::ranges::find(rollouts, path[2], &ota::RolloutRecord::id);
    if (rollout == rollouts.end())
        return std::nullopt;
    if (path.size() == 4 && path[3] == u"events"_s)
        return answer(json::Object{{"items"_L1, arrayOf(events[path[2]])}, {"next"_L1, json::Value()}});
    return answer(rollout->toJson());
}

} // namespace enigm::test
