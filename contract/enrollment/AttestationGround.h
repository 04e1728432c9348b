#pragma once

#include "contract/fleet/AttestationVerifier.h"
#include "contract/fleet/RevocationList.h"
#include "contract/operators/Directory.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::enrollment {

/// What attestations are judged by at one place of the governance log: the same code and the same ground wherever one
/// is judged, where a device enrols, where it attests again, and in the console of whoever signs its admission.
struct AttestationGround
{
    QByteArray deployment;
    operators::GovernedAcceptance acceptance;
    /// The list that the acceptance names, where it is at hand (RevocationList::open). Where it is not, nothing is
    /// judged, and nothing therefore verified.
    std::optional<fleet::RevocationList> revocation = {};

    /// What is in force where the directory stands.
    [[nodiscard]] static AttestationGround of(const operators::Directory &directory,
                                              std::optional<fleet::RevocationList> revocation = {});

    /// Whether it can be judged by.
    [[nodiscard]] bool isWhole() const { return !acceptance.revocation || revocation; }
    /// At `at` (Unix seconds). `leastLevel`, where given, is asked for beside the organisation's own.
    [[nodiscard]] fleet::AttestationVerdict judge(const std::vector<QByteArray> &chain, const QByteArray &challenge,
                                                  qint64 at, std::optional<fleet::SecurityLevel> leastLevel = {}) const;
};

/// As the verifier takes it.
[[nodiscard]] fleet::AttestationAcceptance acceptanceOf(const operators::GovernedAcceptance &governed);

} // namespace enigm::enrollment
