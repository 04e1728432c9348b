#include "contract/ota/tuf/Updater.h"

#include <QSet>
#include <QUrl>

#include <ranges>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr auto suffix = ".json"_L1;

} // namespace

QString escapedRole(const QString &role)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(role));
}

Updater::Updater(Fetcher &fetcher, MetadataStore &store, qint64 now)
    : Updater(fetcher, store, now, Options())
{}

Updater::Updater(Fetcher &fetcher, MetadataStore &store, qint64 now, Options options)
    : m_fetcher(fetcher)
    , m_store(store)
    , m_now(now)
    , m_options(std::move(options))
{}

Expected<void> Updater::refresh(QByteArrayView root)
{
    if (auto done = refreshRoot(root); !done)
        return done;
    if (auto done = refreshTimestamp(); !done)
        return done;
    if (auto done = refreshSnapshot(); !done)
        return done;
    return loadTargets({.role = targetsRole, .parent = {}});
}

Expected<void> Updater::refreshRoot(QByteArrayView root)
{
    const auto kept = m_store.load(rootRole);
    auto trusted = TrustedMetadata::begin(kept ? QByteArrayView(*kept) : root, m_now, m_options.pin);
    if (!trusted)
        return std::unexpected(trusted.error());
    m_trusted = std::move(*trusted);
    for (int count = 0;; ++count) {
        const QString file = QString::number(m_trusted->root().heading.version + 1) + u'.' + rootRole + suffix;
        const auto text = m_fetcher.metadata(file, m_options.limits.rootBytes);
        if (!text && text.error().type == ProblemType::NotFound)
            break;
        if (!text)
            return std::unexpected(text.error());
        if (count == m_options.limits.roots)
            return refuse(ProblemType::TooLarge, u"There are more new roots than one refresh takes"_s, file);
        if (const auto taken = takeNextRoot(*text); !taken)
            return std::unexpected(taken.error().under(file));
    }
    return m_trusted->endRoots();
}

Expected<void> Updater::takeNextRoot(QByteArrayView text)
{
    const auto next = m_trusted->takeRoot(text);
    if (!next)
        return std::unexpected(next.error());
    // First what goes, then the root: a device that dies between the two forgets again at its next start.
    if (next->forgetsVersions) {
        for (const auto role : {timestampRole, snapshotRole}) {
            if (auto forgotten = m_store.forget(role); !forgotten)
                return forgotten;
        }
    }
    return m_store.keep(rootRole, text);
}

