#include "contract/ota/Membership.h"

#include "tests/support/LogGuard.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

/// Which device is in which group: one answer, whoever computes it, and nobody's choice.
class MembershipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thePointIsWhatTheContractSays();
    void sharesAreAsLargeAsThePlanSays();
    void anotherChangeDrawsOtherDevices();
    void membersComeBeforeShares();
    void aDeviceCanCheckItsGroupAndNoOther();
    void otherMembersThanThePlanNamesAreRefused();

private:
    std::vector<fleet::DeviceHandle> m_handles; ///< sorted
};

namespace {

constexpr std::size_t deviceCount = 100'000;
const QByteArray change(32, '\x5a');

RolloutGroup share(const QString &name, qint64 permille)
{
    return {.name = name, .share = permille, .starts = 1, .errors = {.count = 0}};
}

RolloutGroup named(const QString &name, const std::vector<fleet::DeviceHandle> &handles)
{
    return {.name = name, .members = membersOf(handles, {}), .starts = 1, .errors = {.count = 0}};
}

RolloutPlan planOf(std::vector<RolloutGroup> groups)
{
    RolloutPlan plan;
    plan.groups = std::move(groups);
    return plan;
}

/// By the words of the contract, with another library and long division.
int naivePoint(const QByteArray &digest, const fleet::DeviceHandle &handle)
{
    const QByteArray hash =
        QCryptographicHash::hash("enigm-rollout" + digest + handle.text().toLatin1(), QCryptographicHash::Sha256);
    // 1000 * draw, byte by byte from the right; what is carried out of the eighth byte is the quotient by 2^64.
    unsigned int carry = 0;
    for (qsizetype i = 7; i >= 0; --i)
        carry = (static_cast<unsigned char>(hash[i]) * 1000U + carry) >> 8U;
    return static_cast<int>(carry);
}

} // namespace

void MembershipTest::initTestCase()
{
    std::mt19937 random(20261126);
    for (std::size_t i = 0; i < deviceCount; ++i) {
        std::array<char, fleet::DeviceHandle::size> bytes{};
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        m_handles.push_back(fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes));
    }
    std::ranges::sort(m_handles);
    QVERIFY(std::ranges::adjacent_find(m_handles) == m_handles.end());
}

void MembershipTest::thePointIsWhatTheContractSays()
{
    for (std::size_t i = 0; i < m_handles.size(); i += 10) {
        const int point = pointOf(change, m_handles[i]);
        QCOMPARE(point, naivePoint(change, m_handles[i]));
        QVERIFY(point >= 0 && point < 1000);
    }
}

void MembershipTest::sharesAreAsLargeAsThePlanSays()
{
    const RolloutPlan plan = planOf({share(u"a"_s, 1), share(u"b"_s, 49), share(u"c"_s, 250), share(u"d"_s, 500)});
    const auto membership = Membership::make(plan, change, std::vector<Membership::Handles>(4));
    QVERIFY(membership);
    std::vector<double> counts(5);
    for (const auto &handle : m_handles)
        ++counts[membership->groupOf(handle).value_or(4)];
    const std::vector<qint64> permille{1, 49, 250, 500, 200};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double p = static_cast<double>(permille[i]) / 1000;
        const double n = static_cast<double>(deviceCount);
        // Five standard deviations; the handles are the same in every run.
        QVERIFY2(std::abs(counts[i] - n * p) <= 5 * std::sqrt(n * p * (1 - p)), qPrintable(QString::number(counts[i])));
    }
}

void MembershipTest::anotherChangeDrawsOtherDevices()
{
    const RolloutPlan plan = planOf({share(u"a"_s, 100)});
    const std::vector<Membership::Handles> none(1);
    const auto one = Membership::make(plan, change, none);
    const auto other = Membership::make(plan, QByteArray(32, '\x11'), none);
    const auto again = Membership::make(plan, change, none);
    QVERIFY(one && other && again);
    double both = 0;
    for (const auto &handle : m_handles) {
        QCOMPARE(again->groupOf(handle), one->groupOf(handle));
        both += one->groupOf(handle) && other->groupOf(handle) ? 1 : 0;
    }
    // Independent draws: a tenth of a tenth.
    const double expected = static_cast<double>(deviceCount) / 100;
    QVERIFY(std::abs(both - expected) <= 5 * std::sqrt(expected));
}

