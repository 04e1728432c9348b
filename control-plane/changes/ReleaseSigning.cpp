#include "control-plane/changes/ReleaseSigning.h"

#include "control-plane/store/Reader.h"
#include "control-plane/store/StoredManifest.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::ota::Manifest;
using enigm::ota::SignedManifest;
using enigm::ota::SignedProduction;
using operators::SigningAuthority;

namespace {

const QString signedAction = u"release.signed"_s;
const QString machine = u"control-plane"_s;

} // namespace

struct ReleaseSigning::Signature
{
    QString release;
    SigningAuthority authority;
    signing::Jws jws;
    /// Whether what was signed is what a release of this manifest has to have signed.
    std::function<bool(const Manifest &)> isOf;
};

void ReleaseSigning::takeManifest(const QString &operatorId, const QString &release, QByteArrayView jws, Keep keep,
                                  Done done)
{
    auto parsed = SignedManifest::parse(jws);
    if (!parsed)
        return done(std::unexpected(parsed.error()));
    auto isOf = [manifest = parsed->manifest](const Manifest &imported) { return imported == manifest; };
    auto job = [this, operatorId, keep = std::move(keep),
                signature =
                    Signature{.release = release,
                              .authority = SigningAuthority::Manifest,
                              .jws = std::move(parsed->jws),
                              .isOf = std::move(isOf)}](store::Transaction &transaction) mutable -> Expected<void> {
        if (auto kept = keepSignature(transaction, operatorId, signature); !kept)
            return kept;
        return keep(transaction, signature.release);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void ReleaseSigning::takeProduction(const QString &release, QByteArrayView jws, Done done)
{
    auto parsed = SignedProduction::parse(jws);
    if (!parsed)
        return done(std::unexpected(parsed.error()));
    auto isOf = [production = parsed->production](const Manifest &imported) {
        return enigm::ota::Production::of(imported) == production;
    };
    auto job = [this, signature = Signature{.release = release,
                                            .authority = SigningAuthority::Production,
                                            .jws = std::move(parsed->jws),
                                            .isOf = std::move(isOf)}](store::Transaction &transaction) {
        return keepSignature(transaction, machine, signature);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<void> ReleaseSigning::keepSignature(store::Transaction &transaction, const QString &actor,
                                             const Signature &signature) const
{
    const auto row = transaction.releases.find(signature.release);
    if (!row)
        return std::unexpected(row.error());
    const auto signOff = transaction.signOffs.find(signature.release, signature.authority);
    if (!signOff)
        return std::unexpected(signOff.error());
    if (!*row || !*signOff)
        return refuse(
            ProblemType::NotFound,
            u"Nobody has let the %1 authority sign this release."_s.arg(operators::toWord(signature.authority)),
            signature.release);
    const auto manifest = store::manifestOf(**row);
    if (!manifest)
        return std::unexpected(manifest.error());
    if (!signature.isOf(*manifest))
        return refuse(ProblemType::BodyMismatch, u"Something else was signed than the release says."_s,
                      signature.release);
    const operators::UpdateKeys &keys = m_parts.governance.working()->directory().updateKeys();
    const signing::PublicKey *const key = keys.find(signature.authority, signature.jws.kid());
    if (!key)
        return refuse(
            ProblemType::UnknownKey,
            u"The governance log names no such key of the %1 authority."_s.arg(operators::toWord(signature.authority)),
            signature.jws.kid());
    if (auto verified = signature.jws.verify(*key); !verified)
        return verified;
    const qint64 time = m_parts.clock.now();
    log::ActivityEntry entry;
    entry.time = time;
    entry.category = log::Category::SigningEvent;
    entry.action = signedAction;
    entry.resource = log::Resource::Release;
    entry.actor = actor;
    const auto change = transaction.changes.find((*signOff)->change);
    if (!change)
        return std::unexpected(change.error());
    entry.change = (*change)->digest;
    const auto body = log::ActivityBody::make(json::Object{{"authority"_L1, operators::toWord(signature.authority)},
                                                           {"jws"_L1, QString::fromLatin1(signature.jws.compact())},
                                                           {"release"_L1, signature.release}});
    const auto appended = m_parts.sequencer.appendActivity(transaction, std::move(entry), body);
    if (!appended)
        return std::unexpected(appended.error());
    return transaction.releases.addSignature({.release = signature.release,
                                              .authority = signature.authority,
                                              .jws = signature.jws.compact(),
                                              .key = signature.jws.kid(),
                                              .change = (*signOff)->change,
                                              .signedAt = time},
                                             appended->cursor);
}

Expected<std::vector<ReleaseSigning::Waiting>> ReleaseSigning::waitingForProduction() const
{
    constexpr int most = 100;
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->signOffs.waiting(SigningAuthority::Production, most);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Waiting> waiting;
    for (const store::SignOffRow &row : *rows)
        waiting.push_back({.release = row.release, .change = row.change});
    return waiting;
}

} // namespace enigm::controlplane::changes
