#include "tests/control-plane/ota/tuf/ComposedRepository.h"

#include "contract/signing/Secret.h"
#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace tuf = ota::tuf;

ComposedRepository::Key ComposedRepository::makeKey(signing::PublicKey::Kind kind)
{
    return signing::PrivateKey::generate(kind);
}

std::vector<signing::PublicKey> ComposedRepository::publicKeys(const std::vector<Key> &keys)
{
    std::vector<signing::PublicKey> result;
    for (const Key &key : keys)
        result.push_back(key->publicKey());
    return result;
}

ComposedRepository::ComposedRepository(qint64 at)
    : now(at)
    , rootKeys{makeKey(), makeKey(), makeKey()}
    , manifestKeys{makeKey(), makeKey()}
    , m_snapshotKey(makeKey(signing::PublicKey::Kind::Ed25519))
    , m_timestampKey(makeKey(signing::PublicKey::Kind::Ed25519))
{}

repository::RepositoryGround ComposedRepository::ground() const
{
    return {.manifestKeys = publicKeys(manifestKeys),
            .isNamed = [this](QByteArrayView digest) { return m_named.contains(digest.toByteArray()); },
            .keys = {.snapshot = m_snapshotKey, .timestamp = m_timestampKey},
            .terms = terms,
            .now = now};
}

void ComposedRepository::draftRoot()
{
    const auto root =
        require(repository::composeRoot({.keys = publicKeys(rootKeys), .threshold = 2, .expires = now + 365 * 86'400},
                                        ground().roleKeys(), files.nextVersion(tuf::rootRole)));
    files.pending.insert(tuf::rootRole, tuf::Envelope(root.toJson()));
}

void ComposedRepository::nameRoot()
{
    m_named.insert(files.pending.value(tuf::rootRole, tuf::Envelope({})).digest());
}

void ComposedRepository::sign(const QString &name, const std::vector<Key> &keys)
{
    const auto waiting = files.pending.find(name);
    if (waiting == files.pending.end())
        qFatal("nothing waits for this role");
    for (const Key &key : keys)
        require(waiting->sign(*key));
}

void ComposedRepository::signAll()
{
    for (const QString &name : files.pending.keys())
        sign(name, name == tuf::rootRole ? rootKeys : manifestKeys);
}

void ComposedRepository::begin()
{
    draftRoot();
    nameRoot();
    step();
    signAll();
    step();
}

void ComposedRepository::publishFile()
{
    tuf::TargetFile file{.length = content.size(),
                         .hashes = {.sha256 = signing::sha256(content), .sha512 = {}},
                         .custom = json::Object{{"release"_L1, path.section(u'/', 1, 1)}}};
    files.pending.insert(QLatin1StringView(role), require(repository::withFile(files, QLatin1StringView(role), path,
                                                                               std::move(file), now + terms.offline)));
    signAll();
    step();
    const QString hash = QString::fromLatin1(signing::sha256(content).toHex());
    m_served.targets.insert(path.section(u'/', 0, 1) + u'/' + hash + u'.' + path.section(u'/', 2), content);
}

void ComposedRepository::step()
{
    const auto step = require(repository::RepositoryStep::next(files, ground()));
    files = step.after(std::move(files));
    serve();
}

void ComposedRepository::serve()
{
    for (auto file = files.served.begin(); file != files.served.end(); ++file) {
        const QString prefix =
            file.key() == tuf::timestampRole ? QString() : QString::number(repository::versionOf(&*file)) + u'.';
        m_served.files.insert(prefix + file.key() + u".json"_s, file->text());
    }
}

qint64 ComposedRepository::version(const QString &name) const
{
    return repository::versionOf(repository::fileOf(files.served, name));
}

QString ComposedRepository::outcome(MemoryStore &store, qint64 at)
{
    tuf::Updater updater(m_served, store, at);
    if (const auto done = updater.refresh(firstRoot()); !done)
        return problemSlug(done.error().type);
    const auto target = updater.find(path);
    if (!target)
        return problemSlug(target.error().type);
    if (!*target)
        return u"nobody vouches"_s;
    const auto bytes = updater.fetch(**target);
    return !bytes ? problemSlug(bytes.error().type) : *bytes == content ? u"taken"_s : u"another file"_s;
}

} // namespace enigm::test
