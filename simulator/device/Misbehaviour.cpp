#include "simulator/device/Misbehaviour.h"

#include <QString>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

std::optional<Misbehaviour> misbehaviourOf(QStringView word)
{
    static constexpr std::array rows{
        std::pair("forge-acknowledgement"_L1, Misbehaviour::ForgeAcknowledgement),
        std::pair("replay-acknowledgement"_L1, Misbehaviour::ReplayAcknowledgement),
        std::pair("foreign-nonce"_L1, Misbehaviour::ForeignNonce),
        std::pair("unlocked-boot-loader"_L1, Misbehaviour::UnlockedBootLoader),
        std::pair("foreign-tls-key"_L1, Misbehaviour::ForeignTlsKey),
        std::pair("forge-report"_L1, Misbehaviour::ForgeReport),
        std::pair("wrong-signature"_L1, Misbehaviour::WrongSignature),
        std::pair("foreign-handle"_L1, Misbehaviour::ForeignHandle),
        std::pair("replay-report"_L1, Misbehaviour::ReplayReport),
        std::pair("foreign-policy"_L1, Misbehaviour::ForeignPolicy),
        std::pair("replayed-chain"_L1, Misbehaviour::ReplayedChain),
        std::pair("other-keys-chain"_L1, Misbehaviour::OtherKeysChain),
        std::pair("foreign-root"_L1, Misbehaviour::ForeignRoot),
    };
    for (const auto &[known, misbehaviour] : rows) {
        if (word == known)
            return misbehaviour;
    }
    return std::nullopt;
}

bool isPossible(Misbehaviour misbehaviour, Occasion occasion)
{
    switch (misbehaviour) {
    case Misbehaviour::None:
    case Misbehaviour::ForeignNonce:
        return true;
    case Misbehaviour::ForgeAcknowledgement:
    case Misbehaviour::ReplayAcknowledgement:
        return occasion == Occasion::Obeying;
    case Misbehaviour::ForgeReport:
        return occasion == Occasion::Reporting || occasion == Occasion::Attesting || occasion == Occasion::Confirming;
    case Misbehaviour::ReplayReport:
        return occasion == Occasion::Reporting || occasion == Occasion::Confirming;
    case Misbehaviour::WrongSignature:
    case Misbehaviour::ForeignHandle:
        return occasion == Occasion::Reporting;
    case Misbehaviour::ForeignPolicy:
        return occasion == Occasion::Confirming;
    case Misbehaviour::UnlockedBootLoader:
        return occasion == Occasion::Enrolling || occasion == Occasion::Attesting;
    case Misbehaviour::ForeignTlsKey:
        return occasion == Occasion::Enrolling;
    case Misbehaviour::ReplayedChain:
    case Misbehaviour::OtherKeysChain:
    case Misbehaviour::ForeignRoot:
        return occasion == Occasion::Attesting;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::simulator
