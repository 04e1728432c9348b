#include "app/enigmctl/attestation/InspectCommand.h"

#include "app/enigmctl/attestation/ChainFile.h"
#include "app/enigmctl/attestation/GivenAcceptance.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/files/FileAccess.h"
#include "contract/fleet/AttestationVerifier.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr int indent = 2;

/// What every chain of one call is judged by.
struct Measure
{
    fleet::AttestationInput input; ///< without chain; without challenge unless one was given
    std::optional<QByteArray> challenge;
};

std::expected<qint64, Failure> instantOf(const Context &context)
{
    const auto given = context.invocation.value("at"_L1);
    if (!given)
        return context.clock.now();
    bool isNumber = false;
    const qint64 seconds = given->toLongLong(&isNumber);
    if (isNumber)
        return seconds;
    QDateTime time = QDateTime::fromString(*given, Qt::ISODate);
    if (!time.isValid())
        return misused(u"A time such as 2026-11-22T12:00:00Z, or Unix seconds, is expected."_s, u"--at"_s);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toSecsSinceEpoch();
}

std::expected<fleet::AttestationAcceptance, Failure> acceptanceOf(const Invocation &invocation)
{
    fleet::AttestationAcceptance acceptance{.lab = invocation.has("lab"_L1)};
    for (const QString &text : invocation.values("boot-key"_L1)) {
        const auto key = hexOf(text, u"--boot-key"_s);
        if (!key)
            return std::unexpected(key.error());
        acceptance.bootKeys.push_back(*key);
    }
    const auto level = givenLevel(invocation);
    if (!level)
        return std::unexpected(level.error());
    acceptance.leastLevel = level->value_or(acceptance.leastLevel);
    if (invocation.has("patch"_L1)) {
        const auto patch = invocation.number("patch"_L1, 200001, 999912, 0);
        if (!patch)
            return std::unexpected(patch.error());
        acceptance.leastPatch = static_cast<quint64>(*patch);
    }
    return acceptance;
}

std::expected<std::vector<QByteArray>, Failure> rootsOf(const Invocation &invocation)
{
    const QString path = invocation.value("roots"_L1).value_or(installedRoots());
    if (path.isEmpty())
        return misused(u"Give the accepted roots, or install them as enigm-command/attestation-roots.json in a folder "
                       "for configuration."_s,
                       u"--roots"_s);
    auto roots = readRoots(path);
    if (!roots)
        return std::unexpected(Failure(roots.error(), ExitCode::Usage));
    return std::move(*roots);
}

std::expected<fleet::RevocationList, Failure> revocationOf(const Invocation &invocation)
{
    const auto path = invocation.value("revocation"_L1);
    if (!path)
        return fleet::RevocationList();
    const auto bytes = files::readFile(*path);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto list = fleet::RevocationList::parse(*bytes);
    if (!list)
        return std::unexpected(Failure(list.error().under(*path), ExitCode::Usage));
    return std::move(*list);
}

std::expected<Measure, Failure> measureOf(const Context &context)
{
    Measure measure;
    auto roots = rootsOf(context.invocation);
    if (!roots)
        return std::unexpected(roots.error());
    auto revocation = revocationOf(context.invocation);
    if (!revocation)
        return std::unexpected(revocation.error());
    auto acceptance = acceptanceOf(context.invocation);
    if (!acceptance)
        return std::unexpected(acceptance.error());
    const auto at = instantOf(context);
    if (!at)
        return std::unexpected(at.error());
    measure.input = {.chain = {},
                     .roots = std::move(*roots),
                     .revocation = std::move(*revocation),
                     .expectedChallenge = {},
                     .at = *at,
                     .acceptance = std::move(*acceptance)};
    const QString challenge = context.invocation.value("challenge"_L1).value_or(u"chain"_s);
    if (challenge != "chain"_L1) {
        const auto bytes = hexOf(challenge, u"--challenge"_s);
        if (!bytes)
            return std::unexpected(bytes.error());
        measure.challenge = *bytes;
    }
    return measure;
}

fleet::AttestationVerdict judge(const Measure &measure, std::vector<QByteArray> chain)
{
    fleet::AttestationInput input = measure.input;
    // Where the chain's own challenge cannot be read, an empty one stands for it; the verdict then names the reason.
    input.expectedChallenge = measure.challenge.value_or(fleet::challengeOf(chain).value_or(QByteArray()));
    input.chain = std::move(chain);
    return fleet::judgeAttestation(input);
}

QString textOf(const QString &path, const fleet::AttestationVerdict &verdict, const Measure &measure)
{
    Table table;
    for (const fleet::AttestationLine &line : verdict.lines())
        table.addRow({line.name, line.value});
    table.addRow({u"judged_at"_s, timeText(measure.input.at)});
    table.addRow({u"challenge_compared"_s,
                  measure.challenge ? u"yes"_s : u"no: taken from the chain; --challenge HEX compares it"_s});
    return plainText(path) + u'\n' + table.toText(indent);
}

json::Value documentOf(const QString &path, const fleet::AttestationVerdict &verdict, const Measure &measure)
{
    json::Object document = verdict.toJson().object();
    document.insert(u"file"_s, path);
    document.insert(u"judged_at"_s, measure.input.at);
    document.insert(u"challenge_compared"_s, measure.challenge.has_value());
    return document;
}

} // namespace

Result inspectAttestations(Context &context)
{
    const auto measure = measureOf(context);
    if (!measure)
        return std::unexpected(measure.error());
    Answer answer;
    json::Array documents;
    for (const QString &path : context.invocation.arguments()) {
        auto chain = readChain(path);
        if (!chain)
            return std::unexpected(chain.error());
        const fleet::AttestationVerdict verdict = judge(*measure, std::move(*chain));
        answer.text += (answer.text.isEmpty() ? QString() : u"\n"_s) + textOf(path, verdict, *measure);
        documents.push_back(documentOf(path, verdict, *measure));
        if (verdict.outcome != fleet::AttestationOutcome::Verified)
            answer.exit = ExitCode::Refused;
    }
    answer.document = json::Object{{"attestations"_L1, json::Value(std::move(documents))}};
    return answer;
}

} // namespace enigm::ctl
