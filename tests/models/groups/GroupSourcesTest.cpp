#include "contract/encoding/Uuid.h"
#include "models/groups/GroupDraft.h"
#include "models/groups/GroupListSource.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::groups::GroupListSource;
using models::groups::loadGroupDraft;
using models::session::Phase;

/// What a console knows of groups of devices.
class GroupSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_console.reset(); }

    void groupsAreListedAndFollowed();
    void aRefusalIsKept();
    void aNewGroupIsOfferedTheDevicesAtHand();
    void aStaticGroupIsEditedFromWhatItLists();
    void aGroupThatIsGoneIsNotEdited();

private:
    std::unique_ptr<SignedInConsole> m_console;
};

void GroupSourcesTest::init()
{
    m_console = std::make_unique<SignedInConsole>();
    QVERIFY(m_console->signIn(m_console->history.administrator1));
    m_console->plane.devices = makeListedDevices(4);
    changes::DeviceGroup group{.id = encoding::makeUuid7(1'800'000'000'000),
                               .version = 2,
                               .definition = {.name = u"Field"_s, .rule = {}},
                               .members = {}};
    for (const int at : {0, 2})
        group.members.push_back(m_console->plane.devices[static_cast<std::size_t>(at)].handle);
    m_console->plane.groups = {group};
}

void GroupSourcesTest::groupsAreListedAndFollowed()
{
    GroupListSource source(m_console->session);
    QSignalSpy changed(&source, &GroupListSource::changed);
    source.refresh();
    source.refresh(); // while an answer is awaited it does nothing
    QTRY_COMPARE(source.status().phase(), Phase::Ready);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(source.groups().size(), 1U);
    const QString id = m_console->plane.groups.front().id;
    QCOMPARE(source.find(id)->definition.name, u"Field"_s);
    QCOMPARE(source.find(id)->digest, m_console->plane.groups.front().digest());
    QVERIFY(!source.find(u"another"_s));
    source.refresh();
    QTRY_VERIFY(!source.status().isBusy());
    QCOMPARE(changed.count(), 1);
    m_console->plane.groups.clear();
    source.refresh();
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(source.groups().empty());
}

void GroupSourcesTest::aRefusalIsKept()
{
    GroupListSource source(m_console->session);
    m_console->plane.refuseRoute(u"/v1/groups"_s, ProblemType::Unavailable);
    source.refresh();
    QTRY_VERIFY(source.status().problem().has_value());
    QCOMPARE(source.status().problem()->type, ProblemType::Unavailable);
}

void GroupSourcesTest::aNewGroupIsOfferedTheDevicesAtHand()
{
    const auto draft = require(QCoro::waitFor(loadGroupDraft(m_console->session, {}, {m_console->plane.devices[1]})));
    QVERIFY(encoding::parseUuid7(draft.id));
    QVERIFY(!draft.before);
    QVERIFY(draft.listed.empty());
    QCOMPARE(draft.offered.size(), 1U);
    QCOMPARE(draft.offered.front().handle, m_console->plane.devices[1].handle);
}

void GroupSourcesTest::aStaticGroupIsEditedFromWhatItLists()
{
    const changes::DeviceGroup &group = m_console->plane.groups.front();
    const auto draft = require(QCoro::waitFor(loadGroupDraft(m_console->session, group.id, {})));
    QCOMPARE(draft.before, std::optional(group));
    QCOMPARE(draft.listed.size(), 2U);
    QCOMPARE(draft.listed[1].handle, m_console->plane.devices[2].handle);
    QCOMPARE(draft.listed[1].key, m_console->plane.devices[2].key);
}

void GroupSourcesTest::aGroupThatIsGoneIsNotEdited()
{
    const auto draft = QCoro::waitFor(
        loadGroupDraft(m_console->session, encoding::makeUuid7(1'800'000'000'001), {m_console->plane.devices[0]}));
    QCOMPARE(outcomeOf(draft), u"not-found"_s);
}

ENIGM_TEST_MAIN(GroupSourcesTest)
#include "GroupSourcesTest.moc"
