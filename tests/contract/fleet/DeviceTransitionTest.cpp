#include "contract/fleet/DeviceTransition.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// Tries every state with every act and every destination against the words of the contract.
class DeviceTransitionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWordsAreThoseOfTheDesign();
    void actsAreNamedByTheirActions();
    void everyMoveNotWrittenDownIsRefused();
    void nothingLeadsOutOfAFinalState();
    void reactivationSaysWhereTo();
    void aChangeIsComposedFromTheFromStates();
    void wipeIsACommandWithItsOwnStates();
    void fourActsEndADevice();
    void onlyTrustedAndRestrictedDevicesAreServed();
};

namespace {

// The paragraph "Device transitions" of the contract, written a second time as words.
const std::map<QString, std::map<QString, QStringList>> expected{
    {u"device.admit"_s, {{u"pending-enrollment"_s, {u"trusted"_s}}}},
    {u"device.deny"_s, {{u"pending-enrollment"_s, {u"retired"_s}}}},
    {u"device.restrict"_s, {{u"trusted"_s, {u"restricted"_s}}}},
    {u"device.suspend"_s, {{u"trusted"_s, {u"suspended"_s}}, {u"restricted"_s, {u"suspended"_s}}}},
    {u"device.reactivate"_s, {{u"restricted"_s, {u"trusted"_s}}, {u"suspended"_s, {u"trusted"_s, u"restricted"_s}}}},
    {u"device.revoke"_s,
     {{u"trusted"_s, {u"revoked"_s}}, {u"restricted"_s, {u"revoked"_s}}, {u"suspended"_s, {u"revoked"_s}}}},
    {u"device.replace"_s,
     {{u"trusted"_s, {u"replaced"_s}}, {u"restricted"_s, {u"replaced"_s}}, {u"suspended"_s, {u"replaced"_s}}}},
    {u"device.retire"_s,
     {{u"trusted"_s, {u"retired"_s}}, {u"restricted"_s, {u"retired"_s}}, {u"suspended"_s, {u"retired"_s}}}},
};

QStringList expectedDestinations(DeviceState from, DeviceAct act)
{
    const auto &moves = expected.at(toAction(act));
    const auto found = moves.find(toWord(from));
    return found == moves.end() ? QStringList() : found->second;
}

} // namespace

void DeviceTransitionTest::theWordsAreThoseOfTheDesign()
{
    QStringList words;
    for (const DeviceState state : allDeviceStates()) {
        words << toWord(state);
        QCOMPARE(deviceStateFromWord(toWord(state)), std::optional(state));
    }
    QCOMPARE(words, QStringList({u"pending-enrollment"_s, u"trusted"_s, u"restricted"_s, u"suspended"_s, u"revoked"_s,
                                 u"replaced"_s, u"retired"_s}));
    QVERIFY(!deviceStateFromWord(u"Trusted"));
    QVERIFY(!deviceStateFromWord(u"wiped"));
    QVERIFY(!deviceStateFromWord(u""));
}

void DeviceTransitionTest::actsAreNamedByTheirActions()
{
    QCOMPARE(allDeviceActs().size(), expected.size());
    for (const DeviceAct act : allDeviceActs()) {
        QVERIFY(expected.contains(toAction(act)));
        QCOMPARE(deviceActFromAction(toAction(act)), std::optional(act));
    }
    QVERIFY(!deviceActFromAction(u"device.wipe"));
    QVERIFY(!deviceActFromAction(u"revoke"));
}

void DeviceTransitionTest::everyMoveNotWrittenDownIsRefused()
{
    std::size_t moves = 0;
    for (const DeviceAct act : allDeviceActs()) {
        for (const DeviceState from : allDeviceStates()) {
            const QStringList destinations = expectedDestinations(from, act);
            for (const DeviceState to : allDeviceStates()) {
                const bool legal = destinations.contains(toWord(to));
                QCOMPARE(nextState(from, act, to), legal ? std::optional(to) : std::nullopt);
                const DeviceTransition move{.act = act, .from = from, .to = to};
                QCOMPARE(std::ranges::count(deviceTransitions(), move), legal ? 1 : 0);
                moves += legal ? 1 : 0;
            }
            const auto only = destinations.size() == 1 ? deviceStateFromWord(destinations.first()) : std::nullopt;
            QCOMPARE(nextState(from, act), only);
        }
    }
    QCOMPARE(moves, deviceTransitions().size());
}

