#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/changes/HandleResolution.h"
#include "contract/encoding/Base64Url.h"
#include "contract/evidence/AuditExport.h"
#include "contract/evidence/AuditLines.h"
#include "contract/evidence/ChangeLedger.h"
#include "contract/evidence/EffectLedger.h"
#include "contract/evidence/LineReader.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/log/MerkleFrontier.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

constexpr qint64 progressStep = 4096;
constexpr auto resolvedAction = changes::HandleResolution::entryAction;
constexpr QByteArrayView executedAction = "change.executed";

QString activityName(qint64 index)
{
    return u"activity record %1"_s.arg(index);
}

Expected<void> checkDigest(const ActivityLine &line, QByteArrayView committed)
{
    const auto salt = encoding::fromBase64Url(line.salt);
    if (!salt)
        return std::unexpected(salt.error());
    if (encoding::toBase64Url(signing::sha256(*salt, line.body)) != committed)
        return refuse(ProblemType::BodyMismatch, u"The body is not the one that the entry commits to."_s, u"/body"_s);
    return {};
}

/// Governance comes first in the file and is replayed whole; then activity is streamed against it.
class AuditVerifier
{
public:
    AuditVerifier(QIODevice &device, QByteArrayView deploymentId, const AuditVerifyOptions &options)
        : m_device(device)
        , m_deploymentId(deploymentId)
        , m_options(options)
        , m_lines(device)
        , m_effects(deploymentId)
    {}

    Expected<AuditVerdict> verify();

private:
    using Step = Expected<void> (AuditVerifier::*)();

    [[nodiscard]] Expected<QByteArrayView> nextLine(const QString &missing);
    [[nodiscard]] Expected<void> readHeader();
    [[nodiscard]] Expected<void> readGovernance();
    [[nodiscard]] Expected<void> openCheckpoints();
    [[nodiscard]] Expected<void> readActivity();
    [[nodiscard]] Expected<void> takeActivity(QByteArrayView text);
    [[nodiscard]] Expected<void> checkPosition(const log::ActivityEntryView &entry);
    [[nodiscard]] Expected<void> checkContent(const log::ActivityEntryView &entry, const ActivityLine &line);
    [[nodiscard]] Expected<void> takeWithoutBody(const log::ActivityEntryView &entry, bool isChange);
    [[nodiscard]] Expected<void> checkRoots();
    [[nodiscard]] Expected<void> checkEnd();
    [[nodiscard]] Expected<void> checkSignedHeads();
    [[nodiscard]] Expected<void> checkHeadsUpTo(std::vector<HeadClaim> &claims, const log::MerkleFrontier &tree) const;

    QIODevice &m_device;
    QByteArrayView m_deploymentId;
    const AuditVerifyOptions &m_options;
    LineReader m_lines;
    AuditExportHeader m_header;
    std::optional<changes::GovernanceReplay> m_governance;
    std::optional<ChangeLedger> m_ledger;
    EffectLedger m_effects;
    log::MerkleFrontier m_activity;
    log::Hash m_activityRoot;
    qint64 m_activityOffset = 0;
    AuditVerdict m_verdict;
};

Expected<AuditVerdict> AuditVerifier::verify()
{
    constexpr Step steps[] = {&AuditVerifier::readHeader,      &AuditVerifier::readGovernance,
                              &AuditVerifier::openCheckpoints, &AuditVerifier::readActivity,
                              &AuditVerifier::checkEnd,        &AuditVerifier::checkRoots,
                              &AuditVerifier::checkSignedHeads};
    if (m_device.isSequential())
        return refuse(ProblemType::FileUnreadable, u"An export is verified from a file, which is read twice."_s);
    for (const Step step : steps) {
        if (auto sound = (this->*step)(); !sound)
            return std::unexpected(sound.error());
    }
    m_verdict.changesExecuted = m_ledger->executed();
    m_verdict.changesUnproven = m_ledger->unproven() + m_effects.unproven();
    m_verdict.handlesResolved = m_ledger->handlesResolved();
    m_verdict.signaturesVerified +=
        m_ledger->signaturesVerified() + m_governance->signaturesVerified() + m_effects.signaturesVerified();
    return std::move(m_verdict);
}

Expected<QByteArrayView> AuditVerifier::nextLine(const QString &missing)
{
    const auto line = m_lines.next();
    if (!line)
        return std::unexpected(line.error());
    if (!*line)
        return refuse(ProblemType::EvidenceIncomplete, u"The file ends too early."_s, missing);
    return **line;
}

