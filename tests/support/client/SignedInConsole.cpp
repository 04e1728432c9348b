#include "tests/support/client/SignedInConsole.h"

#include <QTest>
#include <QTimer>
#include <qcoro/qcorotimer.h>

#include <algorithm>

namespace enigm::test {

client::Task<Expected<signing::Secret>> ScriptedPrompt::askPin(client::StepUpQuestion question)
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
    co_return signing::Secret(pin);
}

void ScriptedPrompt::finished()
{
    ++finishes;
}

std::optional<QByteArray> MemoryCheckpoints::load(const QByteArray &, const QString &log)
{
    const auto note = notes.constFind(log);
    return note == notes.constEnd() ? std::nullopt : std::optional(*note);
}

void MemoryCheckpoints::save(const QByteArray &, const QString &log, const QByteArray &note)
{
    notes.insert(log, note);
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
    Awaited<Expected<client::SessionInfo>> info(session.signIn(person.id, person.key));
    return QTest::qWaitFor([&info] { return info.isDone(); }) && info.value().has_value();
}

} // namespace enigm::test
