#include "tests/control-plane/api/MatrixOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::ChangeState;
using fleet::DeviceState;

namespace {

constexpr std::array decisions{Decide::Approve, Decide::Reject, Decide::Withdraw};

const char *wordOf(Decide decide)
{
    switch (decide) {
    case Decide::Approve:
        return "approve";
    case Decide::Reject:
        return "reject";
    case Decide::Withdraw:
        return "withdraw";
    }
    Q_UNREACHABLE();
}

/// One cell, for the message of its failure.
QByteArray cell(const QByteArray &what, const QString &person, const RawReply &reply)
{
    return what + " by " + person.toUtf8() + ": " + QByteArray::number(reply.status) + ' ' + reply.body;
}

} // namespace

/// Everybody tries every action on devices in every state, and every decision on every action's change in every state
/// that it can be met in: the server answers as the contract declares, cell by cell. The cells are made from the
/// contract's tables, the answers from a second statement of what docs/contract.md says (DeclaredMatrix).
class MatrixTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_organisation = std::make_unique<MatrixOrganisation>(1000); }
    void everyActionIsDeclaredOnce();
    void asks_data();
    void asks();
    void decides_data();
    void decides();
    void rejectsTheRemovalOfTheirOwnKey_data();
    void rejectsTheRemovalOfTheirOwnKey();
    void everyStateWasMet_data();
    void everyStateWasMet();

private:
    std::unique_ptr<MatrixOrganisation> m_organisation;
};

void MatrixTest::everyActionIsDeclaredOnce()
{
    const auto rows = matrixRows();
    QCOMPARE(rows.size(), declaredRows().size());
    for (const MatrixRow &row : rows) {
        const auto named = [&row](const DeclaredRow &declared) { return declared.name == row.name(); };
        QVERIFY2(std::ranges::count_if(declaredRows(), named) == 1, row.name().constData());
    }
    for (const operators::Role role : operators::allRoles())
        QVERIFY2(std::ranges::find(matrixPeople(), role, &MatrixPerson::role) != matrixPeople().end(),
                 qPrintable(operators::word(role)));
}

void MatrixTest::asks_data()
{
    QTest::addColumn<MatrixRow>("row");
    QTest::addColumn<MatrixPerson>("person");
    for (const MatrixRow &row : matrixRows()) {
        for (const MatrixPerson &person : matrixPeople())
            QTest::addRow("%s by %s", row.name().constData(), qPrintable(person.name)) << row << person;
    }
}

void MatrixTest::asks()
{
    QFETCH(MatrixRow, row);
    QFETCH(MatrixPerson, person);
    QVERIFY2(declaredRow(row.name()), row.name().constData());
    const DeclaredRow &declared = *declaredRow(row.name());
    const bool isFounder = m_organisation->isFounder(person.name);
    for (const DeviceState state : fleet::allDeviceStates()) {
        const RawReply reply = m_organisation->ask(row, person.name, state);
        const QByteArray answer = declared.answerToRequest(person.role, isFounder, state);
        QVERIFY2(slugOf(reply) == answer, cell(fleet::toWord(state).latin1(), person.name, reply).constData());
        if (answer.isEmpty()) {
            QCOMPARE(reply.status, 201);
            QCOMPARE(memberOf(reply, "state"_L1).text(), declared.isReducing ? u"executed"_s : u"pending"_s);
        }
        if (!row.onDevices())
            break; // governance knows no states of devices
    }
}

void MatrixTest::decides_data()
{
    QTest::addColumn<MatrixRow>("row");
    QTest::addColumn<ChangeState>("state");
    for (const MatrixRow &row : matrixRows()) {
        const DeclaredRow *const declared = declaredRow(row.name());
        QVERIFY2(declared, row.name().constData());
        for (const ChangeState state : declared->reachable())
            QTest::addRow("%s, %s", row.name().constData(), qPrintable(changes::word(state))) << row << state;
    }
}

void MatrixTest::decides()
{
    QFETCH(MatrixRow, row);
    QFETCH(ChangeState, state);
    const DeclaredRow &declared = *declaredRow(row.name());
    std::optional<changes::SignedChange> change;
    for (const Decide decide : decisions) {
        for (const MatrixPerson &person : matrixPeople()) {
            if (!change)
                change = m_organisation->changeIn(row, state);
            const bool isRequester = person.name == MatrixOrganisation::requesterOf(*row.action);
            const QByteArray answer = declared.answerToDecision(decide, person.role, isRequester, state);
            const RawReply reply = m_organisation->decide(decide, person.name, *change);
            QVERIFY2(slugOf(reply) == answer, cell(wordOf(decide), person.name, reply).constData());
            const ChangeState after = answer.isEmpty() ? declared.stateAfter(decide) : state;
            QCOMPARE(changes::word(m_organisation->stateOf(*change)), changes::word(after));
            if (answer.isEmpty())
                change.reset(); // what was signed is no longer what this state stands for
        }
    }
}

void MatrixTest::rejectsTheRemovalOfTheirOwnKey_data()
{
    QTest::addColumn<MatrixPerson>("person");
    for (const MatrixPerson &person : matrixPeople()) {
        if (person.name != MatrixOrganisation::requester)
            QTest::newRow(qPrintable(person.name)) << person;
    }
}

void MatrixTest::rejectsTheRemovalOfTheirOwnKey()
{
    QFETCH(MatrixPerson, person);
    const auto change = m_organisation->revocationOfAKeyOf(person.name);
    QCOMPARE(slugOf(m_organisation->decide(Decide::Reject, person.name, change)), "own-key"_ba);
    QCOMPARE(changes::word(m_organisation->stateOf(change)), u"pending"_s);
}

void MatrixTest::everyStateWasMet_data()
{
    QTest::addColumn<ChangeState>("state");
    QTest::addColumn<bool>("isMet");
    for (const ChangeState state : changes::allChangeStates()) {
        const bool isMet = std::ranges::any_of(declaredRows(), [state](const DeclaredRow &row) {
            const auto reachable = row.reachable();
            return std::ranges::find(reachable, state) != reachable.end();
        });
        QTest::newRow(qPrintable(changes::word(state))) << state << isMet;
    }
}

/// A draft is the console's, and nobody comes between the quorum and its execution.
void MatrixTest::everyStateWasMet()
{
    QFETCH(ChangeState, state);
    QFETCH(bool, isMet);
    QCOMPARE(m_organisation->countIn(state) > 0, isMet);
}

ENIGM_TEST_MAIN(MatrixTest)
#include "MatrixTest.moc"
