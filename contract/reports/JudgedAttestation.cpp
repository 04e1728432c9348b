#include "contract/reports/JudgedAttestation.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

using fleet::AttestationOutcome;
using fleet::AttestationReason;
using fleet::SecurityLevel;

Expected<AttestationReason> parseReason(const json::Value &value, const QString &pointer)
{
    if (value.kind() == json::Value::Kind::Text) {
        for (const AttestationReason reason : fleet::allAttestationReasons()) {
            if (fleet::toWord(reason) == value.text())
                return reason;
        }
    }
    return refuse(ProblemType::OutOfRange, u"No attestation is judged for this reason."_s, pointer);
}

Expected<std::optional<SecurityLevel>> parseLevelOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<SecurityLevel>();
    const auto level =
        value.kind() == json::Value::Kind::Text ? fleet::securityLevelFromWord(value.text()) : std::nullopt;
    if (!level)
        return refuse(ProblemType::OutOfRange, u"This security level is not known."_s, pointer);
    return level;
}

} // namespace

bool isBelievable(AttestationOutcome outcome)
{
    switch (outcome) {
    case AttestationOutcome::Verified:
    case AttestationOutcome::IneligibleBuild:
    case AttestationOutcome::EligibilityFailure:
        return true;
    case AttestationOutcome::NotEvaluated:
    case AttestationOutcome::InvalidTrustChain:
    case AttestationOutcome::UnsupportedDevice:
    case AttestationOutcome::StaleAttestation:
    case AttestationOutcome::ReplayAttempt:
        return false;
    }
    Q_UNREACHABLE();
}

AttestationFinding AttestationFinding::of(const fleet::AttestationVerdict &verdict)
{
    AttestationFinding finding{.reason = verdict.reason};
    if (!isBelievable(verdict.outcome))
        return finding;
    finding.level = verdict.facts.securityLevel();
    if (const auto patch = verdict.facts.osPatchLevel())
        finding.patch = static_cast<qint64>(*patch);
    return finding;
}

json::Value AttestationFinding::toJson() const
{
    return json::Object{{"level"_L1, level ? json::Value(QString(fleet::toWord(*level))) : json::Value()},
                        {"outcome"_L1, QString(fleet::toWord(outcome()))},
                        {"patch"_L1, patch ? json::Value(*patch) : json::Value()},
                        {"reason"_L1, QString(fleet::toWord(reason))}};
}

Expected<AttestationFinding> AttestationFinding::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    AttestationFinding finding{.reason = reader.with("reason"_L1, parseReason),
                               .level = reader.with("level"_L1, parseLevelOrNull),
                               .patch = reader.integerOrNull("patch"_L1)};
    const QString outcome = reader.text("outcome"_L1);
    if (!reader.hasFailed() && outcome != fleet::toWord(finding.outcome()))
        reader.fail(
            {ProblemType::OutOfRange, u"The outcome follows from the reason."_s, reader.pointerTo("outcome"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return finding;
}

Expected<JudgedAttestation> JudgedAttestation::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    AttestationFinding finding = reader.with("finding"_L1, AttestationFinding::fromJson);
    const json::Object handedIn{{"key"_L1, reader.value("key"_L1)}, {"report"_L1, reader.value("report"_L1)}};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto attested = AttestedReport<FreshAttestation>::fromJson(handedIn);
    if (!attested)
        return std::unexpected(attested.error());
    return JudgedAttestation{std::move(*attested), std::move(finding)};
}

json::Value JudgedAttestation::toJson() const
{
    json::Value value = AttestedReport::toJson();
    json::Object members = value.object();
    members.insert(u"finding"_s, finding.toJson());
    return members;
}

log::ActivityEntry JudgedAttestation::describe() const
{
    log::ActivityEntry entry = AttestedReport::describe();
    if (finding.outcome() != AttestationOutcome::Verified)
        entry.outcome = log::Outcome::Refused;
    return entry;
}

} // namespace enigm::reports
