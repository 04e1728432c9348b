#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace enigm::simulator {

/// How a device lies about its commands. What it obeys, and what it keeps, stays honest.
enum class Misbehaviour {
    None,
    ForgeAcknowledgement,  ///< signs by its TLS key, as who has the certificate and not the attested key
    ReplayAcknowledgement, ///< hands in the same report twice
    ForeignNonce,          ///< signs over a nonce that it was not given
};

/// The misbehaviour of a word ("forge-acknowledgement" …); nothing for an unknown one.
[[nodiscard]] std::optional<Misbehaviour> misbehaviourOf(QStringView word);

} // namespace enigm::simulator
