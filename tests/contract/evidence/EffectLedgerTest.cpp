#include "contract/evidence/EffectLedger.h"

#include "contract/evidence/AuditExport.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/reports/PolicyConfirmation.h"
#include "contract/reports/PostureChange.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>
#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using evidence::AuditVerdict;
using reports::EffectOutcome;
using reports::Obedience;
using reports::PostureChange;

/// A reviewer verifies offline what devices said of the changes that reached them, and of themselves.
class EffectLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_history.reset(); }
    void whatADeviceHasSignedVerifies();
    void aRefusalVerifiesToo();
    void theServerCannotSpeakForADevice_data();
    void theServerCannotSpeakForADevice();
    void theHeaderSaysWhatTheBodySays_data();
    void theHeaderSaysWhatTheBodySays();
    void aBodyOfAnotherFormIsRefused();
    void whatCannotBeHeldAgainstAKeyIsUnproven();
    void hashesAloneAreVerifiedWithoutIt();
    void aReportedPostureVerifies();
    void theServerCannotReportForADevice();
    void anOldPostureCannotBeBroughtBack();
    void confirmedPoliciesVerify();
    void noPolicyIsConfirmedBeforeItsChange_data();
    void noPolicyIsConfirmedBeforeItsChange();

private:
    [[nodiscard]] Expected<AuditVerdict> verify(const evidence::AuditVerifyOptions &options = {}) const;
    [[nodiscard]] reports::Report report(Obedience outcome = Obedience::Obeyed) const;
    [[nodiscard]] EffectOutcome sign(const reports::Report &report) const;
    [[nodiscard]] reports::Report posture(char nonce) const;
    [[nodiscard]] static PostureChange sign(const reports::Report &report, const signing::PrivateKey &key);
    /// Of one policy, as if the execution of the device's admission had made it.
    [[nodiscard]] reports::Report confirmation() const;
    void logConfirmation(const reports::Report &report, const signing::PrivateKey &key)
    {
        log(reports::PolicyConfirmation{.key = key.publicKey(),
                                        .report = require(reports::SignedReport::sign(report, key))});
    }
    template <typename Report>
    void log(const Report &outcome)
    {
        (void)m_history->append(outcome.describe(), outcome.toJson());
    }

    const std::unique_ptr<signing::PrivateKey> m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    std::unique_ptr<SampleHistory> m_history;
    changes::TargetLeaf m_device;
    QByteArray m_change;    ///< digest of its admission
    qint64 m_execution = 0; ///< index
};

void EffectLedgerTest::init()
{
    m_history = std::make_unique<SampleHistory>();
    m_device = SampleHistory::makeDevice();
    m_device.key = m_key->publicKey().thumbprint();
    const auto story =
        m_history->perform(m_history->administrator1, u"device.admit"_s, require(changes::TargetSet::make({m_device})),
                           changes::NoParameters{}, {m_history->approver1});
    m_change = story.change.digest();
    m_execution = story.indexes.back();
}

Expected<AuditVerdict> EffectLedgerTest::verify(const evidence::AuditVerifyOptions &options) const
{
    QBuffer buffer;
    buffer.setData(m_history->exportLog());
    buffer.open(QIODevice::ReadOnly);
    return evidence::verifyAuditExport(buffer, m_history->deploymentId(), options);
}

reports::Report EffectLedgerTest::report(Obedience outcome) const
{
    reports::Acknowledgement body{.change = m_change, .execution = m_execution, .outcome = outcome, .problem = {}};
    if (outcome == Obedience::Refused)
        body.problem = ProblemType::CosignaturesStale;
    return {.deployment = m_history->deploymentId(),
            .handle = m_device.handle,
            .body = body,
            .time = m_history->now(),
            .nonce = QByteArray(16, 'n')};
}

EffectOutcome EffectLedgerTest::sign(const reports::Report &report) const
{
    return {.key = m_key->publicKey(), .report = require(reports::SignedReport::sign(report, *m_key))};
}

