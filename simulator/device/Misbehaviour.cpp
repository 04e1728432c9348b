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
    };
    for (const auto &[known, misbehaviour] : rows) {
        if (word == known)
            return misbehaviour;
    }
    return std::nullopt;
}

} // namespace enigm::simulator
