#include "control-plane/program/FoundingDraft.h"

#include "contract/encoding/SafeText.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "control-plane/program/Ceremony.h"
#include "control-plane/program/PrivateFiles.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using operators::Founder;
using operators::Founding;

constexpr qsizetype longestName = 100;
constexpr qint64 day = 86'400;

QString payloadPath(const QString &directory)
{
    return directory + u"/founding.json"_s;
}

QString namesPath(const QString &directory)
{
    return directory + u"/founding-names.json"_s;
}

struct NamedFounder
{
    Founder founder;
    QString name;
};

Expected<NamedFounder> parseFounder(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    NamedFounder named{.founder = {.operatorId = reader.uuid("operator"_L1),
                                   .key = reader.with("key"_L1, operators::parseP256),
                                   .roles = reader.with("roles"_L1, operators::parseRoles)},
                       .name = reader.text("name"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = encoding::checkFreeText(named.name, longestName); !sound)
        return std::unexpected(sound.error().under(pointer + u"/name"_s));
    return named;
}

/// A parse function for ObjectReader::with that reads into the founding.
template <typename Read>
auto into(Founding &founding, Read read)
{
    return [&founding, read](const json::Value &value, const QString &pointer) -> Expected<bool> {
        json::ObjectReader reader(value, pointer);
        read(reader, founding);
        if (auto done = reader.finish(); !done)
            return std::unexpected(done.error());
        return true;
    };
}

void readAttestation(json::ObjectReader &reader, Founding &founding)
{
    founding.attestationRoots = reader.list("roots"_L1, operators::parseDigest);
    founding.bootKeys = reader.list("boot_keys"_L1, operators::parseDigest);
    founding.minAttestationLevel = reader.text("min_level"_L1);
    founding.minPatch = static_cast<int>(reader.integer("min_patch"_L1, 0, 999'912));
}

void readWitnesses(json::ObjectReader &reader, Founding &founding)
{
    founding.witnesses = reader.list("keys"_L1, operators::Witness::fromJson);
    founding.witnessThreshold = static_cast<int>(reader.integer("threshold"_L1, 0, 100));
    founding.witnessMaxAge = reader.integer("max_age"_L1, 1);
}

/// Two pairs are no choice: who reviews does not act.
Expected<void> checkRoleConflicts(const Founding &founding)
{
    for (const auto &conflict : initialRoleConflicts()) {
        if (std::ranges::find(founding.roleConflicts, conflict) == founding.roleConflicts.end())
            return refuse(ProblemType::OutOfRange,
                          u"%1 and %2 conflict in every deployment; name them, too."_s.arg(
                              operators::word(conflict.first), operators::word(conflict.second)),
                          u"/role_conflicts"_s);
    }
    return {};
}

/// A member that may be left out.
template <typename T, typename Read>
T chosenOr(json::ObjectReader &reader, QLatin1StringView name, T initial, Read read)
{
    return reader.optional(name) ? read(name) : std::move(initial);
}

/// What the founders may choose otherwise than it begins.
void readChoices(json::ObjectReader &reader, Founding &founding)
{
    const operators::DeviceBudget budget{.devices = 100, .window = day};
    const auto readBudget = [&](QLatin1StringView name) { return reader.with(name, operators::parseBudget); };
    founding.brake = chosenOr(reader, "brake"_L1, budget, readBudget);
    founding.suspension = chosenOr(reader, "suspension"_L1, budget, readBudget);
    founding.rules = chosenOr(reader, "rules"_L1, initialRules(),
                              [&](QLatin1StringView name) { return reader.list(name, operators::Rule::fromJson); });
    founding.roleConflicts = chosenOr(reader, "role_conflicts"_L1, initialRoleConflicts(), [&](QLatin1StringView name) {
        return reader.list(name, operators::parseRoleConflict);
    });
    founding.breakGlassActions = chosenOr(reader, "break_glass"_L1, std::vector<QString>(),
                                          [&](QLatin1StringView name) { return reader.texts(name); });
    founding.retention = chosenOr(reader, "retention"_L1, QMap<QString, qint64>(),
                                  [&](QLatin1StringView name) { return reader.with(name, operators::parseRetention); });
}

json::Value namesValue(const QMap<QString, QString> &names)
{
    json::Object object;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        object.insert(name.key(), *name);
    return object;
}

Expected<QMap<QString, QString>> readNames(const QString &directory)
{
    const auto bytes = readFile(namesPath(directory));
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto value = json::parse(*bytes);
    if (!value)
        return std::unexpected(value.error().under(namesPath(directory)));
    QMap<QString, QString> names;
    if (value->kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"Names are an object."_s, namesPath(directory));
    for (const json::Object::Member &member : value->object()) {
        if (member.value.kind() == json::Value::Kind::Text)
            names.insert(member.name, member.value.text());
    }
    return names;
}

Expected<Founding> readPayload(const QString &directory)
{
    if (!QFileInfo::exists(payloadPath(directory)))
        return refuse(ProblemType::NotFound, u"No founding was drafted here; begin with `found draft`."_s, directory);
    const auto bytes = readFile(payloadPath(directory));
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto value = json::parseSigned(*bytes);
    if (!value)
        return std::unexpected(value.error().under(payloadPath(directory)));
    auto founding = Founding::fromJson(*value);
    if (!founding)
        return std::unexpected(founding.error().under(payloadPath(directory)));
    return founding;
}

} // namespace

Expected<FoundingDraft::Settings> FoundingDraft::Settings::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    Settings settings;
    Founding &founding = settings.founding;
    founding.name = reader.text("name"_L1);
    for (NamedFounder &named : reader.list("founders"_L1, parseFounder)) {
        settings.names.insert(named.founder.operatorId, named.name);
        founding.founders.push_back(std::move(named.founder));
    }
    founding.recoveryQuorum = static_cast<int>(reader.integer("recovery"_L1, 1, 100));
    (void)reader.with("attestation"_L1, into(founding, readAttestation));
    (void)reader.with("witnesses"_L1, into(founding, readWitnesses));
    for (const QString &host : reader.texts("hosts"_L1))
        settings.hosts.append(host);
    readChoices(reader, founding);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = checkRoleConflicts(founding); !sound)
        return std::unexpected(sound.error());
    return settings;
}

