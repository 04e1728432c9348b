#include "tests/support/client/Desk.h"

#include "api-client/wire/PinnedTransport.h"
#include "contract/encoding/Uuid.h"

namespace enigm::test {

namespace {

std::unique_ptr<client::Transport> orPinned(std::unique_ptr<client::Transport> wire, const QByteArray &pin)
{
    return wire ? std::move(wire) : std::make_unique<client::PinnedTransport>(pin);
}

} // namespace

Desk::Desk(const deployment::DeploymentFile &file, const SamplePerson &operatorOfSample, const time::Clock &clock,
           std::unique_ptr<client::Transport> wire)
    : person(operatorOfSample)
    , installation(encoding::makeUuid7(clock.nowMilliseconds()))
    , session(file, orPinned(std::move(wire), file.tlsDigest), clock, prompt)
{
    prompt.usualPin = person.pin;
}

} // namespace enigm::test
