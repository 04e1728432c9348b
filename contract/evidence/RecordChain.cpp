#include "contract/evidence/RecordChain.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

Expected<void> checkOrder(const RecordChain &chain)
{
    for (std::size_t i = 1; i < chain.entries.size(); ++i) {
        if (chain.entries[i].index <= chain.entries[i - 1].index)
            return refuse(ProblemType::EntryMismatch, u"The records are not in the order of the log."_s, recordName(i));
    }
    return {};
}

/// Evidence may not stop short of a revocation that a record must have known of, and no record may be said to be older
/// than one: where a key is valid hangs on these positions.
Expected<void> checkCoverage(const RecordChain &chain)
{
    const qint64 covered = chain.governance.directory().size();
    for (std::size_t i = 0; i < chain.entries.size(); ++i) {
        const log::ActivityEntry &entry = chain.entries[i];
        if (entry.governanceSize > covered)
            return refuse(
                ProblemType::EvidenceIncomplete,
                u"Evidence record %1 was made on governance size %2, and the bundle's governance log has %3."_s.arg(
                    QString::number(i), QString::number(entry.governanceSize), QString::number(covered)),
                u"governance checkpoint"_s);
        if (auto sound = chain.governance.checkPosition(entry.index, entry.governanceSize); !sound)
            return std::unexpected(sound.error().under(recordName(i)));
    }
    return {};
}

Expected<void> checkTimes(const RecordChain &chain)
{
    for (std::size_t i = 0; i + 1 < chain.entries.size(); ++i) {
        if (chain.entries[i].time > chain.change.request.approveBy)
            return refuse(ProblemType::ChangeExpired, u"This was logged after the change had to be approved."_s,
                          recordName(i));
    }
    return {};
}

/// Governance heads must be of this log, activity heads no longer than the log was.
Expected<void> checkSignedHeads(const RecordChain &chain)
{
    const auto check = [&chain](const log::LogHead &governance, const log::LogHead &activity, std::size_t record) {
        if (auto known = chain.governance.checkHead(governance); !known)
            return Expected<void>(std::unexpected(known.error().under(recordName(record))));
        if (activity.size > chain.entries[record].index)
            return Expected<void>(refuse(ProblemType::UnknownLogPosition,
                                         u"This was signed on an activity log longer than it was."_s,
                                         recordName(record)));
        return Expected<void>();
    };
    const changes::ChangeRequest &asked = chain.change.request;
    if (auto sound = check(asked.governance, asked.activity, 0); !sound)
        return sound;
    for (std::size_t i = 0; i < chain.approvals.size(); ++i) {
        const changes::Approval &approval = chain.approvals[i].signedApproval.approval;
        if (auto sound = check(approval.governance, approval.activity, i + 1); !sound)
            return sound;
    }
    return {};
}

} // namespace

QString recordName(std::size_t index)
{
    return u"evidence record %1"_s.arg(index);
}

Expected<void> checkRecordChain(const RecordChain &chain)
{
    Q_ASSERT(chain.entries.size() == chain.approvals.size() + 2);
    for (const auto check : {&checkOrder, &checkCoverage, &checkTimes, &checkSignedHeads}) {
        if (auto sound = check(chain); !sound)
            return sound;
    }
    return {};
}

} // namespace enigm::evidence