Expected<void> AuditVerifier::readHeader()
{
    const auto line = nextLine(u"line 1, offset 0"_s);
    if (!line)
        return std::unexpected(line.error());
    auto header = parseHeaderLine(*line);
    if (!header)
        return std::unexpected(header.error().under(m_lines.place()));
    if (header->deployment != m_deploymentId)
        return refuse(ProblemType::WrongDeployment, u"The export is of another deployment."_s, m_lines.place());
    m_header = std::move(*header);
    return {};
}

Expected<void> AuditVerifier::readGovernance()
{
    const auto size = claimedSize(m_header.governanceCheckpoint, u"governance checkpoint"_s);
    if (!size)
        return std::unexpected(size.error());
    for (qint64 index = 0; index < *size; ++index) {
        const QString name = u"governance record %1"_s.arg(index);
        const auto text = nextLine(name);
        if (!text)
            return std::unexpected(text.error());
        const auto line = splitGovernanceLine(*text);
        if (!line)
            return std::unexpected(line.error().under(name));
        if (index > 0) {
            if (auto appended = m_governance->append(line->leaf); !appended)
                return appended;
            continue;
        }
        auto replay = changes::GovernanceReplay::begin(line->leaf, m_deploymentId);
        if (!replay)
            return std::unexpected(replay.error());
        m_governance = std::move(*replay);
    }
    if (!m_governance)
        return refuse(ProblemType::EvidenceIncomplete, u"The export holds no founding."_s, u"governance record 0"_s);
    m_ledger.emplace(*m_governance);
    m_verdict.governanceSize = *size;
    m_verdict.sample = m_governance->directory().isSample();
    return {};
}

Expected<void> AuditVerifier::openCheckpoints()
{
    const auto governance = openGovernanceCheckpoint(m_header.governanceCheckpoint, *m_governance);
    if (!governance)
        return std::unexpected(governance.error());
    const auto activity = openActivityCheckpoint(m_header.activityCheckpoint, m_governance->directory());
    if (!activity)
        return std::unexpected(activity.error());
    m_activityRoot = activity->signedCheckpoint.root();
    m_verdict.activitySize = activity->signedCheckpoint.size();
    m_verdict.witnesses = witnessVerdict(*governance, *activity, m_governance->directory());
    m_verdict.signaturesVerified = 2 + static_cast<qint64>(governance->witnesses.size() + activity->witnesses.size());
    if (m_governance->entries().back().activity.size > m_verdict.activitySize)
        return refuse(ProblemType::EvidenceIncomplete, u"The activity log ends before the governance log does."_s,
                      u"activity checkpoint"_s);
    return {};
}

Expected<void> AuditVerifier::readActivity()
{
    for (qint64 index = 0; index < m_verdict.activitySize; ++index) {
        if (m_options.progress && index % progressStep == 0 && !m_options.progress(index, m_verdict.activitySize))
            return refuse(ProblemType::Cancelled);
        const auto line = m_lines.next();
        if (!line)
            return std::unexpected(line.error().under(activityName(index)));
        if (!*line)
            return refuse(ProblemType::EvidenceIncomplete, u"The file ends too early."_s, activityName(index));
        if (index == 0)
            m_activityOffset = m_lines.offset();
        if (auto taken = takeActivity(**line); !taken)
            return std::unexpected(taken.error().under(activityName(index)));
    }
    if (m_options.progress)
        (void)m_options.progress(m_verdict.activitySize, m_verdict.activitySize);
    return {};
}

Expected<void> AuditVerifier::takeActivity(QByteArrayView text)
{
    const auto line = splitActivityLine(text);
    if (!line)
        return std::unexpected(line.error());
    const auto entry = log::ActivityEntryView::scan(line->leaf);
    if (!entry)
        return std::unexpected(entry.error());
    m_activity.append(line->hash);
    if (auto sound = checkPosition(*entry); !sound)
        return sound;
    return checkContent(*entry, *line);
}

/// Index, and the order of the two logs: an entry is written on the governance log as the entries before left it.
Expected<void> AuditVerifier::checkPosition(const log::ActivityEntryView &entry)
{
    const qint64 index = m_activity.size() - 1;
    if (entry.index != index)
        return refuse(ProblemType::EntryMismatch, u"Another record belongs here."_s, u"/index"_s);
    if (auto sound = m_governance->checkPosition(index, entry.governanceSize); !sound)
        return sound;
    const auto &governance = m_governance->entries();
    const auto next = static_cast<std::size_t>(entry.governanceSize);
    if (next == governance.size() || governance[next].activity.size != index + 1)
        return {};
    const changes::GovernanceReplay::Entry &executed = governance[next];
    if (entry.action != executedAction || entry.change != encoding::toBase64Url(executed.change) ||
        m_activity.root().toBytes() != executed.activity.root)
        return refuse(ProblemType::EntryMismatch,
                      u"Governance record %1 was executed here, or on another log."_s.arg(next));
    return {};
}