Expected<Founding> FoundingDraft::draft(const QString &directory, const Settings &settings, const time::Clock &clock,
                                        const KeyToken::Access *token)
{
    if (QFileInfo::exists(payloadPath(directory)) || QFileInfo::exists(directory + u"/control-plane.sqlite"_s))
        return refuse(ProblemType::AlreadyExists, u"A founding was drafted here before."_s, directory);
    auto keys = DeploymentKeys::make(clock.now(), settings.hosts);
    if (!keys)
        return std::unexpected(keys.error());
    Founding founding = settings.founding;
    founding.created = clock.now();
    keys->describe(founding);
    if (auto sound = Ceremony::check(founding); !sound)
        return std::unexpected(sound.error());
    if (token) { // not before: what was made in a token for a founding that is refused would stay there
        keys = DeploymentKeys::make(clock.now(), settings.hosts, token);
        if (!keys)
            return std::unexpected(keys.error());
        keys->describe(founding);
    }
    if (auto made = makePrivateDirectory(directory); !made)
        return std::unexpected(made.error());
    if (auto written = keys->write(directory); !written)
        return std::unexpected(written.error());
    const QByteArray names = json::canonical(namesValue(settings.names));
    if (auto written = writeFile(namesPath(directory), names, Readers::Owner); !written)
        return std::unexpected(written.error());
    // Last: where the payload is, everything is.
    if (auto written = writeFile(payloadPath(directory), json::canonical(founding.toJson()), Readers::Everybody);
        !written)
        return std::unexpected(written.error());
    return founding;
}

Expected<void> FoundingDraft::complete(const QString &directory, const std::vector<QByteArray> &signatures,
                                       const QUrl &url, const time::Clock &clock, const KeyToken::Access *token)
{
    const auto founding = readPayload(directory);
    if (!founding)
        return std::unexpected(founding.error());
    const auto arranged = arrange(*founding, signatures);
    if (!arranged)
        return std::unexpected(arranged.error());
    const auto names = readNames(directory);
    if (!names)
        return std::unexpected(names.error());
    auto keys = DeploymentKeys::read(directory, token);
    if (!keys)
        return std::unexpected(keys.error());
    if (auto own = keys->checkBelongTo(*founding); !own)
        return own;
    auto plane = ControlPlane::openForFounding(directory, founding->deploymentId(), std::move(*keys), clock);
    if (!plane)
        return std::unexpected(plane.error());
    Ceremony ceremony(**plane);
    // A completion that was interrupted before deployment.json goes on there.
    if (!(*plane)->governance().current()) {
        if (auto founded = ceremony.found(*founding, *arranged, *names); !founded)
            return founded;
    }
    return ceremony.writeDeploymentFile(directory, url);
}

/// In the order of the founders, each exactly once.
Expected<std::vector<QByteArray>> FoundingDraft::arrange(const Founding &founding,
                                                         const std::vector<QByteArray> &signatures)
{
    const QByteArray payload = json::canonical(founding.toJson());
    std::vector<QByteArray> arranged(founding.founders.size());
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        const QString where = u"signature %1"_s.arg(i + 1);
        const auto jws = signing::Jws::parse(signatures[i].trimmed(), operators::foundingTyp);
        if (!jws)
            return std::unexpected(jws.error().under(where));
        if (json::canonical(jws->payload()) != payload)
            return refuse(ProblemType::EntryMismatch, u"This founder signed another founding."_s, where);
        const auto founder = std::ranges::find_if(
            founding.founders, [&jws](const Founder &candidate) { return candidate.key.thumbprint() == jws->kid(); });
        if (founder == founding.founders.end())
            return refuse(ProblemType::UnknownKey, u"This was signed by nobody who founds."_s, where);
        if (auto verified = jws->verify(founder->key); !verified)
            return std::unexpected(verified.error().under(where));
        arranged[static_cast<std::size_t>(founder - founding.founders.begin())] = jws->compact();
    }
    const auto missing = std::ranges::find_if(arranged, [](const QByteArray &jws) { return jws.isEmpty(); });
    if (missing != arranged.end())
        return refuse(ProblemType::QuorumMissing, u"Every founder signs; this one has not."_s,
                      founding.founders[static_cast<std::size_t>(missing - arranged.begin())].operatorId);
    return arranged;
}

} // namespace enigm::controlplane::program
