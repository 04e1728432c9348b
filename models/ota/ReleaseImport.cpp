#include "models/ota/ReleaseImport.h"

#include "api-client/ota/ArtifactFile.h"

#include <QPointer>

#include <utility>

namespace enigm::models::ota {

using enigm::ota::Artifact;
using enigm::ota::Release;

ReleaseImport::ReleaseImport(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_client(session)
{}

client::ByteProgress ReleaseImport::progress()
{
    return [self = QPointer(this)](qint64 done, qint64 total) {
        if (!self || self->m_mustStop)
            return false;
        self->m_done = done;
        self->m_total = total;
        Q_EMIT self->changed();
        return true;
    };
}

void ReleaseImport::start(const QString &path, client::ReleaseDraft draft)
{
    if (isBusy())
        return;
    m_path = path;
    m_id.clear();
    m_expected.clear();
    m_draft = std::move(draft);
    hash();
}

void ReleaseImport::continueWith(const Release &release, const QString &path)
{
    if (isBusy())
        return;
    m_path = path;
    m_id = release.id();
    m_expected = release.manifest.artifact.digest;
    hash();
}

void ReleaseImport::hash()
{
    m_problem.reset();
    m_mustStop = false;
    m_done = 0;
    m_step = Step::Hashing;
    Q_EMIT changed();
    QCoro::connect(client::describeArtifact(m_path, progress()), this,
                   [this](const Expected<Artifact> &artifact) { takeArtifact(artifact); });
}

void ReleaseImport::takeArtifact(const Expected<Artifact> &artifact)
{
    if (!artifact)
        return end(Step::Ready, artifact.error());
    if (!m_expected.isEmpty() && m_expected != artifact->digest)
        return end(Step::Ready, Problem{ProblemType::BodyMismatch,
                                        QStringLiteral("The file is another one than was announced."), m_path});
    m_draft.artifact = *artifact;
    if (m_id.isEmpty())
        begin();
    else
        send();
}

void ReleaseImport::begin()
{
    m_step = Step::Sending;
    m_done = 0;
    m_total = m_draft.artifact.length;
    Q_EMIT changed();
    QCoro::connect(m_client.begin(m_draft), this, [this](const Expected<QString> &id) {
        if (!id)
            return end(Step::Stopped, id.error());
        m_id = *id;
        Q_EMIT progressed();
        send();
    });
}

void ReleaseImport::send()
{
    m_step = Step::Sending;
    Q_EMIT changed();
    QCoro::connect(m_client.upload(m_id, m_path, progress()), this, [this](const Expected<Release> &release) {
        if (!release)
            return end(Step::Stopped, release.error());
        m_done = m_total;
        end(Step::Done, std::nullopt);
        Q_EMIT progressed();
    });
}

void ReleaseImport::stop()
{
    m_mustStop = isBusy();
}

void ReleaseImport::resume()
{
    if (m_step != Step::Stopped)
        return;
    m_problem.reset();
    m_mustStop = false;
    if (m_id.isEmpty())
        begin();
    else
        send();
}

void ReleaseImport::discard()
{
    if (isBusy() || m_id.isEmpty())
        return;
    QCoro::connect(m_client.remove(std::exchange(m_id, {})), this, [this](const Expected<void> &removed) {
        end(Step::Ready, removed ? std::nullopt : std::optional(removed.error()));
        Q_EMIT progressed();
    });
}

/// What the person stopped is no problem.
void ReleaseImport::end(Step step, const std::optional<Problem> &problem)
{
    m_problem = problem && problem->type == ProblemType::Cancelled ? std::nullopt : problem;
    m_mustStop = false;
    m_step = step;
    Q_EMIT changed();
}

} // namespace enigm::models::ota
