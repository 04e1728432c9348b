#include "tests/control-plane/ota/Importer.h"

#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::ota::ArtifactStore;
using controlplane::ota::ReleaseReader;

Importer::Importer(const QString &directory, const LogKeys &keys, const Under &under)
    : m_logs(require(TestLogs::open(directory, keys, under.vfs)))
    , m_artifacts(require(ArtifactStore::open(directory, 0, under.disk)))
    , m_service({.database = m_logs->database(),
                 .writer = m_logs->writer(),
                 .sequencer = m_logs->sequencer(),
                 .clock = m_clock,
                 .artifacts = *m_artifacts})
    , m_desk(m_service, u"0197f9a0-0000-7000-8000-00000000000a"_s)
{
    require(m_service.tidy());
}

Expected<ota::Release> Importer::release(const QString &id) const
{
    return ReleaseReader(m_logs->database()).find(id);
}

} // namespace enigm::test
