#include "contract/reports/EffectOutcome.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using reports::EffectOutcome;
using reports::Obedience;

/// What a device hands in is what the log keeps: whoever knows the thumbprint of the attested key can check it.
class EffectOutcomeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHandedInIsReadAgain();
    void onlyTheAttestedKeyIsBelieved();
    void theEntryNamesTheDeviceAndTheChange();
    void anotherFormIsRefused();

private:
    [[nodiscard]] EffectOutcome made(Obedience outcome = Obedience::Obeyed) const;

    const std::unique_ptr<signing::PrivateKey> m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
};

EffectOutcome EffectOutcomeTest::made(Obedience outcome) const
{
    reports::Acknowledgement body{.change = QByteArray(32, 'c'), .execution = 57, .outcome = outcome, .problem = {}};
    if (outcome == Obedience::Refused)
        body.problem = ProblemType::CosignaturesStale;
    const reports::Report report{.deployment = QByteArray(32, 'd'),
                                 .handle = SampleHistory::makeDevice().handle,
                                 .body = body,
                                 .time = 1'800'000'000,
                                 .nonce = QByteArray(16, 'n')};
    return {.key = m_key->publicKey(), .report = require(reports::SignedReport::sign(report, *m_key))};
}

void EffectOutcomeTest::whatIsHandedInIsReadAgain()
{
    const EffectOutcome outcome = made();
    const EffectOutcome read = require(EffectOutcome::fromJson(outcome.toJson()));
    QCOMPARE(read.key, outcome.key);
    QCOMPARE(read.report.jws.compact(), outcome.report.jws.compact());
    QCOMPARE(read.body().execution, 57);
}

void EffectOutcomeTest::onlyTheAttestedKeyIsBelieved()
{
    const EffectOutcome outcome = made();
    require(outcome.verify(m_key->publicKey().thumbprint()));
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(outcomeOf(outcome.verify(other->publicKey().thumbprint())), u"unknown-key"_s);
    // The right key beside a report that another one has signed.
    EffectOutcome foreign = outcome;
    foreign.report = require(reports::SignedReport::sign(outcome.report.report, *other));
    QCOMPARE(outcomeOf(foreign.verify(m_key->publicKey().thumbprint())), u"unknown-key"_s);
    // The right key, under the signature of another report.
    const QByteArray compact = outcome.report.jws.compact();
    const QByteArray signature = made(Obedience::AlreadySo).report.jws.compact();
    const QByteArray mixed = compact.first(compact.lastIndexOf('.')) + signature.sliced(signature.lastIndexOf('.'));
    foreign.report = require(reports::SignedReport::parse(mixed));
    QCOMPARE(outcomeOf(foreign.verify(m_key->publicKey().thumbprint())), u"bad-signature"_s);
}

void EffectOutcomeTest::theEntryNamesTheDeviceAndTheChange()
{
    const EffectOutcome outcome = made();
    const QString handle = outcome.report.report.handle.text();
    log::ActivityEntry entry = outcome.describe();
    QCOMPARE(entry.action, u"effect.outcome"_s);
    QCOMPARE(entry.actor, handle);
    QCOMPARE(entry.handles, std::vector<QString>{handle});
    QCOMPARE(entry.change, std::optional(QByteArray(32, 'c')));
    QCOMPARE(log::word(entry.outcome), u"done"_s);
    QCOMPARE(log::word(made(Obedience::AlreadySo).describe().outcome), u"done"_s);
    QCOMPARE(log::word(made(Obedience::Refused).describe().outcome), u"refused"_s);
    QCOMPARE(require(log::ActivityEntry::parse(entry.toLeaf())), entry);
}

void EffectOutcomeTest::anotherFormIsRefused()
{
    json::Object object = made().toJson().object();
    object.insert(u"more"_s, 1);
    QCOMPARE(outcomeOf(EffectOutcome::fromJson(object)), u"unknown-member"_s);
    object = made().toJson().object();
    object.insert(u"report"_s, u"a.b"_s);
    const auto report = EffectOutcome::fromJson(object);
    QCOMPARE(outcomeOf(report), u"malformed-jws"_s);
    QVERIFY(report.error().where.startsWith("/report"_L1));
    object = made().toJson().object();
    object.insert(u"key"_s, signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519)->publicKey().jwk());
    QCOMPARE(outcomeOf(EffectOutcome::fromJson(object)), u"malformed-key"_s);
    QCOMPARE(outcomeOf(EffectOutcome::fromJson(json::Value(1))), u"wrong-type"_s);
}

ENIGM_TEST_MAIN(EffectOutcomeTest)
#include "EffectOutcomeTest.moc"
