#include "contract/fleet/AuthorizationList.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using enum AuthorizationTag;

enum class Form { Number, Numbers, Flag, Text, Bytes };

struct Row
{
    AuthorizationTag tag;
    Form form;
    QLatin1StringView word;
};

constexpr std::array rows{
    Row{Purpose, Form::Numbers, "purpose"_L1},
    Row{Algorithm, Form::Number, "algorithm"_L1},
    Row{KeySize, Form::Number, "key_size"_L1},
    Row{BlockMode, Form::Numbers, "block_mode"_L1},
    Row{Digest, Form::Numbers, "digest"_L1},
    Row{Padding, Form::Numbers, "padding"_L1},
    Row{CallerNonce, Form::Flag, "caller_nonce"_L1},
    Row{MinMacLength, Form::Number, "min_mac_length"_L1},
    Row{EcCurve, Form::Number, "ec_curve"_L1},
    Row{RsaPublicExponent, Form::Number, "rsa_public_exponent"_L1},
    Row{RsaOaepMgfDigest, Form::Numbers, "rsa_oaep_mgf_digest"_L1},
    Row{RollbackResistance, Form::Flag, "rollback_resistance"_L1},
    Row{EarlyBootOnly, Form::Flag, "early_boot_only"_L1},
    Row{ActiveDateTime, Form::Number, "active_date_time"_L1},
    Row{OriginationExpireDateTime, Form::Number, "origination_expire_date_time"_L1},
    Row{UsageExpireDateTime, Form::Number, "usage_expire_date_time"_L1},
    Row{UsageCountLimit, Form::Number, "usage_count_limit"_L1},
    Row{NoAuthRequired, Form::Flag, "no_auth_required"_L1},
    Row{UserAuthType, Form::Number, "user_auth_type"_L1},
    Row{AuthTimeout, Form::Number, "auth_timeout"_L1},
    Row{AllowWhileOnBody, Form::Flag, "allow_while_on_body"_L1},
    Row{TrustedUserPresenceRequired, Form::Flag, "trusted_user_presence_required"_L1},
    Row{TrustedConfirmationRequired, Form::Flag, "trusted_confirmation_required"_L1},
    Row{UnlockedDeviceRequired, Form::Flag, "unlocked_device_required"_L1},
    Row{AllApplications, Form::Flag, "all_applications"_L1},
    Row{CreationDateTime, Form::Number, "creation_date_time"_L1},
    Row{Origin, Form::Number, "origin"_L1},
    Row{RollbackResistant, Form::Flag, "rollback_resistant"_L1},
    Row{OsVersion, Form::Number, "os_version"_L1},
    Row{OsPatchLevel, Form::Number, "os_patch_level"_L1},
    Row{Brand, Form::Text, "brand"_L1},
    Row{Device, Form::Text, "device"_L1},
    Row{Product, Form::Text, "product"_L1},
    Row{Manufacturer, Form::Text, "manufacturer"_L1},
    Row{Model, Form::Text, "model"_L1},
    Row{VendorPatchLevel, Form::Number, "vendor_patch_level"_L1},
    Row{BootPatchLevel, Form::Number, "boot_patch_level"_L1},
    Row{DeviceUniqueAttestation, Form::Flag, "device_unique_attestation"_L1},
    Row{ModuleHash, Form::Bytes, "module_hash"_L1},
};

constexpr quint32 rootOfTrustTag = 704;
constexpr quint32 applicationTag = 709;
// serial, IMEI, MEID, second IMEI: recognised to be skipped
constexpr std::array<quint32, 4> identifierTags{713, 714, 715, 723};

constexpr std::size_t mostNumbers = 64;
constexpr std::size_t mostPackages = 256;

const Row *rowOf(quint32 number)
{
    const auto found = std::ranges::find(rows, number, [](const Row &row) { return static_cast<quint32>(row.tag); });
    return found == rows.end() ? nullptr : &*found;
}

QString readable(QByteArrayView bytes)
{
    const bool printable = std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c <= 0x7e; });
    return printable ? QString::fromLatin1(bytes) : u"0x"_s + QString::fromLatin1(bytes.toByteArray().toHex());
}

// Every read of the value of one tag ends here, so that nothing may follow it.
template <typename T>
Expected<T> alone(const DerReader &reader, Expected<T> value)
{
    if (!value)
        return value;
    if (const auto end = reader.finish(); !end)
        return std::unexpected(end.error());
    return value;
}

Expected<std::vector<quint64>> readNumbers(DerReader &reader)
{
    auto set = reader.set();
    if (!set)
        return std::unexpected(set.error());
    std::vector<quint64> result;
    while (!set->atEnd()) {
        const auto number = set->integer();
        if (!number)
            return std::unexpected(number.error());
        if (result.size() == mostNumbers)
            return refuse(ProblemType::TooLarge, u"A key description lists too many numbers."_s);
        result.push_back(*number);
    }
    return result;
}

Expected<RootOfTrust> readRootOfTrust(DerReader &outer)
{
    auto reader = outer.sequence();
    if (!reader)
        return std::unexpected(reader.error());
    const auto key = reader->octetString();
    if (!key)
        return std::unexpected(key.error());
    const auto locked = reader->boolean();
    if (!locked)
        return std::unexpected(locked.error());
    const auto state = reader->enumerated();
    if (!state)
        return std::unexpected(state.error());
    if (*state > static_cast<quint64>(VerifiedBootState::Failed))
        return refuse(ProblemType::OutOfRange, u"The verified boot state is not known."_s);
    RootOfTrust result{.verifiedBootKey = key->toByteArray(),
                       .deviceLocked = *locked,
                       .verifiedBootState = static_cast<VerifiedBootState>(*state),
                       .verifiedBootHash = {}};
    if (!reader->atEnd()) {
        const auto hash = reader->octetString();
        if (!hash)
            return std::unexpected(hash.error());
        result.verifiedBootHash = hash->toByteArray();
    }
    return alone(*reader, Expected<RootOfTrust>(std::move(result)));
}

