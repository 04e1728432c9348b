#include "contract/operators/Directory.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using operators::Directory;
using operators::Role;

/// Who may sign what, at every position.
class DirectoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foundersAreInForceFromSizeOne();
    void keysComeAndGoAtTheirEntries();
    void operatorsAreAdmittedOnce();
    void witnessesComeAndGo();
    void refusalsChangeNothing();
};

namespace {

signing::PublicKey freshKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
}

} // namespace

void DirectoryTest::foundersAreInForceFromSizeOne()
{
    const SampleHistory history;
    const Directory &directory = history.directory();
    QCOMPARE(directory.size(), 1);
    QCOMPARE(directory.operators().size(), 6U);
    const auto *const key = directory.findKey(history.approver1.key->publicKey().thumbprint());
    QVERIFY(key);
    QCOMPARE(key->operatorId, history.approver1.id);
    QVERIFY(!key->isValidAt(0) && key->isValidAt(1) && key->isValidAt(1000));
    QVERIFY(directory.findOperator(history.approver1.id)->rolesAt(1).has(Role::Approver));
    QVERIFY(directory.findOperator(history.approver1.id)->rolesAt(0).isEmpty());
    QVERIFY(directory.isFounder(history.approver1.id));
    QVERIFY(!directory.findOperator(u"nobody"_s));
    QVERIFY(!directory.findKey(u"none"_s));
    QVERIFY(!directory.ruleAt(u"device.revoke"_s, 1));
}

void DirectoryTest::keysComeAndGoAtTheirEntries()
{
    const SampleHistory history;
    Directory directory = history.directory();
    const auto second = freshKey();
    require(directory.addKey(history.approver1.id, second));                 // entry 1
    require(directory.addKey(history.approver2.id, freshKey()));             // entry 2
    require(directory.revokeKey(history.approver1.id, second.thumbprint())); // entry 3
    const auto *const key = directory.findKey(second.thumbprint());
    QCOMPARE(key->addedBy, 1);
    QCOMPARE(key->revokedBy, std::optional<qint64>(3));
    for (qint64 size = 0; size < 6; ++size)
        QCOMPARE(key->isValidAt(size), size == 2 || size == 3);
    QVERIFY(directory.hasValidKey(history.approver1.id, 4));
    require(directory.revokeKey(history.approver1.id, history.approver1.key->publicKey().thumbprint()));
    QVERIFY(!directory.hasValidKey(history.approver1.id, 5));
    QVERIFY(directory.hasValidKey(history.approver1.id, 4));
}

void DirectoryTest::operatorsAreAdmittedOnce()
{
    const SampleHistory history;
    Directory directory = history.directory();
    const Person person = SampleHistory::makePerson({Role::Approver});
    const auto key = person.key->publicKey();
    QCOMPARE(outcomeOf(directory.admitOperator(person.id, {Role::Administrator, Role::SecurityReviewer}, {key})),
             u"role-conflict"_s);
    QCOMPARE(outcomeOf(directory.admitOperator(person.id, {Role::Approver}, {key, key})), u"already-exists"_s);
    QCOMPARE(outcomeOf(directory.admitOperator(person.id, {Role::Approver}, {history.approver1.key->publicKey()})),
             u"already-exists"_s);
    QCOMPARE(outcomeOf(directory.admitOperator(history.approver1.id, {Role::Approver}, {key})), u"already-exists"_s);
    QCOMPARE(outcomeOf(directory.admitOperator(person.id, {Role::Approver}, {key})), u"accepted"_s);
    QVERIFY(!directory.isFounder(person.id));
    QVERIFY(directory.findOperator(person.id)->rolesAt(1).isEmpty());
    QVERIFY(directory.findOperator(person.id)->rolesAt(2).has(Role::Approver));
}

void DirectoryTest::witnessesComeAndGo()
{
    const SampleHistory history;
    Directory directory = history.directory();
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519)->publicKey();
    const operators::Witness witness{.name = u"two.example"_s, .key = key};
    require(directory.addWitness(witness));
    QCOMPARE(outcomeOf(directory.addWitness(witness)), u"already-exists"_s);
    require(directory.removeWitness(u"two.example"_s));
    QCOMPARE(outcomeOf(directory.removeWitness(u"two.example"_s)), u"not-found"_s);
    require(directory.addWitness(witness));
    QCOMPARE(directory.witnesses().size(), 3U);
    QVERIFY(directory.witnesses()[1].isActiveAt(2) && !directory.witnesses()[1].isActiveAt(3));
    QVERIFY(!directory.witnesses()[2].isActiveAt(3) && directory.witnesses()[2].isActiveAt(4));
}

void DirectoryTest::refusalsChangeNothing()
{
    const SampleHistory history;
    Directory directory = history.directory();
    const QString thumbprint = history.approver1.key->publicKey().thumbprint();
    QCOMPARE(outcomeOf(directory.addKey(u"nobody"_s, freshKey())), u"not-found"_s);
    QCOMPARE(outcomeOf(directory.addKey(history.approver2.id, history.approver1.key->publicKey())),
             u"already-exists"_s);
    QCOMPARE(outcomeOf(directory.revokeKey(history.approver2.id, thumbprint)), u"not-found"_s);
    QCOMPARE(outcomeOf(directory.revokeKey(history.approver1.id, u"none"_s)), u"not-found"_s);
    QCOMPARE(directory.size(), 1);
    require(directory.revokeKey(history.approver1.id, thumbprint));
    QCOMPARE(outcomeOf(directory.revokeKey(history.approver1.id, thumbprint)), u"not-found"_s);
    QCOMPARE(outcomeOf(directory.addKey(history.approver1.id, history.approver1.key->publicKey())),
             u"already-exists"_s); // a revoked key does not come back
    QCOMPARE(directory.size(), 2);
}

ENIGM_TEST_MAIN(DirectoryTest)
#include "DirectoryTest.moc"
