#pragma once

#include "api-client/ota/ReleaseClient.h"

#include <QObject>

#include <optional>

namespace enigm::models::ota {

/// One import of a release: the file is hashed here, announced with its manifest, and sent. What breaks off goes on
/// where the control plane says that it ended.
class ReleaseImport : public QObject
{
    Q_OBJECT

public:
    enum class Step {
        Ready,   ///< nothing has begun; problem() says what is the matter with the file, if there was one
        Hashing, ///< the file is read, and nothing is sent yet
        Sending, ///< the control plane is told what will come, and gets it
        Stopped, ///< by the person, or by problem(): resume() goes on
        Done,
    };

    /// `session` outlives this.
    explicit ReleaseImport(client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] bool isBusy() const { return m_step == Step::Hashing || m_step == Step::Sending; }
    /// Bytes that were hashed, or that the control plane has, of all.
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 total() const { return m_total; }
    /// Of the last attempt, where it failed.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }
    /// Empty before the control plane knows the release.
    [[nodiscard]] const QString &release() const { return m_id; }

    /// A new release, whose artifact is this file; the draft says the rest.
    void start(const QString &path, client::ReleaseDraft draft);
    /// Goes on with a release that is known, whose artifact is this file; problem() is BodyMismatch where it is
    /// another.
    void continueWith(const enigm::ota::Release &release, const QString &path);
    /// After the piece that is under way.
    void stop();
    void resume();
    /// Gives it up; what has arrived of it is dropped.
    void discard();

Q_SIGNALS:
    void changed();
    /// The control plane knows the release, or has all of it.
    void progressed();

private:
    [[nodiscard]] client::ByteProgress progress();
    void hash();
    void takeArtifact(const Expected<enigm::ota::Artifact> &artifact);
    void begin();
    void send();
    void end(Step step, const std::optional<Problem> &problem);

    client::ReleaseClient m_client;
    Step m_step = Step::Ready;
    bool m_mustStop = false;
    QString m_path;
    QString m_id;
    client::ReleaseDraft m_draft;
    QByteArray m_expected; ///< the digest that a known release was announced with; empty for a new one
    qint64 m_done = 0;
    qint64 m_total = 0;
    std::optional<Problem> m_problem;
};

} // namespace enigm::models::ota
