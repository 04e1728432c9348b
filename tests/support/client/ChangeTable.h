#pragma once

#include "api-client/changes/ChangeClient.h"
#include "tests/support/client/SignedInConsole.h"

#include <QTest>

#include <algorithm>

namespace enigm::test {

template <typename T>
Expected<T> answerOf(client::Task<Expected<T>> &&task)
{
    Awaited<Expected<T>> answer(std::move(task));
    if (!QTest::qWaitFor([&answer] { return answer.isDone(); }))
        return refuse(ProblemType::RequestTimeout, QStringLiteral("the test waited in vain"));
    return answer.value();
}

/// A change of two devices in the log, and an approver's console that looks at it.
struct ChangeTable
{
    explicit ChangeTable(const SampleHistory::Options &options = {})
        : console(options)
        , targets(require(changes::TargetSet::make(SampleHistory::makeDevices(2))))
        , changes(console.session, console.follower, console.history.approver1.installation)
    {
        SampleHistory &history = console.history;
        history.note(log::Category::AppAccess, QStringLiteral("session.started"), log::Resource::AppSession,
                     history.reviewer1.id);
        story = history.request(
            SampleHistory::sign(history.compose(history.administrator1, QStringLiteral("device.admit"), targets),
                                history.administrator1),
            targets);
        isSignedIn = console.signIn(history.approver1);
    }
    void approve(const Person &approver)
    {
        console.history.decide(story, console.history.approve(story.change, approver));
    }
    void list(changes::ChangeState state = changes::ChangeState::Pending) { console.plane.list(story, state); }
    [[nodiscard]] QString reference() const { return story.change.request.id; }
    [[nodiscard]] Expected<client::VerifiedChange> verify() { return answerOf(changes.verified(reference())); }
    [[nodiscard]] int posts() const
    {
        return static_cast<int>(
            std::ranges::count(console.plane.seen(), QByteArray("POST"), &client::WireRequest::method));
    }

    SignedInConsole console;
    changes::TargetSet targets;
    SampleHistory::Story story;
    client::ChangeClient changes;
    bool isSignedIn = false;
};

} // namespace enigm::test
