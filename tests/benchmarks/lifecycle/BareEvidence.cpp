#include "tests/benchmarks/lifecycle/BareEvidence.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/signing/EcdsaSignature.h"
#include "tests/support/history/SampleHistory.h"

#include <openssl/x509.h>

#include <array>

namespace enigm::benchmarks {

namespace {

using test::require;

constexpr qsizetype nodeSize = 65; ///< 0x01, left, right

} // namespace

BareEvidence::BareEvidence(const device::DeviceEvidence &evidence, const changes::GovernanceReplay &governance)
    : m_governance(governance)
{
    const operators::Founding &founding = governance.directory().founding();
    addFounding(evidence.governanceLeaves.front());
    for (const QByteArray &leaf : evidence.governanceLeaves) {
        addHash('\0' + leaf);
        const auto entry = require(log::GovernanceEntry::parse(leaf));
        if (!entry.change)
            continue;
        addChange(*entry.change);
        for (const QByteArray &approval : entry.approvals)
            addJws(approval);
    }
    addNodes(evidence.governanceLeaves.size() - 1);
    addNote(evidence.governanceCheckpoint, founding.governanceLogKey);
    addNote(evidence.activityCheckpoint, founding.activityLogKey);

    addChange(evidence.change);
    addEntry(evidence.request);
    addEntry(evidence.execution);
    for (const device::ProvenApproval &approval : evidence.approvals) {
        addJws(approval.approval);
        addEntry(approval.entry);
        addHash(approval.salt + R"({"approval":")" + approval.approval + R"("})");
    }
    addHash('\0' + evidence.target.leaf);
    addNodes(evidence.target.proof.size());
}

bool BareEvidence::verify() const
{
    bool isGood = true;
    for (const Signature &each : m_signatures) {
        const signing::EvpDigestContext context(EVP_MD_CTX_new());
        isGood = EVP_DigestVerifyInit(context.get(), nullptr, each.isEd25519 ? nullptr : signing::sha256Method(),
                                      nullptr, each.key.get()) == 1 &&
                 EVP_DigestVerify(context.get(), signing::unsignedData(each.signature),
                                  static_cast<std::size_t>(each.signature.size()), signing::unsignedData(each.message),
                                  static_cast<std::size_t>(each.message.size())) == 1 &&
                 isGood;
    }
    std::array<unsigned char, 32> digest;
    for (const QByteArray &each : m_hashed)
        isGood = EVP_Digest(each.constData(), static_cast<std::size_t>(each.size()), digest.data(), nullptr,
                            signing::sha256Method(), nullptr) == 1 &&
                 isGood;
    return isGood;
}

void BareEvidence::addJws(const QByteArray &compact)
{
    const qsizetype header = compact.indexOf('.');
    const qsizetype end = compact.lastIndexOf('.');
    const auto kid = require(json::parse(require(encoding::fromBase64Url(compact.first(header)))));
    const auto *const key = m_governance.directory().findKey(kid.object().find(u"kid")->text());
    const auto pair = signing::EcdsaSignature::fromRaw(require(encoding::fromBase64Url(compact.sliced(end + 1))));
    m_signatures.push_back({.key = ready(key->key),
                            .message = compact.first(end),
                            .signature = pair.value().der().toByteArray(),
                            .isEd25519 = false});
}

/// Approvals name the change by its digest.
void BareEvidence::addChange(const QByteArray &compact)
{
    addJws(compact);
    addHash(compact.first(compact.lastIndexOf('.')));
}

/// Every founder's signature, and the deployment id.
void BareEvidence::addFounding(const QByteArray &leaf)
{
    const auto entry = require(log::GovernanceEntry::parse(leaf));
    for (const QByteArray &approval : entry.approvals)
        addJws(approval);
    addHash(json::canonical(entry.fact));
}

/// The signature of the log and those of witnesses.
void BareEvidence::addNote(const QByteArray &note, const signing::PublicKey &logKey)
{
    const auto parsed = require(log::SignedNote::parse(note));
    m_signatures.push_back({.key = ready(logKey),
                            .message = parsed.text(),
                            .signature = parsed.signatures().front().signature,
                            .isEd25519 = true});
    for (std::size_t i = 1; i < parsed.signatures().size(); ++i) {
        const log::NoteSignature &line = parsed.signatures()[i];
        for (const auto &record : m_governance.directory().witnesses()) {
            const auto verifier = require(log::NoteVerifier::make(
                record.witness.name.toUtf8(), log::NoteAlgorithm::CosignatureV1, record.witness.key));
            if (!verifier.matches(line))
                continue;
            const auto time = require(verifier.verify(parsed.text(), line));
            m_signatures.push_back({.key = ready(record.witness.key),
                                    .message = log::cosignedMessage(parsed.text(), time.value()),
                                    .signature = line.signature.last(64),
                                    .isEd25519 = true});
        }
    }
}

void BareEvidence::addEntry(const device::ProvenEntry &entry)
{
    addHash('\0' + entry.leaf);
    addNodes(entry.proof.size());
}

void BareEvidence::addNodes(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        addHash(QByteArray(nodeSize, '\1'));
}

std::shared_ptr<EVP_PKEY> BareEvidence::ready(const signing::PublicKey &key) const
{
    const QByteArray der = key.spki();
    const unsigned char *at = signing::unsignedData(der);
    return {d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())), EVP_PKEY_free};
}

} // namespace enigm::benchmarks
