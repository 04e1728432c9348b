#include "tests/control-plane/ota/tuf/RepositoryDesk.h"

#include "contract/ota/tuf/MetadataText.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/history/Require.h"

#include <algorithm>
#include <future>
#include <utility>

namespace enigm::test {

namespace tuf = ota::tuf;

using controlplane::ota::RepositoryReader;
using controlplane::ota::TufRepository;

namespace {

Expected<void> keepNothing(controlplane::store::Transaction &, const tuf::Envelope &)
{
    return {};
}

/// Waits for what `begin` begins.
template <typename Begin>
Expected<void> waitFor(const Begin &begin)
{
    std::promise<Expected<void>> answer;
    begin([&answer](const Expected<void> &done) { answer.set_value(done); });
    return answer.get_future().get();
}

} // namespace

RepositoryDesk::RepositoryDesk(TufRepository &repository, const RepositoryReader &reader, QString operatorId)
    : m_repository(repository)
    , m_reader(reader)
    , m_operator(std::move(operatorId))
{}

Expected<void> RepositoryDesk::draftRoot(const controlplane::ota::RootTerms &terms)
{
    return waitFor(
        [&](TufRepository::Done done) { m_repository.draftRoot(m_operator, terms, keepNothing, std::move(done)); });
}

Expected<void> RepositoryDesk::publish(const QString &channel, const QString &release)
{
    return waitFor([&](TufRepository::Done done) {
        m_repository.publish(m_operator, {.channel = channel, .release = release}, keepNothing, std::move(done));
    });
}

Expected<void> RepositoryDesk::sign(const tuf::PendingRole &role, const signing::Signer &key)
{
    const controlplane::ota::GivenSignature signature{.role = role.role,
                                                      .version = role.version,
                                                      .keyid = tuf::Key(key.publicKey()).keyid(),
                                                      .bytes = require(tuf::signWith(key, tuf::signedText(role.body)))};
    return waitFor(
        [&](TufRepository::Done done) { m_repository.sign(m_operator, signature, keepNothing, std::move(done)); });
}

Expected<void> RepositoryDesk::sign(const QString &role, const signing::Signer &key)
{
    const auto waiting = pending();
    const auto found = std::ranges::find(waiting, role, &tuf::PendingRole::role);
    return found == waiting.end() ? refuse(ProblemType::NotFound, {}, role) : sign(*found, key);
}

std::vector<tuf::PendingRole> RepositoryDesk::pending() const
{
    return require(m_reader.pending());
}

Expected<void> RepositoryDesk::review()
{
    return waitFor([&](TufRepository::Done done) { m_repository.review(std::move(done)); });
}

} // namespace enigm::test
