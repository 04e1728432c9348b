#pragma once

#include "contract/fleet/AttestationVerifier.h"

#include <QString>

#include <vector>

namespace enigm::test {

/// One published chain with its expected answers (verdicts.json).
struct AttestationVector
{
    QString name;
    std::vector<QByteArray> chain;
    qint64 at = 0;
    QString strict;
    QString lab;
    QString lockedWord; ///< "true", "false" or empty
    QString bootState;
};

/// The folder of the chains, with a slash at its end.
[[nodiscard]] QString attestationFolder();
[[nodiscard]] std::vector<AttestationVector> attestationVectors();
[[nodiscard]] std::vector<QByteArray> attestationRoots();
/// The chain of a folder of DER files or of a PEM file.
[[nodiscard]] std::vector<QByteArray> attestationChain(const QString &name);

/// What verdicts.json calls strict, for this chain: its own challenge, any security level, no revocations.
[[nodiscard]] fleet::AttestationInput strictInput(const AttestationVector &vector);
/// The one published chain that a strict acceptance verifies: a locked phone with a factory key.
[[nodiscard]] fleet::AttestationInput lockedPhone();

} // namespace enigm::test
