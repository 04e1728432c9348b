#include "control-plane/ota/ArtifactUploads.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

ArtifactUploads::Lease::Lease(ArtifactUploads &uploads, QString release, std::unique_ptr<ArtifactUpload> upload)
    : m_uploads(&uploads)
    , m_release(std::move(release))
    , m_upload(std::move(upload))
{}

ArtifactUploads::Lease::Lease(Lease &&other) noexcept
    : m_uploads(std::exchange(other.m_uploads, nullptr))
    , m_release(std::move(other.m_release))
    , m_upload(std::move(other.m_upload))
    , m_isSpoilt(other.m_isSpoilt)
{}

ArtifactUploads::Lease::~Lease()
{
    if (m_isSpoilt)
        m_upload.reset();
    if (m_uploads)
        m_uploads->giveBack(m_release, std::move(m_upload));
}

Expected<void> ArtifactUploads::Lease::open(qint64 durable)
{
    if (m_upload && m_upload->offset() == durable)
        return {};
    m_upload.reset(); // one descriptor at a time
    const ArtifactStore &artifacts = m_uploads->m_artifacts;
    auto opened = ArtifactUpload::open(artifacts.pathOf(m_release), durable, artifacts.disk());
    if (!opened)
        return std::unexpected(opened.error());
    m_upload = std::move(*opened);
    return {};
}

ArtifactUploads::ArtifactUploads(const ArtifactStore &artifacts)
    : m_artifacts(artifacts)
{}

Expected<ArtifactUploads::Lease> ArtifactUploads::hold(const QString &release)
{
    const std::scoped_lock lock(m_mutex);
    const auto [place, isNew] = m_open.try_emplace(release);
    if (!isNew && !place->second)
        return refuse(ProblemType::TargetState, u"Another request writes this artifact."_s);
    return Lease(*this, release, std::exchange(place->second, nullptr));
}

void ArtifactUploads::giveBack(const QString &release, std::unique_ptr<ArtifactUpload> upload)
{
    const std::scoped_lock lock(m_mutex);
    const auto idle = std::ranges::count_if(m_open, [](const auto &each) { return each.second != nullptr; });
    if (upload && static_cast<std::size_t>(idle) < mostIdle)
        m_open[release] = std::move(upload);
    else
        m_open.erase(release);
}

} // namespace enigm::controlplane::ota
