#pragma once

#include "api-client/ota/ArtifactFile.h"
#include "api-client/session/Session.h"
#include "contract/ota/Release.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace enigm::client {

/// A page of releases, newest first.
struct ReleasePage
{
    std::vector<ota::Release> releases;
    std::optional<QString> next; ///< `after` of the next page
};

/// A release that is to be imported, as whoever imports it says: what is to be signed of it.
struct ReleaseDraft
{
    ota::Artifact artifact = {};
    QString build = {}; ///< what made the artifact
    QString version = {};
    std::vector<QString> builds = {}; ///< that may take it; sorted, each once
    qint64 rollbackIndex = 0;
    int securityPatch = 0; ///< YYYYMM
    QString notes = {};
};

/// Releases, as served. What arrives is read strictly; whether the signatures of a release hold is for who has the keys
/// of the authorities to find out.
class ReleaseClient
{
public:
    /// How an upload bears a line that breaks: so many attempts in a row without getting on, and how long before each;
    /// the wait grows with them.
    struct Patience
    {
        int attempts = 8;
        std::chrono::milliseconds pause{1'000};
    };

    explicit ReleaseClient(Session &session);
    ReleaseClient(Session &session, const Patience &patience);

    [[nodiscard]] Task<Expected<ReleasePage>> page(QString after);
    /// Every release, page by page, newest first.
    [[nodiscard]] Task<Expected<std::vector<ota::Release>>> all();
    /// NotFound.
    [[nodiscard]] Task<Expected<ota::Release>> release(QString id);

    /// Begins an import, and answers the id of the new release. NotPermitted for those who are no release managers;
    /// StorageFull.
    [[nodiscard]] Task<Expected<QString>> begin(ReleaseDraft draft);
    /// Sends what the control plane does not have of the artifact yet, and answers the release once that is whole. Goes
    /// on by itself where the line breaks for a while; whoever is cancelled, or gives up, calls it again, then or on
    /// another day. BodyMismatch where the file is not the artifact that was declared.
    [[nodiscard]] Task<Expected<ota::Release>> upload(QString id, QString path, ByteProgress progress = {});
    /// NotFound; TargetState once somebody has signed it.
    [[nodiscard]] Task<Expected<void>> remove(QString id);

private:
    struct Run
    {
        std::optional<ota::Release> whole = {};
        Problem broken{.type = ProblemType::Unavailable}; ///< why it is not
        qint64 reached = -1;                              ///< bytes that the control plane is known to have
    };
    [[nodiscard]] Task<Expected<Run>> run(QString id, QString path, ByteProgress progress);
    [[nodiscard]] static Expected<Run> broken(const Problem &problem, qint64 reached);
    [[nodiscard]] Task<Expected<void>> sendPart(QString id, qint64 offset, QByteArray bytes);

    Session &m_session;
    Patience m_patience;
};

} // namespace enigm::client
