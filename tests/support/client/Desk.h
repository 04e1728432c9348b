#pragma once

#include "api-client/audit/AuditClient.h"
#include "api-client/changes/ChangeClient.h"
#include "api-client/devices/DeviceClient.h"
#include "api-client/session/Session.h"
#include "contract/time/Clock.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/sample/SamplePerson.h"

namespace enigm::test {

/// An operator of a sample at a console of their own: everything below its windows, over the real wire to a real
/// control plane. They type their PIN whenever they are asked, after whatever stands in `prompt.pins`.
class Desk
{
public:
    /// Borrows the clock. `wire`: what takes the place of the pinned transport.
    Desk(const deployment::DeploymentFile &file, const SamplePerson &operatorOfSample, const time::Clock &clock,
         std::unique_ptr<client::Transport> wire = {});

    [[nodiscard]] client::Task<Expected<client::SessionInfo>> signIn()
    {
        return session.signIn(person.id, key, WatchedKey::secret());
    }

    const SamplePerson person;
    const std::shared_ptr<WatchedKey> key = std::make_shared<WatchedKey>(person.key);
    const QString installation;
    ScriptedPrompt prompt;
    MemoryCheckpoints checkpoints;
    client::Session session;
    client::LogFollower follower{session, checkpoints};
    client::ChangeClient changes{session, follower, installation};
    client::DeviceClient devices{session};
    client::AuditClient audit{session};
};

} // namespace enigm::test
