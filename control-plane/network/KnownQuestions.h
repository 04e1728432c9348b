#pragma once

#include "control-plane/network/AccessRequest.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <mutex>

namespace enigm::controlplane::network {

/// What bodies ask. Enforcement points ask in the same words as long as a device is there, and to read them takes
/// longer than to decide: what was read is remembered. Thread-safe.
class KnownQuestions
{
public:
    /// As AccessRequest::parse; MalformedJson.
    [[nodiscard]] Expected<std::shared_ptr<const AccessRequest>> read(const QByteArray &body);

private:
    std::mutex m_mutex;
    QHash<QByteArray, std::shared_ptr<const AccessRequest>> m_known; ///< by body; under m_mutex
};

} // namespace enigm::controlplane::network
