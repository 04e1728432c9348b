#include "tests/control-plane/ota/TestReleases.h"

#include "contract/signing/Secret.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::ota::ReleaseImport;
using controlplane::store::ReleaseRow;
using controlplane::store::Transaction;

namespace {

/// The answer that `act` gives to what it is called with.
template <typename T, typename Act>
Expected<T> answerOf(Act act)
{
    std::promise<Expected<T>> promise;
    auto answer = promise.get_future();
    act([&promise](const Expected<T> &given) { promise.set_value(given); });
    return answer.get();
}

Expected<void> keepNothing(Transaction &, const ReleaseRow &)
{
    return {};
}

} // namespace

QByteArray artifactBytes(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed;
    for (char &byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

ReleaseImport importOf(const QByteArray &artifact, const QString &release, const QString &version)
{
    return {
        .manifest = {.deployment = QByteArray(32, 'd'),
                     .release = release,
                     .version = version,
                     .artifact = {.digest = signing::sha256(artifact), .length = artifact.size(), .name = u"os.swu"_s},
                     .builds = {u"phone/1"_s},
                     .rollbackIndex = 7,
                     .securityPatch = 202611,
                     .notes = {}},
        .build = u"nightly 4711"_s};
}

ReleaseDesk::ReleaseDesk(controlplane::ota::ReleaseService &releases, QString operatorId)
    : m_releases(releases)
    , m_operator(std::move(operatorId))
{}

Expected<void> ReleaseDesk::begin(const ReleaseImport &import)
{
    return answerOf<void>([&](auto done) { m_releases.begin(m_operator, import, keepNothing, std::move(done)); });
}

Expected<qint64> ReleaseDesk::send(const QString &release, qint64 offset, QByteArrayView bytes)
{
    return answerOf<qint64>(
        [&](auto received) { m_releases.receive(m_operator, release, offset, bytes, std::move(received)); });
}

Expected<void> ReleaseDesk::sendAll(const QString &release, const QByteArray &artifact, qint64 offset, qsizetype part)
{
    while (offset < artifact.size()) {
        const auto size = std::min<qsizetype>(part, artifact.size() - offset);
        const auto received = send(release, offset, QByteArrayView(artifact).sliced(offset, size));
        if (!received)
            return std::unexpected(received.error());
        if (*received != offset + size)
            return refuse(ProblemType::Internal, u"another offset than was sent"_s);
        offset = *received;
    }
    return {};
}

Expected<void> ReleaseDesk::remove(const QString &release)
{
    return answerOf<void>([&](auto done) { m_releases.remove(m_operator, release, keepNothing, std::move(done)); });
}

} // namespace enigm::test