Expected<void> Updater::refreshTimestamp()
{
    // What is kept may be by keys that a newer root took away: then it is as if there were none.
    if (const auto kept = m_store.load(timestampRole))
        (void)m_trusted->rememberTimestamp(*kept);
    const QString file = timestampRole + suffix;
    const auto text = m_fetcher.metadata(file, m_options.limits.timestampBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto isNew = m_trusted->takeTimestamp(*text);
    if (!isNew)
        return std::unexpected(isNew.error().under(file));
    return *isNew ? m_store.keep(timestampRole, *text) : Expected<void>();
}

Expected<QByteArray> Updater::fetchRole(const QString &role, const MetaFile &named, qint64 most)
{
    QString file = escapedRole(role) + suffix;
    if (m_trusted->root().consistentSnapshot)
        file.prepend(QString::number(named.version) + u'.');
    return m_fetcher.metadata(file, named.length ? qMin(*named.length, most) : most);
}

Expected<void> Updater::refreshSnapshot()
{
    if (const auto kept = m_store.load(snapshotRole)) {
        (void)m_trusted->rememberSnapshot(*kept); // as for the timestamp
        if (m_trusted->takeSnapshot(*kept))
            return {};
    }
    const auto text = fetchRole(snapshotRole, m_trusted->timestamp()->snapshot, m_options.limits.snapshotBytes);
    if (!text)
        return std::unexpected(text.error());
    if (auto taken = m_trusted->takeSnapshot(*text); !taken)
        return std::unexpected(taken.error().under(snapshotRole + suffix));
    return m_store.keep(snapshotRole, *text);
}

Expected<void> Updater::takeTargets(QByteArrayView text, const Visit &visit)
{
    auto taken = visit.parent.isEmpty() ? m_trusted->takeTargets(text)
                                        : m_trusted->takeDelegated(text, visit.role, visit.parent);
    if (taken)
        m_parents.insert(visit.role, visit.parent);
    return taken;
}

Expected<void> Updater::loadTargets(const Visit &visit)
{
    // Two that delegate to one name may do so to different keys.
    if (const auto parent = m_parents.find(visit.role); parent != m_parents.end() && *parent == visit.parent)
        return {};
    const QString name = escapedRole(visit.role);
    if (const auto kept = m_store.load(name); kept && takeTargets(*kept, visit))
        return {};
    const auto &roles = m_trusted->snapshot()->roles;
    const auto named = roles.find(visit.role);
    if (named == roles.end())
        return refuse(ProblemType::BodyMismatch, u"The snapshot does not name the role %1"_s.arg(visit.role));
    const auto text = fetchRole(visit.role, *named, m_options.limits.targetsBytes);
    if (!text)
        return std::unexpected(text.error());
    if (const auto taken = takeTargets(*text, visit); !taken)
        return std::unexpected(taken.error().under(name + suffix));
    return m_store.keep(name, *text);
}

Expected<std::optional<Updater::Target>> Updater::find(const QString &path)
{
    std::vector<Visit> open{{.role = targetsRole, .parent = {}}};
    QSet<QString> visited;
    while (!open.empty()) {
        const Visit visit = open.back();
        open.pop_back();
        if (visited.contains(visit.role))
            continue; // a ring of delegations
        if (visited.size() > m_options.limits.delegations)
            return refuse(ProblemType::TooLarge, u"The target was not found within so many delegations"_s, path);
        visited.insert(visit.role);
        if (const auto loaded = loadTargets(visit); !loaded)
            return std::unexpected(loaded.error());
        const Targets &targets = *m_trusted->targets(visit.role);
        if (const auto file = targets.files.find(path); file != targets.files.end())
            return Target{.path = path, .file = *file, .role = visit.role};
        if (!targets.delegations)
            continue;
        std::vector<Visit> children;
        for (const DelegatedRole &role : targets.delegations->roles) {
            if (!role.covers(path))
                continue;
            children.push_back({.role = role.name, .parent = visit.role});
            if (role.terminating) {
                open.clear(); // nobody else is asked after it
                break;
            }
        }
        std::ranges::move(children | std::views::reverse, std::back_inserter(open));
    }
    return std::nullopt;
}

Expected<void> Updater::loadAll()
{
    std::vector<Visit> open{{.role = targetsRole, .parent = {}}};
    QSet<QString> visited;
    while (!open.empty()) {
        const Visit visit = open.back();
        open.pop_back();
        if (visited.contains(visit.role))
            continue;
        if (visited.size() > m_options.limits.delegations)
            return refuse(ProblemType::TooLarge, u"The repository has more delegations than are taken"_s);
        visited.insert(visit.role);
        if (auto loaded = loadTargets(visit); !loaded)
            return loaded;
        if (const auto &delegations = m_trusted->targets(visit.role)->delegations) {
            for (const DelegatedRole &role : delegations->roles)
                open.push_back({.role = role.name, .parent = visit.role});
        }
    }
    return {};
}

QString Updater::servedAt(const Target &target) const
{
    if (!m_trusted->root().consistentSnapshot)
        return target.path;
    const qsizetype name = target.path.lastIndexOf(u'/') + 1;
    return target.path.first(name) + target.file.hashes.name() + u'.' + target.path.sliced(name);
}

Expected<QByteArray> Updater::fetch(const Target &target)
{
    auto bytes = m_fetcher.target(servedAt(target), target.file.length);
    if (!bytes)
        return bytes;
    if (const auto same = checkFile(*bytes, target.file.length, target.file.hashes); !same)
        return std::unexpected(same.error().under(target.path));
    return bytes;
}

} // namespace enigm::ota::tuf
