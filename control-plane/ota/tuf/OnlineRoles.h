#pragma once

#include "contract/signing/Signer.h"
#include "control-plane/ota/tuf/Composition.h"

#include <memory>
#include <optional>

namespace enigm::controlplane::ota {

/// The keys of the two roles that are signed by themselves.
struct OnlineKeys
{
    std::shared_ptr<const signing::Signer> snapshot;
    std::shared_ptr<const signing::Signer> timestamp;
};

/// The versions of snapshot and timestamp that are due: where what they name has changed, where they are by other keys
/// than the root has, and after the half of their time. None until every file of people is there.
[[nodiscard]] Expected<RoleFiles> dueOnline(const RoleFiles &served, const OnlineKeys &keys, const MetadataTerms &terms,
                                            qint64 now);

} // namespace enigm::controlplane::ota
