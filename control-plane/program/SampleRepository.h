#pragma once

#include "contract/operators/Founding.h"
#include "contract/ota/tuf/Envelope.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"
#include "control-plane/program/ControlPlane.h"

#include <QString>

#include <memory>
#include <vector>

namespace enigm::controlplane::program {

/// The update repository of a sample: the keys of its root, which two release managers would have, and its first
/// metadata, in which nothing is published.
class SampleRepository
{
public:
    /// With a root that the keys of the founding sign for: of the manifest authority and of the deployment itself.
    [[nodiscard]] static Expected<SampleRepository> make(const operators::Founding &founding,
                                                         const DeploymentKeys &keys);

    /// Puts the digest of the root into the founding.
    void describe(operators::Founding &founding) const;
    /// Once the founding stands: everything is put in force, signed for its parts by the manifest authority on behalf
    /// of a release manager.
    [[nodiscard]] Expected<void> publish(ControlPlane &plane, const signing::Signer &manifest,
                                         const QString &releaseManager) const;
    /// Writes root-1.json and root-2.json (signing::LockedKey), and a NAME.pin beside each that opens it, into the
    /// directory, for its owner alone. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory) const;

private:
    SampleRepository(std::vector<std::shared_ptr<const signing::PrivateKey>> keys, enigm::ota::tuf::Envelope root);

    std::vector<std::shared_ptr<const signing::PrivateKey>> m_keys;
    enigm::ota::tuf::Envelope m_root;
};

} // namespace enigm::controlplane::program
