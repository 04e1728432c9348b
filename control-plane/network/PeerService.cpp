#include "control-plane/network/PeerService.h"

#include "control-plane/network/NetworkEpochs.h"
#include "control-plane/network/PathQuestion.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

namespace enigm::controlplane::network {

using enigm::fleet::DeviceHandle;
using enigm::policy::NetworkPath;

namespace {

/// Credentials that are read and judged at once.
constexpr int batch = 1000;

QByteArray keyFor(const store::NetworkCredentialRow &credential, NetworkPath path)
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return credential.wireguardKey;
    case NetworkPath::TorGateway:
        return credential.onionKey;
    case NetworkPath::ProxyNetwork:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

PeerService::PeerService(const Parts &parts)
    : m_parts(parts)
    , m_subscription(parts.commits.subscribe([this] { ++m_commits; }))
{}

Expected<std::shared_ptr<const Peers>> PeerService::peersOf(NetworkPath path)
{
    const std::scoped_lock lock(m_mutex); // whoever asks meanwhile is answered the same
    const quint64 commits = m_commits;    // before the snapshot, which may already hold more
    Kept &kept = m_kept[path];
    const qint64 now = m_parts.clock.now();
    if (kept.peers && kept.upTo == commits && now >= kept.peers->time && now < kept.peers->validUntil)
        return kept.peers;
    auto found = find(path);
    if (!found)
        return std::unexpected(found.error());
    kept = {.peers = std::make_shared<const Peers>(std::move(*found)), .upTo = commits};
    return kept.peers;
}

Expected<Peers> PeerService::find(NetworkPath path) const
{
    const auto snapshot = m_parts.database.read(); // the one that all below it read
    if (!snapshot)
        return std::unexpected(snapshot.error());
    const qint64 now = m_parts.clock.now();
    const auto epochs = epochsTakenAt(now);
    Peers peers{.peers = {}, .time = now, .validUntil = epochTakenUntil(epochs.back())};
    if (epochs.size() == 1)
        peers.validUntil = enigm::fleet::handleEpochStart(epochs.front() + 1);
    for (const qint64 epoch : epochs) {
        if (auto added = addEpoch(peers, path, epoch); !added)
            return std::unexpected(added.error());
    }
    std::ranges::sort(peers.peers, {}, &Peers::Peer::handle);
    return peers;
}

Expected<void> PeerService::addEpoch(Peers &peers, NetworkPath path, qint64 epoch) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    QString after;
    for (;;) {
        const auto page = (*reader)->networkCredentials.page(epoch, after, batch);
        if (!page)
            return std::unexpected(page.error());
        if (!page->empty()) {
            if (auto added = addPage(peers, path, *page); !added)
                return added;
            after = page->back().device.text();
        }
        if (page->size() < static_cast<std::size_t>(batch))
            return {};
    }
}

Expected<void> PeerService::addPage(Peers &peers, NetworkPath path,
                                    const std::vector<store::NetworkCredentialRow> &page) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    std::vector<DeviceHandle> devices;
    for (const store::NetworkCredentialRow &credential : page)
        devices.push_back(credential.device);
    const auto verdicts = m_parts.decisions.judge(devices, questionBy(path));
    if (!verdicts)
        return std::unexpected(verdicts.error());
    for (std::size_t i = 0; i < page.size(); ++i) {
        const policy::Verdict &verdict = (*verdicts)[i];
        if (verdict.changesAt)
            peers.validUntil = std::min(peers.validUntil, *verdict.changesAt);
        if (denialIn(verdict, path))
            continue;
        const auto origin = (*reader)->enrollments.origin(page[i].device);
        if (!origin)
            return std::unexpected(origin.error());
        if (!*origin)
            continue; // of before there were enrolments; it was never given any
        auto handle = m_parts.handles.handleOf(**origin, enigm::fleet::HandleAudience::Network, page[i].epoch);
        if (!handle)
            return std::unexpected(handle.error());
        peers.peers.push_back({.handle = std::move(*handle), .key = keyFor(page[i], path)});
    }
    return {};
}

} // namespace enigm::controlplane::network