void EffectLedgerTest::whatADeviceHasSignedVerifies()
{
    const qint64 before = require(verify()).signaturesVerified;
    log(sign(report()));
    QCOMPARE(require(verify()).signaturesVerified, before + 1);
}

void EffectLedgerTest::aRefusalVerifiesToo()
{
    log(sign(report(Obedience::Refused)));
    log(sign(report(Obedience::AlreadySo)));
    QCOMPARE(outcomeOf(verify()), u"accepted"_s);
}

void EffectLedgerTest::theServerCannotSpeakForADevice_data()
{
    using Change = std::function<void(EffectLedgerTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("isOwnKey");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const Change &change, bool isOwnKey, const QString &outcome) {
        QTest::newRow(name) << change << isOwnKey << outcome;
    };
    const auto body = [](reports::Report &report) -> auto & { return std::get<reports::Acknowledgement>(report.body); };
    row("a key of its own", [](auto &, auto &) {}, false, u"unknown-key"_s);
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); }, true,
        u"wrong-deployment"_s);
    row(
        "a change that never was", [body](auto &, auto &report) { body(report).change = QByteArray(32, 'x'); }, true,
        u"wrong-change"_s);
    row("another execution", [body](auto &, auto &report) { --body(report).execution; }, true, u"wrong-change"_s);
}

void EffectLedgerTest::theServerCannotSpeakForADevice()
{
    QFETCH(const std::function<void(EffectLedgerTest &, reports::Report &)>, change);
    QFETCH(const bool, isOwnKey);
    QFETCH(const QString, outcome);
    reports::Report said = report();
    change(*this, said);
    EffectOutcome made = sign(said);
    if (!isOwnKey) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        made = {.key = key->publicKey(), .report = require(reports::SignedReport::sign(said, *key))};
    }
    log(made);
    const auto verdict = verify();
    QCOMPARE(outcomeOf(verdict), outcome);
    QVERIFY(verdict.error().where.startsWith("activity record"_L1));
}

void EffectLedgerTest::theHeaderSaysWhatTheBodySays_data()
{
    using Change = std::function<void(log::ActivityEntry &)>;
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("outcome", [](log::ActivityEntry &entry) { entry.outcome = log::Outcome::Refused; });
    row("change", [](log::ActivityEntry &entry) { entry.change = QByteArray(32, 'x'); });
    row("no change", [](log::ActivityEntry &entry) { entry.change.reset(); });
    row("no device", [](log::ActivityEntry &entry) { entry.handles.clear(); });
    row("actor", [](log::ActivityEntry &entry) { entry.actor = u"control-plane"_s; });
    row("category", [](log::ActivityEntry &entry) { entry.category = log::Category::AppAccess; });
}

void EffectLedgerTest::theHeaderSaysWhatTheBodySays()
{
    QFETCH(const std::function<void(log::ActivityEntry &)>, change);
    const EffectOutcome outcome = sign(report());
    log::ActivityEntry entry = outcome.describe();
    change(entry);
    (void)m_history->append(entry, outcome.toJson());
    QCOMPARE(outcomeOf(verify()), u"entry-mismatch"_s);
}

void EffectLedgerTest::aBodyOfAnotherFormIsRefused()
{
    log::ActivityEntry entry = sign(report()).describe();
    (void)m_history->append(entry, json::Value(1)); // and no device would say so
    QCOMPARE(outcomeOf(verify()), u"wrong-type"_s);
}

void EffectLedgerTest::whatCannotBeHeldAgainstAKeyIsUnproven()
{
    evidence::EffectLedger ledger(m_history->deploymentId());
    changes::DeviceFold nothing;
    const EffectOutcome outcome = sign(report());
    // What nobody executed nobody can have obeyed.
    QCOMPARE(outcomeOf(ledger.take(outcome.describe(), outcome.toJson(), nothing)), u"wrong-change"_s);
    // Nor on a device that the execution passed over.
    ledger.noteExecution(m_change, m_execution, {u"edh1somebodyelse"_s});
    QCOMPARE(outcomeOf(ledger.take(outcome.describe(), outcome.toJson(), nothing)), u"wrong-change"_s);
    ledger.noteExecution(m_change, m_execution, {outcome.describe().actor});
    require(ledger.take(outcome.describe(), outcome.toJson(), nothing));
    QCOMPARE(ledger.signaturesVerified(), 0);
    QCOMPARE(ledger.unproven(), 1);
}