void MembershipTest::membersComeBeforeShares()
{
    Membership::Handles first;
    Membership::Handles second;
    for (std::size_t i = 0; i < m_handles.size(); ++i) {
        if (i % 100 == 0)
            first.push_back(m_handles[i]);
        if (i % 60 == 0)
            second.push_back(m_handles[i]);
    }
    const RolloutPlan plan = planOf({share(u"a"_s, 300), named(u"b"_s, first), named(u"c"_s, second)});
    const auto membership = Membership::make(plan, change, {{}, first, second});
    QVERIFY(membership);
    for (std::size_t i = 0; i < m_handles.size(); ++i) {
        std::optional<std::size_t> expected;
        if (i % 100 == 0)
            expected = 1;
        else if (i % 60 == 0)
            expected = 2;
        else if (naivePoint(change, m_handles[i]) < 300)
            expected = 0;
        QCOMPARE(membership->groupOf(m_handles[i]), expected);
    }
}

void MembershipTest::aDeviceCanCheckItsGroupAndNoOther()
{
    const Membership::Handles members(m_handles.begin(), m_handles.begin() + 777);
    const RolloutPlan plan = planOf({named(u"a"_s, members), share(u"b"_s, 400), share(u"c"_s, 600)});
    const auto membership = Membership::make(plan, change, {members, {}, {}});
    QVERIFY(membership);
    const MemberTree tree(members);
    for (std::size_t i = 0; i < 2000; ++i) {
        const auto &handle = m_handles[i];
        const auto group = membership->groupOf(handle);
        QVERIFY(group);
        const auto proof = tree.prove(handle);
        QCOMPARE(proof.has_value(), *group == 0);
        QVERIFY(checkGroup(plan, change, *group, handle, proof));
        // The proof of another device, and none.
        const auto others = tree.prove(members[(i + 1) % members.size()]);
        QVERIFY(!checkGroup(plan, change, 0, handle, others));
        QVERIFY(!checkGroup(plan, change, 0, handle, {}));
        QCOMPARE(checkGroup(plan, change, 1, handle, {}).has_value(), !checkGroup(plan, change, 2, handle, {}));
        QVERIFY(!checkGroup(plan, change, 3, handle, {}));
        if (i == 1000)
            QVERIFY(!checkGroup(plan, QByteArray(32, '\x11'), 0, handle, proof));
    }
}

void MembershipTest::otherMembersThanThePlanNamesAreRefused()
{
    const Membership::Handles members(m_handles.begin(), m_handles.begin() + 10);
    const RolloutPlan plan = planOf({named(u"a"_s, members), share(u"b"_s, 400)});
    QVERIFY(Membership::make(plan, change, {members, {}}));

    const Membership::Handles fewer(members.begin(), members.end() - 1);
    QCOMPARE(Membership::make(plan, change, {fewer, {}}).error().type, ProblemType::TargetMismatch);
    const Membership::Handles reversed(members.rbegin(), members.rend());
    QCOMPARE(Membership::make(plan, change, {reversed, {}}).error().type, ProblemType::OutOfRange);
    QCOMPARE(Membership::make(plan, change, {members, members}).error().type, ProblemType::OutOfRange);
    QCOMPARE(Membership::make(plan, change, {members}).error().type, ProblemType::OutOfRange);
    QCOMPARE(Membership::make(plan, QByteArray(31, 'x'), {members, {}}).error().type, ProblemType::OutOfRange);
}

ENIGM_TEST_MAIN(MembershipTest)
#include "MembershipTest.moc"
