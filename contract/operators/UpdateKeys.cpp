#include "contract/operators/UpdateKeys.h"

#include "contract/operators/Founding.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

constexpr auto manifestWord = "manifest"_L1;
constexpr auto productionWord = "production"_L1;

void sortOnce(std::vector<signing::PublicKey> &keys)
{
    std::ranges::sort(keys, {}, &signing::PublicKey::thumbprint);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
}

/// The same value has one spelling, so that two of them are compared by their bytes.
std::vector<signing::PublicKey> readKeys(json::ObjectReader &reader, QLatin1StringView name)
{
    std::vector<signing::PublicKey> keys = reader.list(name, parseP256);
    if (reader.hasFailed())
        return {};
    if (keys.size() > UpdateKeys::mostKeys)
        reader.fail({ProblemType::OutOfRange, u"At most %1 keys are listed."_s.arg(UpdateKeys::mostKeys),
                     reader.pointerTo(name)});
    else if (std::ranges::adjacent_find(keys, std::ranges::greater_equal(), &signing::PublicKey::thumbprint) !=
             keys.end())
        reader.fail({ProblemType::OutOfRange, u"Keys come by their thumbprints, each once."_s, reader.pointerTo(name)});
    return keys;
}

} // namespace

QLatin1StringView toWord(SigningAuthority authority)
{
    return authority == SigningAuthority::Manifest ? manifestWord : productionWord;
}

std::optional<SigningAuthority> signingAuthorityOf(QStringView word)
{
    if (word == manifestWord)
        return SigningAuthority::Manifest;
    return word == productionWord ? std::optional(SigningAuthority::Production) : std::nullopt;
}

UpdateKeys UpdateKeys::of(const Founding &founding)
{
    UpdateKeys keys{
        .manifest = founding.otaManifestKeys, .production = founding.otaProductionKeys, .tufRoot = founding.tufRoot};
    keys.sort();
    return keys;
}

void UpdateKeys::sort()
{
    sortOnce(manifest);
    sortOnce(production);
}

const signing::PublicKey *UpdateKeys::find(SigningAuthority authority, const QString &thumbprint) const
{
    const std::vector<signing::PublicKey> &keys = of(authority);
    const auto key = std::ranges::find(keys, thumbprint, &signing::PublicKey::thumbprint);
    return key == keys.end() ? nullptr : &*key;
}

json::Value UpdateKeys::toJson() const
{
    return json::Object{
        {"manifest"_L1, valueOf(manifest)}, {"production"_L1, valueOf(production)}, {"tuf_root"_L1, valueOf(tufRoot)}};
}

UpdateKeys UpdateKeys::read(json::ObjectReader &reader)
{
    UpdateKeys keys{.manifest = readKeys(reader, manifestWord),
                    .production = readKeys(reader, productionWord),
                    .tufRoot = reader.bytesOrNull("tuf_root"_L1, 32)};
    if (reader.hasFailed())
        return keys;
    for (const signing::PublicKey &key : keys.manifest) {
        if (keys.find(SigningAuthority::Production, key.thumbprint()))
            reader.fail({ProblemType::OutOfRange, u"The two authorities never have a key in common."_s,
                         reader.pointerTo(productionWord)});
    }
    return keys;
}

} // namespace enigm::operators