void EffectLedgerTest::hashesAloneAreVerifiedWithoutIt()
{
    reports::Report said = report();
    said.deployment = QByteArray(32, 'x');
    log(sign(said));
    QCOMPARE(outcomeOf(verify({.signatures = false})), u"accepted"_s);
    QCOMPARE(outcomeOf(verify()), u"wrong-deployment"_s);
}

reports::Report EffectLedgerTest::posture(char nonce) const
{
    reports::Report said = report();
    said.body = reports::Posture{.trustCenter = reports::TrustCenter::Protected, .findings = {}};
    said.nonce = QByteArray(16, nonce);
    return said;
}

PostureChange EffectLedgerTest::sign(const reports::Report &report, const signing::PrivateKey &key)
{
    return {.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))};
}

void EffectLedgerTest::aReportedPostureVerifies()
{
    const qint64 before = require(verify()).signaturesVerified;
    log(sign(posture('a'), *m_key));
    log(sign(posture('b'), *m_key));
    QCOMPARE(require(verify()).signaturesVerified, before + 2);
    // The header is held against the body here too.
    log::ActivityEntry entry = sign(posture('c'), *m_key).describe();
    entry.category = log::Category::AppAccess;
    (void)m_history->append(entry, sign(posture('c'), *m_key).toJson());
    QCOMPARE(outcomeOf(verify()), u"entry-mismatch"_s);
}

void EffectLedgerTest::theServerCannotReportForADevice()
{
    log(sign(posture('a'), *signing::PrivateKey::generate(signing::PublicKey::Kind::P256)));
    QCOMPARE(outcomeOf(verify()), u"unknown-key"_s);
}

void EffectLedgerTest::anOldPostureCannotBeBroughtBack()
{
    const PostureChange first = sign(posture('a'), *m_key);
    log(first);
    log(sign(posture('b'), *m_key));
    log(first);
    QCOMPARE(outcomeOf(verify()), u"replayed"_s);
}

reports::Report EffectLedgerTest::confirmation() const
{
    reports::Report said = posture('p');
    said.body = reports::HeldPolicies{.policies = {{.policy = u"0197f9a0-0000-7000-8000-000000000001"_s,
                                                    .version = 1,
                                                    .digest = QByteArray(32, 'd'),
                                                    .inForce = m_execution,
                                                    .assigned = m_execution}}};
    return said;
}

void EffectLedgerTest::confirmedPoliciesVerify()
{
    const qint64 before = require(verify()).signaturesVerified;
    logConfirmation(confirmation(), *m_key);
    QCOMPARE(require(verify()).signaturesVerified, before + 1);
    logConfirmation(confirmation(), *m_key);
    QCOMPARE(outcomeOf(verify()), u"replayed"_s);
}

void EffectLedgerTest::noPolicyIsConfirmedBeforeItsChange_data()
{
    QTest::addColumn<std::function<void(reports::HeldPolicy &)>>("change");
    QTest::newRow("put in force by no execution")
        << std::function<void(reports::HeldPolicy &)>([](reports::HeldPolicy &held) { ++held.inForce; });
    QTest::newRow("assigned by no execution")
        << std::function<void(reports::HeldPolicy &)>([](reports::HeldPolicy &held) { held.assigned = 0; });
}

void EffectLedgerTest::noPolicyIsConfirmedBeforeItsChange()
{
    QFETCH(const std::function<void(reports::HeldPolicy &)>, change);
    reports::Report said = confirmation();
    change(std::get<reports::HeldPolicies>(said.body).policies.front());
    logConfirmation(said, *m_key);
    QCOMPARE(outcomeOf(verify()), u"wrong-change"_s);
}

ENIGM_TEST_MAIN(EffectLedgerTest)
#include "EffectLedgerTest.moc"
