#include "tests/support/plane/TestWitness.h"

#include "contract/log/SignedNote.h"
#include "control-plane/audit/CosignatureIntake.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::store::LogId;
using controlplane::store::Transaction;

TestWitness::TestWitness(const QString &name, bool standIn)
    : m_key(signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519))
    , m_record{.name = name, .key = m_key->publicKey(), .standIn = standIn}
    , m_signer(require(log::NoteSigner::make(name.toUtf8(), log::NoteAlgorithm::CosignatureV1, *m_key)))
{}

QByteArray TestWitness::cosigned(LivePlane &live, LogId log, qint64 time) const
{
    return cosigned(live.plane().checkpoints().current()->of(log).note, time);
}

QByteArray TestWitness::cosigned(const QByteArray &note, qint64 time) const
{
    const auto parsed = require(log::SignedNote::parse(note));
    const auto bare = require(log::SignedNote::make(parsed.text(), {parsed.signatures().front()}));
    return require(bare.withSignature(require(m_signer.sign(parsed.text(), time)))).toBytes();
}

Expected<void> handIn(LivePlane &live, LogId log, const QByteArray &note)
{
    const auto directory = live.plane().governance().directory();
    const qint64 now = live.clock.now();
    const auto cosigned = controlplane::audit::openCosigned(log, note, *directory, now);
    if (!cosigned)
        return std::unexpected(cosigned.error());
    return live.plane().writer().submitAndWait([&](Transaction &transaction) {
        return controlplane::audit::keepCosigned(transaction, *cosigned, *directory, now);
    });
}

void cosignBoth(LivePlane &live, std::initializer_list<const TestWitness *> witnesses)
{
    for (const TestWitness *const witness : witnesses) {
        for (const LogId log : {LogId::Governance, LogId::Activity})
            require(handIn(live, log, witness->cosigned(live, log, live.clock.now())));
    }
}

} // namespace enigm::test
