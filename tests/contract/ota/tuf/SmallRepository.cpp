#include "tests/contract/ota/tuf/SmallRepository.h"

#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace tuf = ota::tuf;

SmallRepository::Signer SmallRepository::makeKey(signing::PublicKey::Kind kind)
{
    return signing::PrivateKey::generate(kind);
}

tuf::Role SmallRepository::roleOf(tuf::KeyTable &keys, const std::vector<Signer> &signers, int threshold)
{
    tuf::Role role;
    role.threshold = threshold;
    for (const Signer &signer : signers) {
        const tuf::Key key(signer->publicKey());
        keys.insert(key.keyid(), key);
        role.keyids.append(key.keyid());
    }
    return role;
}

QByteArray SmallRepository::signedText(const json::Value &body, const std::vector<Signer> &signers)
{
    tuf::Envelope envelope(body);
    for (const Signer &signer : signers) {
        if (!envelope.sign(*signer))
            qFatal("a key in memory does not sign");
    }
    return envelope.text();
}

SmallRepository::SmallRepository()
    : rootKeys{makeKey(), makeKey()}
    , targetsKey(makeKey())
    , stableKey(makeKey())
    , snapshotKey(makeKey(signing::PublicKey::Kind::Ed25519))
    , timestampKey(makeKey(signing::PublicKey::Kind::Ed25519))
{
    root.heading.expires = targets.heading.expires = stable.heading.expires = later;
    snapshot.heading.expires = timestamp.heading.expires = later;
    root.root = roleOf(root.keys, rootKeys, 2);
    root.targets = roleOf(root.keys, {targetsKey}, 1);
    root.snapshot = roleOf(root.keys, {snapshotKey}, 1);
    root.timestamp = roleOf(root.keys, {timestampKey}, 1);

    tuf::Delegations delegations;
    tuf::DelegatedRole role{.name = u"stable"_s,
                            .role = {},
                            .paths = QStringList{u"stable/*/*"_s},
                            .hashPrefixes = {},
                            .terminating = true};
    role.role = roleOf(delegations.keys, {stableKey}, 1);
    delegations.roles.push_back(std::move(role));
    targets.delegations = std::move(delegations);
    stable.files.insert(
        path, {.length = content.size(), .hashes = {.sha256 = signing::sha256(content), .sha512 = {}}, .custom = {}});
    publishRoot(rootKeys);
    m_first = served.files.value(u"1.root.json"_s);
    publish();
}

void SmallRepository::nextRoot()
{
    ++root.heading.version;
}

void SmallRepository::nextTimestamp()
{
    ++timestamp.heading.version;
}

void SmallRepository::nextSnapshot()
{
    ++snapshot.heading.version;
    nextTimestamp();
}

void SmallRepository::publishRoot(const std::vector<Signer> &signers)
{
    served.files.insert(QString::number(root.heading.version) + u".root.json"_s, signedText(root.toJson(), signers));
}

void SmallRepository::publish()
{
    const auto serve = [this](const QString &role, qint64 version, const QByteArray &text) {
        served.files.insert(QString::number(version) + u'.' + role + u".json"_s, text);
        return tuf::MetaFile::of(version, text);
    };
    snapshot.roles.insert(u"stable"_s,
                          serve(u"stable"_s, stable.heading.version, signedText(stable.toJson(), {stableKey})));
    snapshot.roles.insert(u"targets"_s,
                          serve(u"targets"_s, targets.heading.version, signedText(targets.toJson(), {targetsKey})));
    timestamp.snapshot = serve(u"snapshot"_s, snapshot.heading.version, signedText(snapshot.toJson(), {snapshotKey}));
    served.files.insert(u"timestamp.json"_s, signedText(timestamp.toJson(), {timestampKey}));
    const QString hash = QString::fromLatin1(signing::sha256(content).toHex());
    served.targets.insert(u"stable/1/"_s + hash + u".phone.img"_s, content);
}

void SmallRepository::publishBehind(const QString &file)
{
    constexpr int attempts = 100;
    const QByteArray old = served.files.value(file);
    for (int i = 0; i < attempts && (i == 0 || served.files.value(file).size() < old.size()); ++i)
        publish();
    served.files.insert(file, old);
}

} // namespace enigm::test
