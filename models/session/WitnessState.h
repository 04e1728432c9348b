#pragma once

#include "api-client/audit/LogWitness.h"

#include <QObject>

#include <optional>
#include <vector>

namespace enigm::models::session {

/// How far the witnesses have come, in one line. Independent ones are counted; stand-ins only where there are no
/// others, and then they are said to be.
struct WitnessSummary
{
    int all = 0;           ///< in force, of the kind that is counted
    bool standIns = false; ///< of which kind that is
    int seen = 0;          ///< have lately co-signed both logs, the activity log up to `size` at least
    qint64 size = 0;       ///< the largest that as many have seen as leaf 0 asks for; where too few have, that all have
    bool isEnough = false; ///< as many have as leaf 0 asks for
    friend bool operator==(const WitnessSummary &, const WitnessSummary &) = default;
};

/// What the top bar says of the witnesses, as this console has verified it.
class WitnessState : public QObject
{
    Q_OBJECT

public:
    /// Borrows both.
    WitnessState(client::LogWitness &witness, const client::LogFollower &follower, QObject *parent = nullptr);

    [[nodiscard]] const std::vector<client::LogWitness::Witness> &witnesses() const { return m_witness.witnesses(); }
    [[nodiscard]] int threshold() const { return m_witness.threshold(); }
    /// A co-signature that is older than a device takes is none; `now` in Unix seconds.
    [[nodiscard]] bool isLate(const client::LogWitness::Sight &sight, qint64 now) const;
    [[nodiscard]] WitnessSummary summary(qint64 now) const;
    /// Whether there was a round since the start.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// Why the last round did not end well; nothing where it did.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_witness.problem(); }

Q_SIGNALS:
    void changed();

private:
    client::LogWitness &m_witness;
    const client::LogFollower &m_follower;
    bool m_isKnown = false;
};

} // namespace enigm::models::session
