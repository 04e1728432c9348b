#pragma once

#include "contract/time/Clock.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/control-plane/ota/TestReleases.h"

#include <memory>

namespace enigm::test {

/// A store with logs and its releases, without a control plane around it, as it is once the program has started. What
/// goes wrong in setting up ends the test.
class Importer
{
public:
    /// What it writes to: the system's disk, or one that loses something.
    struct Under
    {
        QString vfs = {};
        controlplane::ota::ArtifactDisk &disk = controlplane::ota::ArtifactDisk::system();
    };
    Importer(const QString &directory, const LogKeys &keys)
        : Importer(directory, keys, Under{})
    {}
    Importer(const QString &directory, const LogKeys &keys, const Under &under);

    /// NotFound.
    [[nodiscard]] Expected<ota::Release> release(const QString &id) const;
    [[nodiscard]] QString path(const QString &release) const { return m_artifacts->pathOf(release); }
    [[nodiscard]] TestLogs &logs() const { return *m_logs; }
    [[nodiscard]] ReleaseDesk &desk() { return m_desk; }

private:
    const time::ManualClock m_clock{1'800'000'000};
    std::unique_ptr<TestLogs> m_logs;
    std::unique_ptr<controlplane::ota::ArtifactStore> m_artifacts;
    controlplane::ota::ReleaseService m_service;
    ReleaseDesk m_desk;
};

} // namespace enigm::test
