#include "views/devices/DeviceActs.h"

#include "api-client/enrollment/AttestationClient.h"
#include "contract/changes/Action.h"
#include "contract/fleet/DeviceTransition.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;

using fleet::DeviceState;
using operators::Role;
using operators::Roles;
using views::devices::DeviceActOffer;
using views::devices::deviceActOffers;
using views::devices::DeviceChoice;

/// What the buttons beside a device offer, and why they do not.
class DeviceActsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAdministratorMayAskWhatTheTableOfTransitionsAllows();
    void anAdministratorAsksWhoIsServedForAttestation();
    void anApproverMayOnlyReduceRisk();
    void aReviewerIsToldWhoMayAsk();
    void aMixedSelectionSaysHowManyCannotTakePart();
    void devicesOnTheirWayHoldEverythingBack();
    void tooManyDevicesAreDenied();
};

namespace {

DeviceActOffer offerOf(const QString &action, const DeviceChoice &choice, Roles roles)
{
    for (const DeviceActOffer &offer : deviceActOffers(choice, roles)) {
        if (offer.action == action)
            return offer;
    }
    return {};
}

} // namespace

void DeviceActsTest::anAdministratorMayAskWhatTheTableOfTransitionsAllows()
{
    for (const DeviceState state : fleet::allDeviceStates()) {
        const auto offers = deviceActOffers({.states = {{state, 1}}}, {Role::Administrator});
        QCOMPARE(offers.size(), std::size_t(10)); // all that there are
        for (const DeviceActOffer &offer : offers) {
            if (offer.action == client::AttestationClient::action)
                continue; // no change: see below
            const auto from = fleet::fromStates(offer.action);
            const bool isLegal = std::ranges::find(from, state) != from.end();
            QCOMPARE(offer.denial.isEmpty(), isLegal);
            QVERIFY(offer.verb.endsWith(u'…'));
            QCOMPARE(offer.isFinal, changes::findAction(offer.action)->actionClass == changes::ActionClass::Final);
        }
    }
}

void DeviceActsTest::anAdministratorAsksWhoIsServedForAttestation()
{
    for (const DeviceState state : fleet::allDeviceStates()) {
        const DeviceChoice choice{.states = {{state, 1}}};
        const auto offer = offerOf(u"device.attest"_s, choice, {Role::Administrator});
        QCOMPARE(offer.denial.isEmpty(), fleet::isServed(state));
        QVERIFY(!offer.verb.endsWith(u'…')); // it happens at once
        QVERIFY(!offerOf(u"device.attest"_s, choice, {Role::Approver}).denial.isEmpty());
    }
    QVERIFY(!offerOf(u"device.attest"_s, {.states = {{DeviceState::Trusted, 1001}}}, {Role::Administrator})
                 .denial.isEmpty());
}

void DeviceActsTest::anApproverMayOnlyReduceRisk()
{
    const DeviceChoice choice{.states = {{DeviceState::Trusted, 1}}};
    QVERIFY(offerOf(u"device.suspend"_s, choice, {Role::Approver}).denial.isEmpty());
    QVERIFY(offerOf(u"device.restrict"_s, choice, {Role::Approver}).denial.isEmpty());
    QVERIFY(!offerOf(u"device.revoke"_s, choice, {Role::Approver}).denial.isEmpty());
}

void DeviceActsTest::aReviewerIsToldWhoMayAsk()
{
    const DeviceChoice choice{.states = {{DeviceState::Trusted, 1}}};
    const QString denial = offerOf(u"device.revoke"_s, choice, {Role::SecurityReviewer}).denial;
    QVERIFY2(denial.contains(u"administrator"_s), qPrintable(denial));
}

void DeviceActsTest::aMixedSelectionSaysHowManyCannotTakePart()
{
    const DeviceChoice choice{.states = {{DeviceState::Trusted, 5}, {DeviceState::Revoked, 3}}};
    const QString denial = offerOf(u"device.suspend"_s, choice, {Role::Administrator}).denial;
    QVERIFY2(denial.contains(u'3'), qPrintable(denial));
    QVERIFY2(denial.contains(u"Trusted"_s), qPrintable(denial));
}

void DeviceActsTest::devicesOnTheirWayHoldEverythingBack()
{
    const DeviceChoice choice{.states = {{DeviceState::Trusted, 5}}, .pending = 2};
    for (const DeviceActOffer &offer : deviceActOffers(choice, {Role::Administrator}))
        QVERIFY(offer.denial.contains(u'2'));
}

void DeviceActsTest::tooManyDevicesAreDenied()
{
    QVERIFY(offerOf(u"device.suspend"_s, {.states = {{DeviceState::Trusted, 1000}}}, {Role::Administrator})
                .denial.isEmpty());
    QVERIFY(!offerOf(u"device.suspend"_s, {.states = {{DeviceState::Trusted, 1001}}}, {Role::Administrator})
                 .denial.isEmpty());
}

ENIGM_TEST_MAIN(DeviceActsTest)
#include "DeviceActsTest.moc"
