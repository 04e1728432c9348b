#include "contract/operators/GovernedAcceptance.h"

#include "contract/operators/Founding.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

constexpr qsizetype digestSize = 32;
constexpr qint64 lastPatch = 999'912;

Expected<fleet::SecurityLevel> parseLevel(const json::Value &value, const QString &pointer)
{
    const auto level =
        value.kind() == json::Value::Kind::Text ? fleet::securityLevelFromWord(value.text()) : std::nullopt;
    if (!level)
        return refuse(ProblemType::OutOfRange, u"This security level is not known."_s, pointer);
    return *level;
}

/// The same value has one spelling, so that two of them are compared by their bytes.
std::vector<QByteArray> readDigests(json::ObjectReader &reader, QLatin1StringView name)
{
    std::vector<QByteArray> digests = reader.list(name, parseDigest);
    if (reader.hasFailed())
        return {};
    if (digests.size() > GovernedAcceptance::mostDigests)
        reader.fail({ProblemType::OutOfRange, u"At most %1 are listed."_s.arg(GovernedAcceptance::mostDigests),
                     reader.pointerTo(name)});
    else if (std::ranges::adjacent_find(digests, std::ranges::greater_equal()) != digests.end())
        reader.fail({ProblemType::OutOfRange, u"They come in ascending order, each once."_s, reader.pointerTo(name)});
    return digests;
}

void sortOnce(std::vector<QByteArray> &digests)
{
    std::ranges::sort(digests);
    const auto repeated = std::ranges::unique(digests);
    digests.erase(repeated.begin(), repeated.end());
}

} // namespace

GovernedAcceptance GovernedAcceptance::of(const Founding &founding)
{
    GovernedAcceptance acceptance{
        .roots = founding.attestationRoots, .bootKeys = founding.bootKeys, .leastPatch = founding.minPatch};
    // A founding that was parsed names a level that is known.
    if (const auto level = fleet::securityLevelFromWord(founding.minAttestationLevel))
        acceptance.leastLevel = *level;
    acceptance.sort();
    return acceptance;
}

void GovernedAcceptance::sort()
{
    sortOnce(roots);
    sortOnce(bootKeys);
}

json::Value GovernedAcceptance::toJson() const
{
    return json::Object{{"boot_keys"_L1, valueOf(bootKeys)},
                        {"min_level"_L1, QString(fleet::toWord(leastLevel))},
                        {"min_patch"_L1, leastPatch},
                        {"revocation"_L1, valueOf(revocation)},
                        {"roots"_L1, valueOf(roots)}};
}

GovernedAcceptance GovernedAcceptance::read(json::ObjectReader &reader)
{
    return {.roots = readDigests(reader, "roots"_L1),
            .bootKeys = readDigests(reader, "boot_keys"_L1),
            .leastLevel = reader.with("min_level"_L1, parseLevel),
            .leastPatch = static_cast<int>(reader.integer("min_patch"_L1, 0, lastPatch)),
            .revocation = reader.bytesOrNull("revocation"_L1, digestSize)};
}

} // namespace enigm::operators
