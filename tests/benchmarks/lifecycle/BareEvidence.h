#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/signing/OpenSsl.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace enigm::benchmarks {

/// The yardstick of the evidence check: every signature in the evidence verified through OpenSSL alone, and everything
/// hashed that roots, audit paths and digests are made of. Nothing is parsed, decoded, looked up or concluded; keys and
/// signatures are ready beforehand.
class BareEvidence
{
public:
    /// `governance` is the replayed log of the evidence, from which the keys come. What is not sound in the evidence
    /// ends the program.
    BareEvidence(const device::DeviceEvidence &evidence, const changes::GovernanceReplay &governance);

    [[nodiscard]] bool verify() const;
    [[nodiscard]] qint64 signatures() const { return static_cast<qint64>(m_signatures.size()); }
    [[nodiscard]] qint64 hashes() const { return static_cast<qint64>(m_hashed.size()); }

private:
    struct Signature
    {
        std::shared_ptr<EVP_PKEY> key;
        QByteArray message;
        QByteArray signature; ///< DER, or the 64 bytes of Ed25519
        bool isEd25519 = false;
    };

    void addJws(const QByteArray &compact);
    void addChange(const QByteArray &compact);
    void addFounding(const QByteArray &leaf);
    void addNote(const QByteArray &note, const signing::PublicKey &logKey);
    void addEntry(const device::ProvenEntry &entry);
    void addHash(QByteArray message) { m_hashed.push_back(std::move(message)); }
    void addNodes(std::size_t count);
    [[nodiscard]] std::shared_ptr<EVP_PKEY> ready(const signing::PublicKey &key) const;

    const changes::GovernanceReplay &m_governance;
    std::vector<Signature> m_signatures;
    std::vector<QByteArray> m_hashed;
};

} // namespace enigm::benchmarks
