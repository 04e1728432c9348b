#pragma once

#include "api-client/audit/WitnessClient.h"
#include "api-client/changes/ChangeClient.h"
#include "api-client/devices/DeviceClient.h"
#include "api-client/wire/Transport.h"
#include "contract/changes/DeviceGroup.h"
#include "contract/feed/FeedEvent.h"
#include "tests/support/client/FakeTokens.h"

#include <QMap>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace enigm::test {

/// The routes of a control plane over a sample history, in memory. Every answer comes through the event loop; a test
/// can hold answers back, lose them, refuse routes and cut the line.
class FakeControlPlane : public QObject
{
    Q_OBJECT

public:
    /// `history` outlives this, and this every wire to it.
    explicit FakeControlPlane(SampleHistory &history);

    [[nodiscard]] std::unique_ptr<client::Transport> wire();
    [[nodiscard]] deployment::DeploymentFile deployment() const;

    // What it serves.
    FakeTokens tokens;
    std::vector<client::Device> devices;      ///< in the order of their handles
    std::vector<changes::DeviceGroup> groups; ///< in the order of their ids
    struct ListedChange
    {
        changes::SignedChange change;
        changes::ChangeState state = changes::ChangeState::Pending;
        std::vector<QString> signers = {};
        /// Its entries in the history; nothing: it is listed as if it were the next one.
        std::optional<SampleHistory::Story> story = {};
        std::optional<changes::FreeText> reason = {};
    };
    std::vector<ListedChange> changes; ///< newest first
    /// Lists a change whose entries are in the history, as it stands there.
    void list(const SampleHistory::Story &story, changes::ChangeState state = changes::ChangeState::Pending);
    QMap<QString, QString> names;
    /// What is offered to witnesses, in place of the latest checkpoints; what they are said to have co-signed; and what
    /// was handed in, the oldest first.
    std::optional<client::NotePair> offered;
    std::vector<client::WitnessAnswer::Notes> witnesses;
    std::vector<std::pair<QString, QByteArray>> handedIn; ///< log, note
    /// In place of the true checkpoints, consistency proofs and leaves: a server that lies.
    std::function<QByteArray(const QString &log)> checkpoint;
    std::function<log::Proof(log::Proof proof)> bendConsistency;
    std::function<QByteArray(qint64 index, QByteArray leaf)> bendLeaf;
    /// In place of any answer, byte for byte, where it gives one.
    std::function<std::optional<client::WireReply>(const client::WireRequest &request)> instead;
    /// In place of the digest that a step-up is wanted for.
    std::optional<QByteArray> misnamedAct;
    /// Any answer, before it is sent: a server that lies.
    std::function<void(const QUrl &url, client::WireReply &reply)> bend;
    /// Members of a device's detail that the list does not have: commands, history, posture, waiting changes,
    /// attested facts.
    std::function<void(json::Object &detail)> fillDetail;
    json::Array deviceEvents;    ///< of every device, newest first
    json::Array deviceDecisions; ///< of every device; those with reasons are sent to whoever asks why

    // How it behaves. Paths are those of requests, without query.
    void setReachable(bool reachable) { m_reachable = reachable; }
    /// The next exchange with this path is carried out, and its answer lost.
    void loseAnswer(const QString &path) { m_losses.append(path); }
    /// From now on this path is refused; nothing: no longer.
    void refuseRoute(const QString &path, std::optional<ProblemType> problem);
    /// The next exchange with this path is refused before it is carried out.
    void refuseOnce(const QString &path, ProblemType problem) { m_refusedOnce.insert(path, problem); }
    /// Answers of this path wait until release().
    void hold(const QString &path) { m_held.append(path); }
    void release();

    // The change feed.
    /// Who listens is told so; the cursor of the event becomes that of the feed.
    void tell(const feed::FeedEvent &event);
    /// Bytes as they are, to all who listen.
    void say(const QByteArray &bytes);
    /// Ends what all listen to: by the server, or as by a line that was cut.
    void endFeeds(bool isCut);
    /// Feeds that are open.
    [[nodiscard]] int listeners() const;
    [[nodiscard]] qint64 feedCursor() const { return m_feedCursor; }
    [[nodiscard]] std::unique_ptr<client::WireStream> openFeed(const client::WireRequest &request);

