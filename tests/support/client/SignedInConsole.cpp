#include "tests/support/client/SignedInConsole.h"

#include <QTest>
#include <QTimer>
#include <qcoro/qcorotimer.h>

#include <algorithm>

namespace enigm::test {

using namespace Qt::StringLiterals;

client::Task<Expected<client::StepUpAnswer>> ScriptedPrompt::ask(client::StepUpQuestion question)
{
    ++asking;
    mostAsking = std::max(mostAsking, asking);
    questions.push_back(std::move(question));
    if (asked)
        asked();
    QTimer typing;
    typing.setSingleShot(true);
    typing.start(0);
    co_await typing;
    --asking;
    QByteArray pin = usualPin;
    if (!pins.empty()) {
        pin = pins.front();
        pins.pop_front();
    }
    if (pin.isEmpty())
        co_return refuse(ProblemType::Cancelled);
    client::StepUpAnswer answer{.keySecret = WatchedKey::secret(), .pin = signing::Secret(pin)};
    if (!passphrases.empty()) {
        answer.keySecret = signing::Secret(passphrases.front());
        passphrases.pop_front();
    }
    co_return answer;
}

void ScriptedPrompt::finished()
{
    ++finishes;
    if (closed)
        closed();
}

std::optional<QByteArray> MemoryCheckpoints::load(const QByteArray &, const QString &log)
{
    const auto note = notes.constFind(log);
    return note == notes.constEnd() ? std::nullopt : std::optional(*note);
}

Expected<void> MemoryCheckpoints::save(const QByteArray &, const QString &log, const QByteArray &note)
{
    if (isFull)
        return refuse(ProblemType::FileUnreadable, u"No space left on device"_s, log);
    notes.insert(log, note);
    return {};
}

SignedInConsole::SignedInConsole(const SampleHistory::Options &options)
    : history(options)
    , plane(history)
    , clock(history.now())
    , session(plane.deployment(), plane.wire(), clock, prompt)
    , follower(session, checkpoints)
{}

bool SignedInConsole::signIn(const Person &person)
{
    return signIn(person, {});
}

bool SignedInConsole::signIn(const Person &person, const QString &token)
{
    key = std::make_shared<WatchedKey>(person.key, token);
    Awaited<Expected<client::SessionInfo>> info(session.signIn(person.id, key, WatchedKey::secret()));
    return QTest::qWaitFor([&info] { return info.isDone(); }) && info.value().has_value();
}

} // namespace enigm::test
