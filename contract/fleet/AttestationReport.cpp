#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Attestation.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using enum AuthorizationTag;

/// One fact on its way to a person or a script; binary is hexadecimal for the one and base64url for the other.
struct Fact
{
    QString name;
    std::variant<json::Value, QByteArray> value;
};
using Facts = std::vector<Fact>;

struct NumberWord
{
    AuthorizationTag tag;
    quint64 number;
    QLatin1StringView word;
};

constexpr std::array numberWords{
    NumberWord{Purpose, 0, "encrypt"_L1},
    NumberWord{Purpose, 1, "decrypt"_L1},
    NumberWord{Purpose, 2, "sign"_L1},
    NumberWord{Purpose, 3, "verify"_L1},
    NumberWord{Purpose, 5, "wrap-key"_L1},
    NumberWord{Purpose, 6, "agree-key"_L1},
    NumberWord{Purpose, 7, "attest-key"_L1},
    NumberWord{Algorithm, 1, "rsa"_L1},
    NumberWord{Algorithm, 3, "ec"_L1},
    NumberWord{Algorithm, 32, "aes"_L1},
    NumberWord{Algorithm, 33, "3des"_L1},
    NumberWord{Algorithm, 128, "hmac"_L1},
    NumberWord{EcCurve, 0, "p-224"_L1},
    NumberWord{EcCurve, 1, "p-256"_L1},
    NumberWord{EcCurve, 2, "p-384"_L1},
    NumberWord{EcCurve, 3, "p-521"_L1},
    NumberWord{EcCurve, 4, "curve25519"_L1},
    NumberWord{Digest, 0, "none"_L1},
    NumberWord{Digest, 1, "md5"_L1},
    NumberWord{Digest, 2, "sha-1"_L1},
    NumberWord{Digest, 3, "sha-224"_L1},
    NumberWord{Digest, 4, "sha-256"_L1},
    NumberWord{Digest, 5, "sha-384"_L1},
    NumberWord{Digest, 6, "sha-512"_L1},
    NumberWord{Padding, 1, "none"_L1},
    NumberWord{Padding, 2, "rsa-oaep"_L1},
    NumberWord{Padding, 3, "rsa-pss"_L1},
    NumberWord{Padding, 4, "rsa-pkcs1-encrypt"_L1},
    NumberWord{Padding, 5, "rsa-pkcs1-sign"_L1},
    NumberWord{Padding, 64, "pkcs7"_L1},
    NumberWord{Origin, 0, "generated"_L1},
    NumberWord{Origin, 1, "derived"_L1},
    NumberWord{Origin, 2, "imported"_L1},
    NumberWord{Origin, 4, "securely-imported"_L1},
};

// Told on their own, before the lists, as the hardware enforces them.
constexpr std::array summarised{OsVersion, OsPatchLevel, VendorPatchLevel, BootPatchLevel};

json::Value numberValue(quint64 number)
{
    constexpr quint64 mostExact = quint64(1) << 53U;
    return number < mostExact ? json::Value(static_cast<qint64>(number)) : json::Value(QString::number(number));
}

json::Value wordOf(AuthorizationTag tag, quint64 number)
{
    const AuthorizationTag family = tag == RsaOaepMgfDigest ? Digest : tag;
    for (const NumberWord &row : numberWords) {
        if (row.tag == family && row.number == number)
            return row.word;
    }
    return numberValue(number);
}

bool isList(AuthorizationTag tag)
{
    return tag == Purpose || tag == BlockMode || tag == Digest || tag == Padding || tag == RsaOaepMgfDigest;
}

json::Value valueOf(AuthorizationTag tag, const std::vector<quint64> &numbers)
{
    if (!isList(tag) && numbers.size() == 1)
        return wordOf(tag, numbers.front());
    json::Array words;
    for (const quint64 number : numbers)
        words.push_back(wordOf(tag, number));
    return words;
}

void addRootOfTrust(Facts &facts, const QString &prefix, const RootOfTrust &root)
{
    facts.push_back({prefix + "device_locked"_L1, json::Value(root.deviceLocked)});
    facts.push_back({prefix + "verified_boot_state"_L1, json::Value(toWord(root.verifiedBootState))});
    facts.push_back({prefix + "verified_boot_key"_L1, root.verifiedBootKey});
    facts.push_back({prefix + "verified_boot_hash"_L1, root.verifiedBootHash});
}

void addApplication(Facts &facts, const QString &prefix, const AttestationApplication &application)
{
    json::Array packages;
    for (const auto &package : application.packages)
        packages.push_back(json::Value(package.name + u' ' + QString::number(package.version)));
    json::Array digests;
    for (const QByteArray &digest : application.signatureDigests)
        digests.push_back(json::Value(QString::fromLatin1(encoding::toBase64Url(digest))));
    facts.push_back({prefix + "application_packages"_L1, json::Value(std::move(packages))});
    facts.push_back({prefix + "application_signatures"_L1, json::Value(std::move(digests))});
}