    /// What has arrived, the oldest first.
    [[nodiscard]] const std::vector<client::WireRequest> &seen() const { return m_seen; }
    [[nodiscard]] int count(const QString &path) const;
    /// Answers of this path with a status.
    [[nodiscard]] int countAnswers(const QString &path, int status) const;
    /// Exchanges that wait for release().
    [[nodiscard]] int waiting() const { return m_waiting; }
    /// Exchanges under way.
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    /// Requests for changes that were carried out, by idempotency key.
    [[nodiscard]] qsizetype performed() const { return m_performed.size(); }

    [[nodiscard]] client::Task<Expected<client::WireReply>> exchange(client::WireRequest request);

Q_SIGNALS:
    void released();

private:
    class FakeStream;
    void beginFeed(FakeStream &stream, const client::WireRequest &request);
    [[nodiscard]] client::WireReply answer(const client::WireRequest &request);
    [[nodiscard]] client::WireReply answerTo(const client::WireRequest &request, const FakeTokens::Caller &caller);
    [[nodiscard]] client::WireReply read(const QString &path, const QUrlQuery &query, const FakeTokens::Caller &caller);
    [[nodiscard]] json::Value sessionOf(const FakeTokens::Caller &caller) const;
    [[nodiscard]] json::Value devicePage(const QUrlQuery &query) const;
    [[nodiscard]] json::Value deviceSummary() const;
    [[nodiscard]] json::Value groupPage() const;
    [[nodiscard]] client::WireReply groupDetail(const QString &id) const;
    [[nodiscard]] client::WireReply deviceDetail(const QString &handle) const;
    [[nodiscard]] json::Value deviceTimeline(const QUrlQuery &query) const;
    [[nodiscard]] json::Value decisions(const QUrlQuery &query) const;
    [[nodiscard]] json::Value changePage(const QUrlQuery &query) const;
    [[nodiscard]] json::Value changeObject(const ListedChange &listed) const;
    [[nodiscard]] changes::ChangeRecord recordOf(const ListedChange &listed) const;
    [[nodiscard]] changes::LogPosition positionOf(qint64 index) const;
    [[nodiscard]] client::WireReply changeAnswer(const QStringList &parts) const;
    [[nodiscard]] client::WireReply signChange(const client::WireRequest &request, const FakeTokens::Caller &caller);
    [[nodiscard]] ListedChange *findChange(const QString &id);
    [[nodiscard]] json::Value auditPage(const QUrlQuery &query) const;
    [[nodiscard]] json::Value operatorNames() const;
    [[nodiscard]] json::Value witnessState() const;
    [[nodiscard]] client::WireReply logAnswer(const QStringList &parts, const QUrlQuery &query) const;
    [[nodiscard]] client::WireReply governanceTile(const QString &path) const;
    [[nodiscard]] client::WireReply requestChange(const client::WireRequest &request, const FakeTokens::Caller &caller);

    SampleHistory &m_history;
    std::vector<client::WireRequest> m_seen;
    QList<std::pair<QString, int>> m_answers;
    QMap<QString, ProblemType> m_refused;
    QMap<QString, ProblemType> m_refusedOnce;
    QStringList m_losses;
    class Flight;

    QStringList m_held;
    int m_inFlight = 0;
    QMap<QByteArray, client::WireReply> m_performed;
    QList<QPointer<FakeStream>> m_feeds;
    qint64 m_feedCursor = 100;
    int m_waiting = 0;
    bool m_reachable = true;
};

// What a query asks for.
[[nodiscard]] int limitOf(const QUrlQuery &query);
[[nodiscard]] QStringList statesOf(const QUrlQuery &query);

/// Devices with handles in order, trusted, as the control plane lists them.
[[nodiscard]] std::vector<client::Device> makeListedDevices(int count);

} // namespace enigm::test