Expected<AttestationApplication::Package> readPackage(DerReader &packages)
{
    auto reader = packages.sequence();
    if (!reader)
        return std::unexpected(reader.error());
    const auto name = reader->octetString();
    if (!name)
        return std::unexpected(name.error());
    const auto version = reader->integer();
    if (!version)
        return std::unexpected(version.error());
    return alone(*reader, Expected<AttestationApplication::Package>({.name = readable(*name), .version = *version}));
}

// AttestationApplicationId ::= SEQUENCE { SET OF SEQUENCE { OCTET STRING, INTEGER }, SET OF OCTET STRING }
Expected<AttestationApplication> readApplication(QByteArrayView der)
{
    DerReader outer(der);
    auto reader = outer.sequence();
    if (!reader)
        return std::unexpected(reader.error());
    auto packages = reader->set();
    if (!packages)
        return std::unexpected(packages.error());
    auto digests = reader->set();
    if (!digests)
        return std::unexpected(digests.error());
    AttestationApplication result;
    while (!packages->atEnd()) {
        auto package = readPackage(*packages);
        if (!package)
            return std::unexpected(package.error());
        result.packages.push_back(std::move(*package));
    }
    while (!digests->atEnd()) {
        const auto digest = digests->octetString();
        if (!digest)
            return std::unexpected(digest.error());
        result.signatureDigests.push_back(digest->toByteArray());
    }
    if (result.packages.size() > mostPackages || result.signatureDigests.size() > mostPackages)
        return refuse(ProblemType::TooLarge, u"A key description lists too many packages."_s);
    if (const auto end = reader->finish(); !end)
        return std::unexpected(end.error());
    return alone(outer, Expected<AttestationApplication>(std::move(result)));
}

template <typename Map, typename Value>
Expected<void> keep(Map &map, AuthorizationTag tag, Expected<Value> value)
{
    if (!value)
        return std::unexpected(value.error());
    if constexpr (std::is_same_v<typename Map::mapped_type, QString>)
        map.insert_or_assign(tag, readable(*value));
    else if constexpr (std::is_same_v<typename Map::mapped_type, QByteArray>)
        map.insert_or_assign(tag, value->toByteArray());
    else if constexpr (std::is_same_v<Value, quint64>)
        map.insert_or_assign(tag, std::vector{*value});
    else
        map.insert_or_assign(tag, std::move(*value));
    return {};
}

Expected<void> readRow(AuthorizationList &list, const Row &row, DerReader reader)
{
    switch (row.form) {
    case Form::Number: {
        auto value = reader.integer();
        return keep(list.numbers, row.tag, alone(reader, std::move(value)));
    }
    case Form::Numbers: {
        auto value = readNumbers(reader);
        return keep(list.numbers, row.tag, alone(reader, std::move(value)));
    }
    case Form::Flag: {
        list.flags.insert(row.tag);
        const auto value = reader.null();
        return alone(reader, value);
    }
    case Form::Text: {
        auto value = reader.octetString();
        return keep(list.texts, row.tag, alone(reader, std::move(value)));
    }
    case Form::Bytes: {
        auto value = reader.octetString();
        return keep(list.bytes, row.tag, alone(reader, std::move(value)));
    }
    }
    Q_UNREACHABLE();
}

template <typename T>
Expected<void> keep(std::optional<T> &member, Expected<T> value)
{
    if (!value)
        return std::unexpected(value.error());
    member = std::move(*value);
    return {};
}

Expected<void> readTag(AuthorizationList &list, quint32 number, DerReader reader)
{
    if (number == rootOfTrustTag) {
        auto value = readRootOfTrust(reader);
        return keep(list.rootOfTrust, alone(reader, std::move(value)));
    }
    if (number == applicationTag) {
        const auto bytes = alone(reader, reader.octetString());
        if (!bytes)
            return std::unexpected(bytes.error());
        return keep(list.application, readApplication(*bytes));
    }
    if (const Row *const row = rowOf(number))
        return readRow(list, *row, reader);
    if (std::ranges::find(identifierTags, number) != identifierTags.end())
        list.carriedIdentifiers = true;
    return {};
}

} // namespace

QLatin1StringView toWord(AuthorizationTag tag)
{
    const Row *const row = rowOf(static_cast<quint32>(tag));
    Q_ASSERT(row);
    return row->word;
}

std::optional<quint64> AuthorizationList::number(AuthorizationTag tag) const
{
    const auto found = numbers.find(tag);
    if (found == numbers.end() || found->second.size() != 1)
        return std::nullopt;
    return found->second.front();
}

Expected<AuthorizationList> parseAuthorizationList(DerReader reader)
{
    AuthorizationList result;
    std::set<quint32> seen;
    quint32 previous = 0;
    while (!reader.atEnd()) {
        const auto element = reader.next();
        if (!element)
            return std::unexpected(element.error());
        if (element->tagClass != DerReader::TagClass::Context || !element->constructed)
            return refuse(ProblemType::MalformedEncoding, u"A key description holds something without a tag."_s);
        if (!seen.insert(element->number).second)
            return refuse(ProblemType::MalformedEncoding, u"A key description says the same thing twice."_s);
        result.tagsOrdered = result.tagsOrdered && element->number > previous;
        previous = element->number;
        if (const auto read = readTag(result, element->number, DerReader(element->content)); !read)
            return std::unexpected(read.error());
    }
    return result;
}

} // namespace enigm::fleet
