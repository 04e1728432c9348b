#pragma once

#include "contract/signing/OpenSsl.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::signing {

/// SHA-256 (FIPS 180-4) of bytes that come one after the other. Moves, never copies.
class RunningSha256
{
public:
    RunningSha256();

    void add(QByteArrayView bytes);
    /// Of all that was added; more may follow.
    [[nodiscard]] QByteArray digest() const;

private:
    EvpDigestContext m_context;
};

} // namespace enigm::signing
