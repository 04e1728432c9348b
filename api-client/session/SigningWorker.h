#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"
#include "contract/signing/LockedKey.h"

#include <QThreadPool>

#include <memory>
#include <vector>

namespace enigm::client {

/// Opens a locked key, signs, and lets the key go before it answers, so that nobody waits for a person or a network
/// with an open one. On a thread of its own, since a key derivation takes a tenth of a second and a token as long as it
/// likes; one thread, so that whoever comes meanwhile waits for its turn.
class SigningWorker
{
public:
    SigningWorker();

    /// Signatures in the order of the values, all or none. The secret is wiped by then. The problems of
    /// LockedKey::unlock and UnsignedJws::sign.
    [[nodiscard]] Task<Expected<std::vector<signing::Jws>>> sign(std::shared_ptr<const signing::LockedKey> key,
                                                                 signing::Secret secret,
                                                                 std::vector<signing::UnsignedJws> values);

private:
    QThreadPool m_pool;
};

} // namespace enigm::client
