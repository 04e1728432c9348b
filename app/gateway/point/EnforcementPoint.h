#pragma once

#include "api-client/access/AccessClient.h"
#include "api-client/wire/PinnedTransport.h"
#include "app/gateway/decisions/OutcomeReporter.h"
#include "app/gateway/point/PointKey.h"
#include "contract/time/Clock.h"

#include <QString>

#include <chrono>
#include <memory>

namespace enigm::gateway {

/// This enforcement point as the control plane knows it: its key, the control plane's pin, and what goes between them.
class EnforcementPoint
{
public:
    /// For how long a question may make no progress: who waits is a person behind a proxy.
    static constexpr std::chrono::seconds patience{5};

    struct Settings
    {
        QString folder;
        QString deploymentFile;
        QString url; ///< of the gateway listener
        policy::NetworkPath path;
        std::chrono::seconds report; ///< every how many counts are handed in
    };
    /// FileUnreadable, what the files' parsers refuse, OutOfRange for an URL that is none of https alone.
    [[nodiscard]] static Expected<std::unique_ptr<EnforcementPoint>> open(const Settings &settings);

    [[nodiscard]] client::AccessClient &client() { return m_client; }
    [[nodiscard]] const time::Clock &clock() const { return m_clock; }
    [[nodiscard]] OutcomeReporter &outcomes() { return m_outcomes; }

private:
    EnforcementPoint(const Settings &settings, PointKey key, const QByteArray &pin, const QUrl &url);

    time::SystemClock m_clock;
    client::PinnedTransport m_transport;
    client::AccessClient m_client;
    OutcomeReporter m_outcomes;
};

} // namespace enigm::gateway
