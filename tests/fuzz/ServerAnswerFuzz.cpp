#include "api-client/audit/AuditClient.h"
#include "api-client/audit/LogWitness.h"
#include "api-client/changes/ChangeClient.h"
#include "api-client/devices/DeviceClient.h"
#include "api-client/groups/GroupClient.h"
#include "api-client/operators/OperatorClient.h"
#include "tests/fuzz/Require.h"
#include "tests/support/client/SignedInConsole.h"

#include <QCoreApplication>
#include <QTest>

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::test;
using namespace Qt::StringLiterals;

namespace {

/// What was answered once the event loop has brought it.
template <typename T>
T answerOf(client::Task<T> &&task)
{
    const Awaited<T> answer(std::move(task));
    require(QTest::qWaitFor([&answer] { return answer.isDone(); }));
    return answer.value();
}

/// A console that is signed in at a control plane of which every further answer is the input.
class Victim
{
public:
    /// "devices 200", and then the body: what is asked for, and the status of the answer.
    void ask(QByteArrayView input);

private:
    void ask(QByteArrayView what, const QString &reference);
    void askWitness(const client::WireReply &reply);

    SignedInConsole m_console;
};

void Victim::ask(QByteArrayView input)
{
    const qsizetype line = input.indexOf('\n');
    const QByteArrayView head = input.first(line < 0 ? input.size() : line);
    const qsizetype space = head.indexOf(' ');
    if (line < 0 || space < 0)
        return;
    m_console.plane.instead = nullptr;
    if (!m_console.session.info()) // the last answer ended it
        require(m_console.signIn(m_console.history.reviewer1));
    const client::WireReply reply{.status = head.sliced(space + 1).toByteArray().toInt(),
                                  .headers = {{"ETag", "\"1\""}},
                                  .body = input.sliced(line + 1).toByteArray()};
    if (head.first(space) == "witnesses")
        return askWitness(reply);
    m_console.plane.instead = [reply](const client::WireRequest &) { return std::optional(reply); };
    ask(head.first(space), u"01890a5d-ac96-774b-bcce-b302099a8057"_s);
}

/// A witness over logs that it has verified: what is no note of theirs is seen of nobody, and co-signed by nobody.
void Victim::askWitness(const client::WireReply &reply)
{
    MemoryCheckpoints checkpoints;
    client::LogFollower follower(m_console.session, checkpoints);
    require(answerOf(follower.refresh()).has_value());
    client::LogWitness witness(m_console.session, follower, checkpoints);
    witness.add({.name = m_console.history.founding().witnesses.front().name, .key = m_console.history.witnessKey()});
    m_console.plane.instead = [reply](const client::WireRequest &) { return std::optional(reply); };
    (void)answerOf(witness.round());
    require(m_console.plane.handedIn.empty() && checkpoints.notes.size() == 2);
    for (const client::LogWitness::Witness &each : witness.witnesses())
        require(!each.governance && !each.activity);
}

void Victim::ask(QByteArrayView what, const QString &reference)
{
    client::Session &session = m_console.session;
    client::ChangeClient changes(session, m_console.follower, reference);
    if (what == "devices") {
        const auto page = answerOf(client::DeviceClient(session).page({}, {}, 10));
        require(!page || page->total >= 0);
    } else if (what == "device") {
        const auto device = answerOf(client::DeviceClient(session).device({}));
        require(!device || !device->device.patch || *device->device.patch >= 0);
        require(!device || !device->posture ||
                device->posture->report.findings.size() <= reports::Posture::mostFindings);
    } else if (what == "timeline") {
        const auto page = answerOf(client::DeviceClient(session).timeline({}, {}, 10));
        for (std::size_t i = 0; page && i < page->events.size(); ++i)
            require(page->events[i].posture.has_value() == (page->events[i].kind == fleet::DeviceEventKind::Posture));
    } else if (what == "summary") {
        const auto summary = answerOf(client::DeviceClient(session).summary());
        require(!summary || summary->states.size() == static_cast<qsizetype>(fleet::allDeviceStates().size()));
    } else if (what == "groups") {
        const auto groups = answerOf(client::GroupClient(session).all());
        for (std::size_t i = 0; groups && i < groups->size(); ++i)
            require((*groups)[i].version >= 1 && changes::checkGroupName((*groups)[i].definition.name));
    } else if (what == "group") {
        const auto detail = answerOf(client::GroupClient(session).group(reference));
        require(!detail || detail->group.members.size() <= changes::TargetSet::maxTargets);
    } else if (what == "audit") {
        const auto page = answerOf(client::AuditClient(session).entries(1, 10));
        for (std::size_t i = 0; page && i < page->records.size(); ++i)
            require(page->records[i].entry.index >= 1);
    } else if (what == "changes") {
        const auto page = answerOf(changes.page({}, {}, 10));
        for (std::size_t i = 0; page && i < page->changes.size(); ++i)
            require(page->changes[i].approvals >= 0);
    } else if (what == "change") { // nothing that a server answers with one text for everything is proven
        require(!answerOf(changes.verified(reference)));
    } else if (what == "evidence") {
        require(!answerOf(changes.evidence(reference)));
    } else if (what == "operators") {
        const auto names = answerOf(client::OperatorClient(session).names());
        require(!names || !names->contains({}));
    } else if (what == "logs") {
        require(!answerOf(m_console.follower.refresh()));
    }
}

} // namespace

/// What a control plane that means no good answers a console that is signed in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argumentCount = 1;
    static char name[] = "ServerAnswerFuzz";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(argumentCount, arguments);
    static Victim victim;
    victim.ask(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
