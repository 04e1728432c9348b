#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QString>

#include <memory>
#include <vector>

namespace enigm::controlplane::program {

/// A stand-in for a witness of a sample: its key lies beside the data, and whoever runs the sample's console runs it.
struct SampleWitness
{
    QString name;                                   ///< "stand-in-1"; file name too
    std::shared_ptr<const signing::PrivateKey> key; ///< Ed25519

    /// Writes NAME.json (deployment::WitnessFile, sealed by the sample's passphrase) into the directory, for its owner
    /// alone. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory) const;
};

/// The two of every sample, with fresh keys.
[[nodiscard]] std::vector<SampleWitness> makeSampleWitnesses();

} // namespace enigm::controlplane::program
