#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/OperatorStore.h"

namespace enigm::controlplane::identity {

/// Wrong attempts after which a PIN is locked.
inline constexpr qint64 pinAttempts = 5;

/// Six ASCII digits; OutOfRange otherwise, saying so.
[[nodiscard]] Expected<void> checkPinShape(const signing::Secret &pin);

/// A verifier for this PIN under a fresh salt: scrypt (RFC 7914), N=2^15, r=8, p=1. Takes some 80 ms and 32 MiB: never
/// on an I/O or writer thread.
[[nodiscard]] store::PinVerifier hashPin(const signing::Secret &pin);

/// Whether this is the PIN; in constant time after the scrypt.
[[nodiscard]] bool matchesPin(const store::PinVerifier &verifier, const signing::Secret &pin);

} // namespace enigm::controlplane::identity
