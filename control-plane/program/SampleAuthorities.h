#pragma once

#include "contract/operators/Founding.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QString>

#include <memory>

namespace enigm::controlplane::program {

/// The keys of a sample's two signing authorities. They lie beside the data, sealed by the sample's passphrase, as
/// nobody's hardware does; outside of samples both lie in tokens.
struct SampleAuthorities
{
    std::shared_ptr<const signing::PrivateKey> manifest;
    std::shared_ptr<const signing::PrivateKey> production;

    [[nodiscard]] static SampleAuthorities make();
    void describe(operators::Founding &founding) const;
    /// Writes manifest.json and production.json (signing::LockedKey), and a NAME.pin beside each that opens it, into
    /// the directory, for its owner alone. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory) const;
};

} // namespace enigm::controlplane::program