void DeviceTransitionTest::nothingLeadsOutOfAFinalState()
{
    for (const DeviceState state : allDeviceStates()) {
        const bool left = std::ranges::any_of(deviceTransitions(), [state](const auto &m) { return m.from == state; });
        QCOMPARE(isFinal(state), !left);
    }
    QVERIFY(isFinal(DeviceState::Revoked) && isFinal(DeviceState::Replaced) && isFinal(DeviceState::Retired));
}

void DeviceTransitionTest::reactivationSaysWhereTo()
{
    QVERIFY(!nextState(DeviceState::Suspended, DeviceAct::Reactivate));
    QCOMPARE(nextState(DeviceState::Suspended, DeviceAct::Reactivate, DeviceState::Restricted),
             std::optional(DeviceState::Restricted));
    QCOMPARE(nextState(DeviceState::Restricted, DeviceAct::Reactivate), std::optional(DeviceState::Trusted));
    QVERIFY(!nextState(DeviceState::Restricted, DeviceAct::Reactivate, DeviceState::Restricted));
}

void DeviceTransitionTest::aChangeIsComposedFromTheFromStates()
{
    using enum DeviceState;
    QCOMPARE(fromStates(DeviceAct::Admit), std::vector{PendingEnrollment});
    QCOMPARE(fromStates(DeviceAct::Revoke), (std::vector{Trusted, Restricted, Suspended}));
    QCOMPARE(fromStates(DeviceAct::Reactivate), (std::vector{Restricted, Suspended}));
    QCOMPARE(fromStates(DeviceAct::Reactivate, Restricted), std::vector{Suspended});
    QCOMPARE(toStates(DeviceAct::Reactivate), (std::vector{Trusted, Restricted}));
    QCOMPARE(toStates(DeviceAct::Deny), std::vector{Retired});
}

void DeviceTransitionTest::fourActsEndADevice()
{
    QStringList ending;
    for (const DeviceAct act : allDeviceActs()) {
        if (isEnding(toAction(act)))
            ending.append(toAction(act));
    }
    QCOMPARE(ending, (QStringList{u"device.deny"_s, u"device.revoke"_s, u"device.replace"_s, u"device.retire"_s}));
    QVERIFY(!isEnding(wipeAction));
    QVERIFY(!isEnding(u"policy.publish"));
}

void DeviceTransitionTest::wipeIsACommandWithItsOwnStates()
{
    QStringList words;
    for (const DeviceState state : allDeviceStates()) {
        if (mayWipe(state))
            words << toWord(state);
    }
    QCOMPARE(words, QStringList({u"trusted"_s, u"restricted"_s, u"suspended"_s, u"revoked"_s}));
    // It leaves a device where it is; every other action is the act of its name.
    for (const DeviceState state : allDeviceStates()) {
        QCOMPARE(stateAfter(wipeAction, state), mayWipe(state) ? std::optional(state) : std::nullopt);
        for (const DeviceAct act : allDeviceActs())
            QCOMPARE(stateAfter(toAction(act), state), nextState(state, act));
        QVERIFY(!stateAfter(u"key.add", state));
    }
    QCOMPARE(stateAfter(toAction(DeviceAct::Reactivate), DeviceState::Suspended, DeviceState::Restricted),
             std::optional(DeviceState::Restricted));
}

void DeviceTransitionTest::onlyTrustedAndRestrictedDevicesAreServed()
{
    QStringList words;
    for (const DeviceState state : allDeviceStates()) {
        if (isServed(state))
            words << toWord(state);
    }
    QCOMPARE(words, QStringList({u"trusted"_s, u"restricted"_s}));
}

ENIGM_TEST_MAIN(DeviceTransitionTest)
#include "DeviceTransitionTest.moc"
