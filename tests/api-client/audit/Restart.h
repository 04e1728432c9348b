#pragma once

#include "api-client/audit/LogFollower.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/client/WatchedKey.h"

#include <QTest>

#include <memory>

namespace enigm::test {

/// A console that starts with these checkpoints of the activity log in deployment.json and in its own keeping.
struct Restart
{
    Restart(SignedInConsole &console, const QByteArray &given, const QByteArray &kept)
        : session(fileWith(console, given), console.plane.wire(), console.clock, console.prompt)
        , follower(session, checkpoints)
    {
        checkpoints.notes.insert(QStringLiteral("activity"), kept);
        Awaited<Expected<client::SessionInfo>> info(session.signIn(
            console.history.reviewer1.id, std::make_shared<WatchedKey>(console.history.reviewer1.key, QString()),
            WatchedKey::secret()));
        isSignedIn = QTest::qWaitFor([&info] { return info.isDone(); }) && info.value();
    }
    static deployment::DeploymentFile fileWith(const SignedInConsole &console, const QByteArray &note)
    {
        deployment::DeploymentFile file = console.plane.deployment();
        file.activityCheckpoint = note;
        return file;
    }
    [[nodiscard]] QString refreshed() const
    {
        Awaited<Expected<void>> result(follower.refresh());
        return isSignedIn && QTest::qWaitFor([&result] { return result.isDone(); }) ? outcomeOf(result.value())
                                                                                    : QStringLiteral("timed out");
    }

    MemoryCheckpoints checkpoints;
    client::Session session;
    mutable client::LogFollower follower;
    bool isSignedIn = false;
};

} // namespace enigm::test
