#pragma once

#include "api-client/audit/LogFollower.h"
#include "api-client/session/Session.h"
#include "tests/support/client/FakeControlPlane.h"
#include "tests/support/client/WatchedKey.h"

#include <QMap>

#include <deque>
#include <functional>

namespace enigm::test {

/// Answers of a task, once it has some; the event loop of the test brings them.
template <typename T>
class Awaited
{
public:
    explicit Awaited(client::Task<T> &&task)
    {
        QCoro::connect(std::move(task), &m_context, [this](T value) { m_value.emplace(std::move(value)); });
    }
    [[nodiscard]] bool isDone() const { return m_value.has_value(); }
    [[nodiscard]] const T &value() const { return *m_value; }

private:
    std::optional<T> m_value;
    QObject m_context;
};

/// A person who types PINs when asked, in this order, then the usual one; cancels where there is none. Before each a
/// passphrase, in this order too, then the right one.
class ScriptedPrompt final : public client::StepUpPrompt
{
public:
    std::deque<QByteArray> pins;
    QByteArray usualPin;
    std::deque<QByteArray> passphrases;
    std::vector<client::StepUpQuestion> questions;
    int asking = 0;     ///< questions that wait for an answer
    int mostAsking = 0; ///< at any one time
    int finishes = 0;
    std::function<void()> asked;  ///< called with each question
    std::function<void()> closed; ///< called when the prompt is closed, before the act is sent
    bool withdrawn = false;       ///< takes every answer back

    client::Task<Expected<client::StepUpAnswer>> ask(client::StepUpQuestion question) override;
    bool isWithdrawn() const override { return withdrawn; }
    void finished() override;
};

/// The last checkpoints, in memory.
class MemoryCheckpoints final : public client::CheckpointStore
{
public:
    QMap<QString, QByteArray> notes;
    std::optional<QByteArray> load(const QByteArray &deployment, const QString &log) override;
    /// A full disk, while true.
    bool isFull = false;
    Expected<void> save(const QByteArray &deployment, const QString &log, const QByteArray &note) override;
};

/// A console over a fake control plane: what the models and panes are made with.
class SignedInConsole
{
public:
    explicit SignedInConsole(const SampleHistory::Options &options = {});

    /// Signs in and waits; whether it succeeded.
    [[nodiscard]] bool signIn(const Person &person);
    /// The same with a key in a token of this label.
    [[nodiscard]] bool signIn(const Person &person, const QString &token);

    SampleHistory history;
    FakeControlPlane plane;
    time::ManualClock clock;
    ScriptedPrompt prompt;
    MemoryCheckpoints checkpoints;
    std::shared_ptr<WatchedKey> key; ///< of whoever signed in last
    client::Session session;
    client::LogFollower follower;
};

} // namespace enigm::test
