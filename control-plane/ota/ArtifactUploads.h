#pragma once

#include "control-plane/ota/ArtifactStore.h"
#include "control-plane/ota/ArtifactUpload.h"

#include <map>
#include <memory>
#include <mutex>

namespace enigm::controlplane::ota {

/// The artifacts that are arriving: each is held by one request at a time, and stays open for the next, so that its
/// hash goes on. Thread-safe.
class ArtifactUploads
{
public:
    /// Borrows the store.
    explicit ArtifactUploads(const ArtifactStore &artifacts);

    /// One upload, for as long as this is kept; on whatever thread.
    class Lease
    {
    public:
        Lease(Lease &&other) noexcept;
        Lease &operator=(Lease &&) = delete;
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        ~Lease();

        /// Opens it behind `durable` bytes, as the database has them while this is held, unless it is open there. The
        /// problems of ArtifactUpload::open.
        [[nodiscard]] Expected<void> open(qint64 durable);
        /// Once it is open.
        ArtifactUpload *operator->() const { return m_upload.get(); }
        /// What is kept of it is no longer to be relied upon: closed when this goes.
        void spoil() { m_isSpoilt = true; }

    private:
        friend class ArtifactUploads;
        Lease(ArtifactUploads &uploads, QString release, std::unique_ptr<ArtifactUpload> upload);

        ArtifactUploads *m_uploads; ///< null once moved from
        QString m_release;
        std::unique_ptr<ArtifactUpload> m_upload;
        bool m_isSpoilt = false;
    };

    /// TargetState while another request holds it.
    [[nodiscard]] Expected<Lease> hold(const QString &release);

private:
    /// That stay open while nobody holds them.
    static constexpr std::size_t mostIdle = 16;

    void giveBack(const QString &release, std::unique_ptr<ArtifactUpload> upload);

    const ArtifactStore &m_artifacts;
    std::mutex m_mutex;
    /// Null: held by a request.
    std::map<QString, std::unique_ptr<ArtifactUpload>> m_open;
};

} // namespace enigm::controlplane::ota
