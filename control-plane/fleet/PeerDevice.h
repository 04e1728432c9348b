#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>

namespace enigm::controlplane::fleet {

/// The device that has this DER client certificate, whose key the peer has proven to hold (TLS). CertificateRefused
/// where none has it. Nothing else is asked: whether the device is served is for the route to say.
[[nodiscard]] Expected<store::DeviceRow> deviceOfPeer(const store::Repositories &store, const QByteArray &certificate);

} // namespace enigm::controlplane::fleet
