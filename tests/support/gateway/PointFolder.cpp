#include "tests/support/gateway/PointFolder.h"

#include "contract/deployment/DeploymentFile.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/history/SampleHistory.h"

#include <QFile>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray deploymentFile(const QByteArray &tlsPin)
{
    const SampleHistory history({.founders = 2});
    return deployment::DeploymentFile{.name = history.founding().name,
                                      .url = QUrl(u"https://127.0.0.1:1"_s),
                                      .tlsDigest = tlsPin,
                                      .deployment = history.deploymentId(),
                                      .governanceLogKey = history.founding().governanceLogKey,
                                      .activityLogKey = history.founding().activityLogKey,
                                      .governanceCheckpoint = history.governanceCheckpoint(),
                                      .activityCheckpoint = history.activityCheckpoint(),
                                      .sample = false}
        .toBytes();
}

} // namespace

PointFolder::PointFolder(const QByteArray &tlsPin)
    : PointFolder(Deployment{.file = deploymentFile(tlsPin)})
{}

PointFolder::PointFolder(const Deployment &deployment)
{
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeGroup | QFile::ExeOther);
    const ProgramRun run = runProgram(u"enigm-gateway"_s, {u"key"_s, u"create"_s, u"--point"_s, point()});
    m_digest = run.out.trimmed();
    QFile file(path(u"point/deployment.json"_s));
    const QByteArray &bytes = deployment.file;
    if (run.exit != 0 || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no enforcement point could be made: %s", run.err.constData());
}

} // namespace enigm::test
