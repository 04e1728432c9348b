#pragma once

#include "contract/identity/Assertion.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QtGlobal>

namespace enigm::controlplane::store {
struct Transaction;
}

namespace enigm::controlplane::identity {

// The proof of an operator key (RFC 7523): at the token endpoint, and where an act of a session needs a fresh one.

/// An assertion for this deployment, in time, by a key of its operator that is valid now. InvalidAssertion, UnknownKey,
/// KeyNotValid, BadSignature.
[[nodiscard]] Expected<enigm::identity::SignedAssertion>
acceptAssertion(QByteArrayView compact, const operators::Directory &directory, qint64 now);

/// Takes it, once, however often it arrives: AssertionReplayed. In a job.
[[nodiscard]] Expected<void> useAssertion(store::Transaction &transaction,
                                          const enigm::identity::SignedAssertion &assertion);

} // namespace enigm::controlplane::identity
