#include "tests/benchmarks/lifecycle/LifecycleArea.h"

#include "tests/benchmarks/harness/Ratio.h"
#include "tests/benchmarks/lifecycle/BareEvidence.h"
#include "tests/benchmarks/lifecycle/CheckIns.h"
#include "tests/benchmarks/lifecycle/Enrollments.h"
#include "tests/support/history/SampleDevice.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

constexpr double leastRatio = 0.8;
constexpr double leastEnrolmentRatio = 0.5;
constexpr int rounds = 9;
constexpr int neighbours = 9;

/// An organisation in which people come, get another key, and give it back.
void govern(test::SampleHistory &history, int acts)
{
    test::Person person;
    for (int act = 0; act < acts; ++act) {
        const test::Person &asking = history.administrator1;
        const std::vector approvers{history.approver1, history.reviewer1};
        if (act % 3 == 0) {
            person = test::SampleHistory::makePerson({operators::Role::Approver});
            history.perform(asking, u"operator.admit"_s, {},
                            changes::AdmitOperatorParameters{
                                .operatorId = person.id, .roles = person.roles, .keys = {person.key->publicKey()}},
                            approvers);
        } else if (act % 3 == 1) {
            person.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
            history.perform(asking, u"key.add"_s, {},
                            changes::AddKeyParameters{.operatorId = person.id, .key = person.key->publicKey()},
                            approvers);
        } else {
            history.perform(
                asking, u"key.revoke"_s, {},
                changes::RevokeKeyParameters{.operatorId = person.id, .key = person.key->publicKey().thumbprint()},
                approvers);
        }
    }
}

template <typename Work>
void repeat(int times, bool &allGood, Work work)
{
    for (int i = 0; i < times; ++i)
        allGood = work() && allGood;
}

/// Enrolments against their signatures alone. The claims are made anew for each round, outside of what is timed.
std::vector<Figure> enrolmentFigures(int devices)
{
    Enrollments enrollments(devices);
    std::vector<double> ratios;
    std::vector<double> rates;
    for (int round = 0; round < rounds; ++round) {
        enrollments.prepare();
        const double ours = secondsOf([&] { enrollments.enrol(); });
        const double bare = secondsOf([&] {
            if (!enrollments.verifyBare())
                qFatal("a good claim did not verify");
        });
        ratios.push_back(bare / ours);
        rates.push_back(devices / ours);
    }
    const json::Object sizes{{"devices"_L1, devices}, {"rounds"_L1, rounds}};
    return {
        {.name = u"lifecycle.enrolment-ratio"_s, .value = median(ratios), .limit = leastEnrolmentRatio, .sizes = sizes},
        {.name = u"lifecycle.enrolments-per-second"_s, .value = median(rates), .limit = {}, .sizes = sizes}};
}

} // namespace

QString LifecycleArea::name() const
{
    return u"lifecycle"_s;
}

Expected<std::vector<Figure>> LifecycleArea::measure(bool quick)
{
    const int acts = quick ? 30 : 120;
    const int times = quick ? 5 : 10;
    test::SampleHistory history;
    govern(history, acts);
    test::SampleDevice device(history, neighbours);
    device.admit(history);
    const auto story = history.perform(history.administrator1, u"device.revoke"_s, device.targets(),
                                       changes::NoParameters{}, {history.approver1});
    const device::DeviceEvidence evidence = device.evidenceIn(history, story);
    const QByteArray bytes = evidence.toBytes();
    const BareEvidence yardstick(evidence, history.governance());

    bool allGood = true;
    const auto ours = [&] {
        repeat(times, allGood, [&] {
            const auto command = device::checkCommand(bytes, device.memory, history.now());
            return command && command->state == fleet::DeviceState::Revoked;
        });
    };
    const auto bare = [&] { repeat(times, allGood, [&] { return yardstick.verify(); }); };
    const double ratio = speedRatio(ours, bare, rounds);
    const double perSecond = times / secondsOf(ours);
    if (!allGood)
        return refuse(ProblemType::EntryMismatch, u"good evidence did not verify"_s);

    const json::Object sizes{{"evidence_bytes"_L1, qint64(bytes.size())},
                             {"governance_entries"_L1, history.governanceSize()},
                             {"hashes"_L1, yardstick.hashes()},
                             {"rounds"_L1, rounds},
                             {"signatures"_L1, yardstick.signatures()}};
    std::vector<Figure> figures{
        {.name = u"lifecycle.evidence-check-ratio"_s, .value = ratio, .limit = leastRatio, .sizes = sizes},
        {.name = u"lifecycle.evidence-checks-per-second"_s, .value = perSecond, .limit = std::nullopt, .sizes = sizes},
    };
    std::ranges::move(enrolmentFigures(quick ? 50 : 500), std::back_inserter(figures));
    std::ranges::move(checkInFigures(quick ? 3 : rounds, quick ? 50 : 500), std::back_inserter(figures));
    return figures;
}

} // namespace enigm::benchmarks