void addList(Facts &facts, const QString &prefix, const AuthorizationList &list, bool isHardware)
{
    for (const auto &[tag, numbers] : list.numbers) {
        if (!isHardware || std::ranges::find(summarised, tag) == summarised.end())
            facts.push_back({prefix + toWord(tag), valueOf(tag, numbers)});
    }
    for (const AuthorizationTag tag : list.flags)
        facts.push_back({prefix + toWord(tag), json::Value(true)});
    for (const auto &[tag, text] : list.texts)
        facts.push_back({prefix + toWord(tag), json::Value(text)});
    for (const auto &[tag, bytes] : list.bytes)
        facts.push_back({prefix + toWord(tag), bytes});
    if (list.rootOfTrust && !isHardware)
        addRootOfTrust(facts, prefix, *list.rootOfTrust);
    if (list.application)
        addApplication(facts, prefix, *list.application);
    facts.push_back({prefix + "tags_ordered"_L1, json::Value(list.tagsOrdered)});
}

void addDescription(Facts &facts, const KeyDescription &description)
{
    facts.push_back({u"attestation_version"_s, json::Value(description.attestationVersion)});
    facts.push_back({u"attestation_security_level"_s, json::Value(toWord(description.attestationSecurityLevel))});
    facts.push_back({u"keymint_version"_s, numberValue(description.keyMintVersion)});
    facts.push_back({u"keymint_security_level"_s, json::Value(toWord(description.keyMintSecurityLevel))});
    const AuthorizationList &hardware = description.hardwareEnforced;
    if (hardware.rootOfTrust)
        addRootOfTrust(facts, {}, *hardware.rootOfTrust);
    for (const AuthorizationTag tag : summarised) {
        if (const auto number = hardware.number(tag))
            facts.push_back({toWord(tag), numberValue(*number)});
    }
    facts.push_back({u"challenge"_s, description.challenge});
    facts.push_back({u"carried_identifiers"_s, json::Value(description.carriedIdentifiers)});
    addList(facts, u"hardware."_s, hardware, true);
    addList(facts, u"software."_s, description.softwareEnforced, false);
}

Facts listed(const AttestationFacts &facts)
{
    Facts result;
    if (const auto level = facts.securityLevel())
        result.push_back({u"security_level"_s, json::Value(toWord(*level))});
    if (facts.description)
        addDescription(result, *facts.description);
    if (!facts.attestedKey.isEmpty())
        result.push_back({u"attested_key"_s, facts.attestedKey});
    if (facts.thumbprint)
        result.push_back({u"attested_key_thumbprint"_s, json::Value(*facts.thumbprint)});
    if (!facts.serials.empty()) {
        json::Array serials;
        for (const QString &serial : facts.serials)
            serials.push_back(json::Value(serial));
        result.push_back({u"provisioning"_s, json::Value(toWord(facts.provisioning))});
        result.push_back({u"root_digest"_s, facts.rootDigest});
        result.push_back({u"serials"_s, json::Value(std::move(serials))});
    }
    return result;
}

QString textOf(const json::Value &value)
{
    switch (value.kind()) {
    case json::Value::Kind::Null:
    case json::Value::Kind::Object:
    case json::Value::Kind::Double:
        break; // no fact is one of these
    case json::Value::Kind::Boolean:
        return value.boolean() ? u"yes"_s : u"no"_s;
    case json::Value::Kind::Integer:
        return QString::number(value.integer());
    case json::Value::Kind::Text:
        return value.text();
    case json::Value::Kind::Array: {
        QStringList parts;
        for (const json::Value &part : value.array())
            parts << textOf(part);
        return parts.join(u", "_s);
    }
    }
    Q_UNREACHABLE();
}

QString textOf(const Fact &fact)
{
    if (const auto *const bytes = std::get_if<QByteArray>(&fact.value))
        return QString::fromLatin1(bytes->toHex());
    const auto &value = std::get<json::Value>(fact.value);
    constexpr qint64 mostTime = 253402300799999; // the end of the year 9999
    if (fact.name.endsWith("creation_date_time"_L1) && value.kind() == json::Value::Kind::Integer &&
        value.integer() <= mostTime)
        return QDateTime::fromMSecsSinceEpoch(value.integer(), Qt::UTC).toString(Qt::ISODateWithMs);
    return textOf(value);
}

json::Value jsonOf(const Fact &fact)
{
    if (const auto *const bytes = std::get_if<QByteArray>(&fact.value))
        return QString::fromLatin1(encoding::toBase64Url(*bytes));
    return std::get<json::Value>(fact.value);
}

} // namespace

std::vector<AttestationLine> AttestationVerdict::lines() const
{
    std::vector<AttestationLine> result{{u"outcome"_s, toWord(outcome)}, {u"reason"_s, toWord(reason)}};
    for (const Fact &fact : listed(facts))
        result.push_back({fact.name, textOf(fact)});
    return result;
}

json::Value AttestationVerdict::toJson() const
{
    json::Object members;
    for (const Fact &fact : listed(facts))
        members.insert(fact.name, jsonOf(fact));
    return json::Object{
        {"outcome"_L1, toWord(outcome)}, {"reason"_L1, toWord(reason)}, {"facts"_L1, std::move(members)}};
}

} // namespace enigm::fleet
