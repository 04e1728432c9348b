#include "models/ota/ServedTrust.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <iterator>

using namespace enigm;
using namespace Qt::StringLiterals;

namespace tuf = enigm::ota::tuf;

/// What a control plane tells of its repository, as the Trust pane shows it.
class ServedTrustTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesStandAsTheOneVouchesForTheNext();
    void theNewestRootComesFirst();
    void whoHasSignedIsToldFromWhoHasNot();
    void anAuthorityThatThereIsNotIsRefused();
};

namespace {

tuf::RepositoryStatus statusOf(const QStringList &roles)
{
    tuf::RepositoryStatus status;
    for (const QString &role : roles)
        status.roles.push_back({.role = role, .keys = {}});
    return status;
}

} // namespace

void ServedTrustTest::rolesStandAsTheOneVouchesForTheNext()
{
    const auto trust = models::ota::trustOf(statusOf({u"limited"_s, u"root"_s, u"security"_s, u"snapshot"_s,
                                                      u"stable"_s, u"targets"_s, u"timestamp"_s, u"validation"_s}),
                                            {});
    QVERIFY(trust);
    QStringList names;
    std::ranges::transform(trust->roles, std::back_inserter(names), &models::ota::RepositoryRole::name);
    QCOMPARE(names, (QStringList{u"root"_s, u"targets"_s, u"validation"_s, u"limited"_s, u"stable"_s, u"security"_s,
                                 u"snapshot"_s, u"timestamp"_s}));
}

void ServedTrustTest::theNewestRootComesFirst()
{
    tuf::RepositoryStatus status;
    status.roots = {{.version = 1, .digest = "first", .time = 10, .change = {}},
                    {.version = 2, .digest = "second", .time = 20, .change = u"019ac000"_s}};
    const auto trust = models::ota::trustOf(status, {});
    QVERIFY(trust);
    QCOMPARE(trust->roots.size(), 2U);
    QCOMPARE(trust->roots[0].version, 2);
    QCOMPARE(trust->roots[0].change, u"019ac000"_s);
    QCOMPARE(trust->roots[1].digest, "first"_ba);
    QVERIFY(trust->roots[1].change.isEmpty());
}

void ServedTrustTest::whoHasSignedIsToldFromWhoHasNot()
{
    tuf::RepositoryStatus status;
    status.roles = {
        {.role = u"root"_s, .version = 3, .expires = 99, .threshold = 2, .keys = {{u"a"_s, true}, {u"b"_s}}}};
    tuf::PendingRole pending;
    pending.role = u"targets"_s;
    pending.version = 4;
    pending.have = {u"a"_s};
    pending.threshold = 2;
    const auto trust = models::ota::trustOf(status, {pending});
    QVERIFY(trust);
    const models::ota::RepositoryRole &root = trust->roles.front();
    QCOMPARE(root.threshold, 2);
    QVERIFY(root.keys[0].hasSigned);
    QVERIFY(!root.keys[1].hasSigned);
    QCOMPARE(trust->awaited.size(), 1U);
    QCOMPARE(trust->awaited[0].role, u"targets"_s);
    QCOMPARE(trust->awaited[0].have, 1);
    QCOMPARE(trust->awaited[0].threshold, 2);
}

void ServedTrustTest::anAuthorityThatThereIsNotIsRefused()
{
    tuf::RepositoryStatus status;
    status.authorities = {{.authority = u"somebody"_s, .keys = {}}};
    const auto trust = models::ota::trustOf(status, {});
    QVERIFY(!trust);
    QCOMPARE(trust.error().type, ProblemType::UnexpectedAnswer);
}

ENIGM_TEST_MAIN(ServedTrustTest)
#include "ServedTrustTest.moc"
