#include "contract/operators/Founding.h"

#include "contract/encoding/Base64Url.h"
#include "contract/fleet/KeyDescription.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/SignedNote.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

constexpr qsizetype maxNameLength = 100;
constexpr qint64 maxSeconds = 10LL * 366 * 24 * 3600;
constexpr qint64 maxDays = 100 * 366;
constexpr qint64 maxDevices = 100'000'000;

Expected<Founder> parseFounder(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Founder founder{
        .operatorId = reader.uuid("operator"_L1),
        .key = reader.with("key"_L1, parseP256),
        .roles = reader.with("roles"_L1, parseRoles),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return founder;
}

// Each reads one nested object of the payload into the founding. They answer a value because ObjectReader reads values.

Expected<int> readRecovery(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const auto quorum = static_cast<int>(reader.integer("k"_L1, 1, 100));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return quorum;
}

Expected<bool> readLogKeys(Founding &founding, const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    founding.governanceLogKey = reader.with("governance"_L1, parseEd25519);
    founding.activityLogKey = reader.with("activity"_L1, parseEd25519);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return true;
}

Expected<bool> readWitnesses(Founding &founding, const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    founding.witnesses = reader.list("keys"_L1, Witness::fromJson);
    founding.witnessThreshold = static_cast<int>(reader.integer("threshold"_L1, 0, 100));
    founding.witnessMaxAge = reader.integer("max_age"_L1, 1, maxSeconds);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return true;
}

Expected<bool> readOta(Founding &founding, const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    founding.otaManifestKeys = reader.list("manifest"_L1, signing::PublicKey::fromJwk);
    founding.otaProductionKeys = reader.list("production"_L1, signing::PublicKey::fromJwk);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return true;
}

Expected<bool> readAttestation(Founding &founding, const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    founding.attestationRoots = reader.list("roots"_L1, parseDigest);
    founding.bootKeys = reader.list("boot_keys"_L1, parseDigest);
    founding.minAttestationLevel = reader.text("min_level"_L1);
    founding.minPatch = static_cast<int>(reader.integer("min_patch"_L1, 0, 999'912));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!fleet::securityLevelFromWord(founding.minAttestationLevel))
        return refuse(ProblemType::OutOfRange, u"This security level is not known."_s, pointer + u"/min_level"_s);
    return true;
}

/// A parse function for ObjectReader::with that reads into the founding.
template <typename Read>
auto into(Founding &founding, Read read)
{
    return
        [&founding, read](const json::Value &value, const QString &pointer) { return read(founding, value, pointer); };
}

void readMembers(json::ObjectReader &reader, Founding &founding)
{
    readVersion1(reader);
    founding.name = reader.text("name"_L1);
    founding.created = reader.integer("created"_L1, 1);
    founding.sample = reader.boolean("sample"_L1);
    founding.founders = reader.list("founders"_L1, parseFounder);
    founding.recoveryQuorum = reader.with("recovery"_L1, readRecovery);
    founding.rules = reader.list("rules"_L1, Rule::fromJson);
    founding.roleConflicts = reader.list("role_conflicts"_L1, parseRoleConflict);
    (void)reader.with("log_keys"_L1, into(founding, readLogKeys));
    (void)reader.with("witnesses"_L1, into(founding, readWitnesses));
    founding.tlsDigests = reader.list("tls"_L1, parseDigest);
    founding.deviceCaDigests = reader.list("device_ca"_L1, parseDigest);
    founding.tufRoot = reader.bytesOrNull("tuf_root"_L1, 32);
    (void)reader.with("ota"_L1, into(founding, readOta));
    (void)reader.with("attestation"_L1, into(founding, readAttestation));
    founding.brake = reader.with("brake"_L1, parseBudget);
    founding.suspension = reader.with("suspension"_L1, parseBudget);
    founding.breakGlassActions = reader.texts("break_glass"_L1);
    founding.retention = reader.with("retention"_L1, parseRetention);
}

json::Value budgetValue(const DeviceBudget &budget)
{
    return json::Object{{"devices"_L1, budget.devices}, {"window"_L1, budget.window}};
}

json::Value founderValue(const Founder &founder)
{
    return json::Object{
        {"key"_L1, founder.key.jwk()},
        {"operator"_L1, founder.operatorId},
        {"roles"_L1, valueOf(founder.roles.words())},
    };
}

template <typename Items, typename Convert>
json::Array listed(const Items &items, Convert convert)
{
    json::Array result;
    for (const auto &item : items)
        result.push_back(convert(item));
    return result;
}

json::Value attestationOf(const Founding &founding)
{
    return json::Object{
        {"boot_keys"_L1, valueOf(founding.bootKeys)},
        {"min_level"_L1, founding.minAttestationLevel},
        {"min_patch"_L1, founding.minPatch},
        {"roots"_L1, valueOf(founding.attestationRoots)},
    };
}

json::Value witnessesOf(const Founding &founding)
{
    return json::Object{
        {"keys"_L1, listed(founding.witnesses, [](const Witness &witness) { return witness.toJson(); })},
        {"max_age"_L1, founding.witnessMaxAge},
        {"threshold"_L1, founding.witnessThreshold},
    };
}

json::Value retentionOf(const Founding &founding)
{
    json::Object days;
    for (const auto &[category, count] : founding.retention.asKeyValueRange())
        days.insert(category, count);
    return days;
}

QString originOf(QByteArrayView deploymentId, QLatin1StringView log)
{
    return "enigm-command/"_L1 + QString::fromLatin1(encoding::toBase64Url(deploymentId)) + u'/' + log;
}

} // namespace

Expected<DeviceBudget> parseBudget(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const DeviceBudget budget{
        .devices = reader.integer("devices"_L1, 1, maxDevices),
        .window = reader.integer("window"_L1, 1, maxSeconds),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return budget;
}

Expected<std::pair<Role, Role>> parseRoleConflict(const json::Value &value, const QString &pointer)
{
    const auto roles = parseRoles(value, pointer);
    if (!roles)
        return std::unexpected(roles.error());
    const std::vector<QString> words = roles->words();
    if (words.size() != 2)
        return refuse(ProblemType::OutOfRange, u"A conflict is of two roles."_s, pointer);
    return std::pair(roleOf(words[0]).value(), roleOf(words[1]).value());
}

Expected<QMap<QString, qint64>> parseRetention(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    QMap<QString, qint64> days;
    for (const log::Category category : log::allCategories()) {
        const auto word = log::latin1Word(category);
        if (reader.optional(word))
            days.insert(word, reader.integer(word, 1, maxDays));
    }
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return days;
}

Expected<Witness> Witness::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Witness witness{
        .name = reader.text("name"_L1),
        .key = reader.with("key"_L1, parseEd25519),
        .standIn = reader.boolean("stand_in"_L1),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!log::isKeyName(witness.name.toUtf8()) || witness.name.size() > maxNameLength)
        return refuse(ProblemType::OutOfRange, u"A witness name has no spaces and no plus."_s, pointer + u"/name"_s);
    return witness;
}

json::Value Witness::toJson() const
{
    return json::Object{{"key"_L1, key.jwk()}, {"name"_L1, name}, {"stand_in"_L1, standIn}};
}

Expected<Founding> Founding::fromJson(const json::Value &payload, const QString &pointer)
{
    json::ObjectReader reader(payload, pointer);
    Founding founding;
    readMembers(reader, founding);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = founding.check(pointer); !sound)
        return std::unexpected(sound.error());
    return founding;
}

json::Value Founding::toJson() const
{
    return json::Object{
        {"attestation"_L1, attestationOf(*this)},
        {"brake"_L1, budgetValue(brake)},
        {"break_glass"_L1, valueOf(breakGlassActions)},
        {"created"_L1, created},
        {"device_ca"_L1, valueOf(deviceCaDigests)},
        {"founders"_L1, listed(founders, [](const Founder &founder) { return founderValue(founder); })},
        {"log_keys"_L1, json::Object{{"activity"_L1, activityLogKey.jwk()}, {"governance"_L1, governanceLogKey.jwk()}}},
        {"name"_L1, name},
        {"ota"_L1,
         json::Object{{"manifest"_L1, valueOf(otaManifestKeys)}, {"production"_L1, valueOf(otaProductionKeys)}}},
        {"recovery"_L1, json::Object{{"k"_L1, recoveryQuorum}}},
        {"retention"_L1, retentionOf(*this)},
        {"role_conflicts"_L1,
         listed(roleConflicts,
                [](const auto &pair) { return json::Value(valueOf(Roles{pair.first, pair.second}.words())); })},
        {"rules"_L1, listed(rules, [](const Rule &rule) { return rule.toJson(); })},
        {"sample"_L1, sample},
        {"suspension"_L1, budgetValue(suspension)},
        {"tls"_L1, valueOf(tlsDigests)},
        {"tuf_root"_L1, valueOf(tufRoot)},
        {"v"_L1, 1},
        {"witnesses"_L1, witnessesOf(*this)},
    };
}

QByteArray Founding::deploymentId() const
{
    return signing::sha256(json::canonical(toJson()));
}

QString governanceOrigin(QByteArrayView deploymentId)
{
    return originOf(deploymentId, "governance"_L1);
}

QString activityOrigin(QByteArrayView deploymentId)
{
    return originOf(deploymentId, "activity"_L1);
}

} // namespace enigm::operators
