#include "app/enigmctl/attestation/GivenAcceptance.h"

#include "app/enigmctl/attestation/ChainFile.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/AttestationVerifier.h"
#include "contract/fleet/RevocationList.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using operators::GovernedAcceptance;
using Step = std::expected<void, Failure>;

std::expected<std::vector<QByteArray>, Failure> rootDigests(const QString &path)
{
    const auto roots = readRoots(path);
    if (!roots)
        return std::unexpected(Failure(roots.error(), ExitCode::Usage));
    std::vector<QByteArray> digests;
    for (const QByteArray &root : *roots) {
        const auto key = fleet::attestationRootKey(root);
        if (!key)
            return std::unexpected(Failure(key.error().under(path), ExitCode::Usage));
        digests.push_back(signing::sha256(*key));
    }
    return digests;
}

Step readGivenRoots(const Invocation &line, GovernedAcceptance &acceptance)
{
    if (const auto path = line.value("roots"_L1)) {
        auto digests = rootDigests(*path);
        if (!digests)
            return std::unexpected(digests.error());
        acceptance.roots = std::move(*digests);
    }
    for (const QString &text : line.values("drop-root"_L1)) {
        const auto digest = encoding::fromBase64Url(text.toLatin1());
        if (!digest || std::erase(acceptance.roots, *digest) == 0)
            return misused(u"No root of this digest is accepted; 'enigmctl attestation show' lists them."_s,
                           u"--drop-root"_s);
    }
    if (const auto path = line.value("add-roots"_L1)) {
        const auto digests = rootDigests(*path);
        if (!digests)
            return std::unexpected(digests.error());
        acceptance.roots.insert(acceptance.roots.end(), digests->begin(), digests->end());
    }
    return {};
}

Step readGivenBootKeys(const Invocation &line, GovernedAcceptance &acceptance)
{
    const auto texts = line.values("boot-key"_L1);
    if (line.has("no-boot-keys"_L1) && !texts.isEmpty())
        return misused(u"--boot-key and --no-boot-keys exclude each other."_s, u"--no-boot-keys"_s);
    if (line.has("no-boot-keys"_L1) || !texts.isEmpty())
        acceptance.bootKeys.clear();
    for (const QString &text : texts) {
        const auto key = hexOf(text, u"--boot-key"_s);
        if (!key)
            return std::unexpected(key.error());
        acceptance.bootKeys.push_back(*key);
    }
    return {};
}

Step readGivenLimits(const Invocation &line, GovernedAcceptance &acceptance)
{
    const auto level = givenLevel(line);
    if (!level)
        return std::unexpected(level.error());
    acceptance.leastLevel = level->value_or(acceptance.leastLevel);
    const auto patch = line.number("patch"_L1, 0, 999'912, acceptance.leastPatch);
    if (!patch)
        return std::unexpected(patch.error());
    acceptance.leastPatch = static_cast<int>(*patch);
    return {};
}

Step readGivenList(const Invocation &line, GivenAcceptance &given)
{
    const auto path = line.value("revocation"_L1);
    if (path && line.has("no-revocation"_L1))
        return misused(u"--revocation and --no-revocation exclude each other."_s, u"--no-revocation"_s);
    if (line.has("no-revocation"_L1))
        given.acceptance.revocation.reset();
    if (!path)
        return {};
    auto bytes = files::readFile(*path);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (const auto list = fleet::RevocationList::parse(*bytes); !list)
        return std::unexpected(Failure(list.error().under(*path), ExitCode::Usage));
    given.acceptance.revocation = signing::sha256(*bytes);
    given.list = std::move(*bytes);
    return {};
}

} // namespace

std::expected<QByteArray, Failure> hexOf(const QString &text, const QString &option)
{
    QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    if (bytes.isEmpty() || bytes.toHex() != text.toLatin1().toLower())
        return misused(u"Hexadecimal digits are expected, two for each byte."_s, option);
    return bytes;
}

std::expected<std::optional<fleet::SecurityLevel>, Failure> givenLevel(const Invocation &line)
{
    const auto word = line.value("level"_L1);
    if (!word)
        return std::optional<fleet::SecurityLevel>();
    const auto level = fleet::securityLevelFromWord(*word);
    if (!level)
        return misused(u"software, trusted-environment or strongbox is expected."_s, u"--level"_s);
    return level;
}

std::expected<GivenAcceptance, Failure> givenAcceptance(const Invocation &line, GovernedAcceptance before)
{
    GivenAcceptance given{.acceptance = std::move(before)};
    for (const auto read : {readGivenRoots, readGivenBootKeys, readGivenLimits}) {
        if (const auto done = read(line, given.acceptance); !done)
            return std::unexpected(done.error());
    }
    if (const auto done = readGivenList(line, given); !done)
        return std::unexpected(done.error());
    given.acceptance.sort();
    return given;
}

} // namespace enigm::ctl
