#include "tests/benchmarks/log/LogArea.h"

#include "contract/evidence/AuditExport.h"
#include "contract/log/Hash.h"
#include "contract/log/MerkleFrontier.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

constexpr double leastRatio = 0.3;
constexpr int rounds = 5;

/// People who come and go: the most frequent entries of a log.
void comeAndGo(test::SampleHistory &history, int entries)
{
    for (int i = 0; i < entries; ++i) {
        const test::Person &person = i % 4 < 2 ? history.administrator1 : history.reviewer1;
        history.note(log::Category::AppAccess, i % 2 == 0 ? u"session.started"_s : u"session.ended"_s,
                     log::Resource::AppSession, person.id);
    }
}

/// The export, read as a file would be.
Expected<evidence::AuditVerdict> verify(QByteArray &exported, const QByteArray &deployment)
{
    QBuffer buffer(&exported);
    if (!buffer.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, buffer.errorString());
    return evidence::verifyAuditExport(buffer, deployment, {.signatures = false});
}

/// The yardstick: every leaf and every node of the tree hashed, and nothing else looked at.
log::Hash hashBare(const test::SampleHistory &history)
{
    log::MerkleFrontier tree;
    for (const test::SampleHistory::Record &record : history.activity())
        tree.append(log::leafHash(record.leaf));
    return tree.root();
}

} // namespace

QString LogArea::name() const
{
    return u"log"_s;
}

Expected<std::vector<Figure>> LogArea::measure(bool quick)
{
    const int entries = quick ? 50'000 : 1'000'000;
    test::SampleHistory history;
    comeAndGo(history, entries);
    QByteArray exported = history.exportLog();
    const QByteArray deployment = history.deploymentId();
    const QByteArray root = history.activityHead().root;

    if (const auto verdict = verify(exported, deployment); !verdict)
        return std::unexpected(verdict.error());
    bool allGood = true;
    const auto ours = [&] {
        const auto verdict = verify(exported, deployment);
        allGood = verdict && verdict->activitySize == entries && allGood;
    };
    const auto bare = [&] { allGood = hashBare(history).view() == root && allGood; };
    const double ratio = speedRatio(ours, bare, rounds);
    const double perSecond = entries / secondsOf(ours);
    if (!allGood)
        return refuse(ProblemType::EntryMismatch, u"a good log did not verify"_s);

    const json::Object sizes{
        {"entries"_L1, entries}, {"rounds"_L1, rounds}, {"export_bytes"_L1, qint64(exported.size())}};
    return std::vector<Figure>{
        {.name = u"log.verify-ratio"_s, .value = ratio, .limit = leastRatio, .sizes = sizes},
        {.name = u"log.verified-entries-per-second"_s, .value = perSecond, .limit = std::nullopt, .sizes = sizes},
    };
}

} // namespace enigm::benchmarks
