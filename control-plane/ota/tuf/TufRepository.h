#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/ota/tuf/RepositoryStep.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace enigm::controlplane::ota {

/// A signature of a version that waits: {"keyid","role","sig","version"}.
struct GivenSignature
{
    QString role;
    qint64 version = 0;
    QString keyid;
    QByteArray bytes;

    static Expected<GivenSignature> fromJson(const json::Value &value);
};

/// A release that is to be in a channel: {"channel","release"}.
struct Publication
{
    QString channel;
    QString release; ///< UUIDv7

    static Expected<Publication> fromJson(const json::Value &value);
};

/// The update repository: composes what people are to sign, takes their signatures, puts in force what they have all
/// signed, and signs snapshot and timestamp itself. Whoever may do what is for the route to say; each act of a person
/// is an entry of the log. Thread-safe.
class TufRepository
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        identity::DirectoryView directory;
        OnlineKeys keys;
        MetadataTerms terms = {};
    };
    /// Run last in the transaction of an act, with what waits for the role then, or is served.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const tuf::Envelope &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows all parts but the keys.
    explicit TufRepository(Parts parts);

    /// Composes the next root, which waits for its people and for governance. The problems of composeRoot;
    /// AlreadyExists for the key of an operator; OutOfRange where it would end too soon.
    void draftRoot(const QString &operatorId, const RootTerms &terms, Keep keep, Done done);
    /// NotFound where no such version waits, UnknownKey for who does not sign the role, BadSignature.
    void sign(const QString &operatorId, const GivenSignature &signature, Keep keep, Done done);
    /// Composes the next version of a channel, with the release. NotFound; TargetState unless both authorities have
    /// signed the release; AlreadyExists where it is there.
    void publish(const QString &operatorId, const Publication &publication, Keep keep, Done done);
    /// Does what is due by itself: what waits for people is composed, what is complete put in force, what ages signed
    /// again. Writes nothing where nothing is.
    void review(Done done);
    /// For the founding of a sample: a first root with its signatures, which waits for governance as any other.
    [[nodiscard]] Expected<void> adoptRoot(const tuf::Envelope &root);

private:
    [[nodiscard]] RepositoryGround ground() const;
    [[nodiscard]] Expected<void> advance(store::Transaction &transaction) const;
    [[nodiscard]] Expected<void> putInForce(store::Transaction &transaction, const RoleFiles &files) const;
    [[nodiscard]] Expected<void> putOnline(store::Transaction &transaction, const RoleFiles &files) const;
    [[nodiscard]] Expected<void> notePublications(store::Transaction &transaction, const QString &channel,
                                                  const tuf::Envelope &file) const;
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action, const QString &actor,
                                        log::Category category, json::Value body) const;
    [[nodiscard]] Expected<void> finish(store::Transaction &transaction, const QString &role, Keep &keep) const;
    /// Whether advance() would write anything, as it is committed now.
    [[nodiscard]] Expected<bool> isDue() const;

    Parts m_parts;
};

} // namespace enigm::controlplane::ota
