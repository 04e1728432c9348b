#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace enigm::simulator {

/// How a device lies: about its commands, where what it obeys and keeps stays honest, of itself, or when it enrols or
/// attests again.
enum class Misbehaviour {
    None,
    ForgeAcknowledgement,  ///< signs by its TLS key, as who has the certificate and not the attested key
    ReplayAcknowledgement, ///< hands in the same report twice
    ForeignNonce,          ///< signs or attests over a nonce that it was not given
    UnlockedBootLoader,    ///< attests as a phone that runs anything
    ForeignTlsKey,         ///< asks a certificate for another key than its hardware vouches for
    ForgeReport,           ///< reports, confirms or attests again by its TLS key
    WrongSignature,        ///< puts the signature of something else under its report
    ForeignHandle,         ///< reports about another device
    ReplayReport,          ///< hands in the same report twice
    ForeignPolicy,         ///< confirms a version that nobody has published
    ReplayedChain,         ///< attests again by what its hardware attested on another occasion
    OtherKeysChain,        ///< attests again by what was attested for another device
    ForeignRoot,           ///< attests again by hardware that nobody has accepted
};

enum class Occasion { Obeying, Reporting, Enrolling, Attesting, Confirming };
/// Whether a device that does this can lie so.
[[nodiscard]] bool isPossible(Misbehaviour misbehaviour, Occasion occasion);

/// The misbehaviour of a word ("forge-acknowledgement" …); nothing for an unknown one.
[[nodiscard]] std::optional<Misbehaviour> misbehaviourOf(QStringView word);

} // namespace enigm::simulator
