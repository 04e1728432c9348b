#pragma once

#include "contract/ota/tuf/Root.h"
#include "contract/ota/tuf/Snapshot.h"
#include "contract/ota/tuf/Targets.h"
#include "contract/signing/Signer.h"
#include "tests/contract/ota/tuf/MemoryRepository.h"

#include <memory>
#include <vector>

namespace enigm::test {

/// A sound repository of one target in a delegated role, whose parts a test changes before they are signed and served.
/// The root is signed by two of two keys, everything else by one.
class SmallRepository
{
public:
    using Signer = std::shared_ptr<const signing::Signer>;
    static constexpr qint64 now = 1'790'000'000;
    static constexpr qint64 later = now + 1000; ///< when everything expires
    inline static const QString path = QStringLiteral("stable/1/phone.img");
    inline static const QByteArray content = "the system of a phone";

    SmallRepository();

    ota::tuf::Root root;
    ota::tuf::Targets targets;
    ota::tuf::Targets stable;
    ota::tuf::Snapshot snapshot;
    ota::tuf::Timestamp timestamp;
    std::vector<Signer> rootKeys;
    Signer targetsKey;
    Signer stableKey;
    Signer snapshotKey;
    Signer timestampKey;

    /// Of the next version of it.
    void nextRoot();
    void nextTimestamp();
    void nextSnapshot();

    /// Signs all but the root anew, and serves it.
    void publish();
    /// The same, but for this file, which stays as it was. Signatures differ in length: what is stated of the file is
    /// no shorter than it, so that its digest alone tells.
    void publishBehind(const QString &file);
    /// Serves the root by these signers.
    void publishRoot(const std::vector<Signer> &signers);
    /// The root that devices come with.
    [[nodiscard]] QByteArray firstRoot() const { return m_first; }

    MemoryRepository served;

    static Signer makeKey(signing::PublicKey::Kind kind = signing::PublicKey::Kind::P256);
    /// A role of these keys, which are added to the table.
    static ota::tuf::Role roleOf(ota::tuf::KeyTable &keys, const std::vector<Signer> &signers, int threshold);
    static QByteArray signedText(const json::Value &body, const std::vector<Signer> &signers);

private:
    QByteArray m_first;
};

} // namespace enigm::test
