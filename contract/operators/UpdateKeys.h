#pragma once

#include "contract/json/JsonValue.h"
#include "contract/json/ObjectReader.h"
#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::operators {

struct Founding;

/// The two authorities that sign releases; never one key for both.
enum class SigningAuthority {
    Manifest,   ///< a release manager's token, used where that person is
    Production, ///< the hardware module, which hashes what it signs
};
[[nodiscard]] QLatin1StringView toWord(SigningAuthority authority); ///< "manifest", "production"
[[nodiscard]] std::optional<SigningAuthority> signingAuthorityOf(QStringView word);

/// The keys that releases are signed with, and the root of the update repository, as people have signed them: leaf 0
/// begins with some, and each ota-key.set puts another whole value in its place.
struct UpdateKeys
{
    std::vector<signing::PublicKey> manifest;   ///< P-256; by thumbprint, each once
    std::vector<signing::PublicKey> production; ///< the same
    std::optional<QByteArray> tufRoot = {};     ///< SHA-256 of the root metadata that is in force; nothing: none

    static constexpr std::size_t mostKeys = 8;

    [[nodiscard]] static UpdateKeys of(const Founding &founding);
    /// Puts the keys in their one order.
    void sort();
    [[nodiscard]] const std::vector<signing::PublicKey> &of(SigningAuthority authority) const
    {
        return authority == SigningAuthority::Manifest ? manifest : production;
    }
    /// The key of this authority with this thumbprint; null where there is none.
    [[nodiscard]] const signing::PublicKey *find(SigningAuthority authority, const QString &thumbprint) const;

    /// {"manifest":[JWK],"production":[JWK],"tuf_root":digest|null}
    [[nodiscard]] json::Value toJson() const;
    /// Strict; OutOfRange for keys out of order or too many, and for a key that both authorities would have. Reads the
    /// members and leaves the end to the caller.
    [[nodiscard]] static UpdateKeys read(json::ObjectReader &reader);

    friend bool operator==(const UpdateKeys &, const UpdateKeys &) = default;
};

} // namespace enigm::operators
