#include "contract/fleet/CommandState.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// How far a command has come, in the words of docs/contract.md.
class CommandStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWordsAreThoseOfTheContract();
    void whatNobodyAnsweredInTimeExpires();
};

void CommandStateTest::theWordsAreThoseOfTheContract()
{
    QStringList words;
    for (const CommandState state : allCommandStates()) {
        words << toWord(state);
        QCOMPARE(commandStateFromWord(toWord(state)), std::optional(state));
    }
    QCOMPARE(words,
             QStringList({u"queued"_s, u"delivered"_s, u"acknowledged"_s, u"refused"_s, u"expired"_s, u"cancelled"_s}));
    QCOMPARE(commandStateFromWord(u"done"), std::nullopt);
    QCOMPARE(commandStateFromWord(u"Queued"), std::nullopt);
}

void CommandStateTest::whatNobodyAnsweredInTimeExpires()
{
    constexpr qint64 obeyBy = 1000;
    constexpr std::array unanswered{CommandState::Queued, CommandState::Delivered};
    for (const CommandState state : allCommandStates()) {
        QCOMPARE(commandStateAt(state, obeyBy, obeyBy), state);
        const bool isAnswered = std::ranges::find(unanswered, state) == unanswered.end();
        QCOMPARE(commandStateAt(state, obeyBy, obeyBy + 1), isAnswered ? state : CommandState::Expired);
    }
}

ENIGM_TEST_MAIN(CommandStateTest)
#include "CommandStateTest.moc"