Expected<void> AuditVerifier::checkContent(const log::ActivityEntryView &entry, const ActivityLine &line)
{
    if (line.hasBody) {
        if (auto same = checkDigest(line, entry.body); !same)
            return same;
    } else if (!entry.body.isEmpty()) {
        ++m_verdict.bodiesAbsent;
    }
    if (!m_options.signatures)
        return {};
    const bool isChange = changes::isChangeEntry(entry.action);
    if (entry.action == executedAction) {
        if (const auto digest = encoding::fromBase64Url(entry.change))
            m_effects.noteExecution(*digest, entry.index, entry.toEntry().handles);
    }
    if (!line.hasBody)
        return takeWithoutBody(entry, isChange);
    const auto body = json::parseSigned(line.body);
    if (!body)
        return std::unexpected(body.error().under(u"/body"_s));
    if (EffectLedger::isReportEntry(entry.action)) {
        if (auto taken = m_effects.take(entry.toEntry(), *body, m_ledger->devices()); !taken)
            return taken;
    }
    if (ReleaseLedger::isOfUpdate(entry.action))
        return m_ledger->hear(entry.toEntry(), &*body);
    if (ReleaseLedger::isOwnEntry(entry.action))
        return m_ledger->takeRelease(entry.toEntry(), *body);
    if (entry.action == resolvedAction)
        return m_ledger->takeResolution(entry.toEntry(), *body);
    return isChange ? m_ledger->take(entry.toEntry(), *body) : Expected<void>();
}

Expected<void> AuditVerifier::takeWithoutBody(const log::ActivityEntryView &entry, bool isChange)
{
    if (ReleaseLedger::isOfUpdate(entry.action))
        return m_ledger->hear(entry.toEntry(), nullptr);
    if (ReleaseLedger::isOwnEntry(entry.action))
        return m_ledger->takeReleaseWithoutBody(entry.toEntry());
    return isChange ? m_ledger->takeWithoutBody(entry.toEntry()) : Expected<void>();
}

Expected<void> AuditVerifier::checkEnd()
{
    const auto line = m_lines.next();
    if (!line)
        return std::unexpected(line.error());
    if (*line)
        return refuse(ProblemType::EntryMismatch, u"More follows than the checkpoints cover."_s, m_lines.place());
    if (auto whole = m_ledger->finish(); !whole)
        return std::unexpected(whole.error().under(activityName(m_verdict.activitySize - 1)));
    return {};
}

Expected<void> AuditVerifier::checkRoots()
{
    if (m_activity.root() != m_activityRoot)
        return refuse(ProblemType::EntryMismatch, u"The activity log is not the one of its checkpoint."_s,
                      u"activity records 0 to %1"_s.arg(m_verdict.activitySize - 1));
    return {};
}

/// Every signer named the activity log as it was seen: a second, hash-only pass looks those heads up.
Expected<void> AuditVerifier::checkSignedHeads()
{
    std::vector<HeadClaim> claims = m_ledger->headClaims();
    std::ranges::sort(claims, std::ranges::greater(), [](const HeadClaim &claim) { return claim.head.size; });
    log::MerkleFrontier tree;
    if (auto known = checkHeadsUpTo(claims, tree); !known || claims.empty())
        return known;
    if (!m_device.seek(m_activityOffset))
        return refuse(ProblemType::FileUnreadable, m_device.errorString());
    LineReader lines(m_device);
    while (!claims.empty()) {
        const auto line = lines.next();
        if (!line)
            return std::unexpected(line.error());
        const auto record = *line ? splitActivityLine(**line) : refuse(ProblemType::FileUnreadable);
        if (!record)
            return std::unexpected(record.error());
        tree.append(record->hash);
        if (auto known = checkHeadsUpTo(claims, tree); !known)
            return known;
    }
    return {};
}

/// Checks the claims of the tree's size, and takes them off the end.
Expected<void> AuditVerifier::checkHeadsUpTo(std::vector<HeadClaim> &claims, const log::MerkleFrontier &tree) const
{
    while (!claims.empty() && claims.back().head.size == tree.size()) {
        if (claims.back().head.root != tree.root().toBytes())
            return refuse(ProblemType::UnknownLogPosition,
                          u"A signature names an activity log that this one never was."_s,
                          activityName(claims.back().signedIn));
        claims.pop_back();
    }
    return {};
}

} // namespace

Expected<AuditVerdict> verifyAuditExport(QIODevice &device, QByteArrayView deploymentId,
                                         const AuditVerifyOptions &options)
{
    return AuditVerifier(device, deploymentId, options).verify();
}

} // namespace enigm::evidence
