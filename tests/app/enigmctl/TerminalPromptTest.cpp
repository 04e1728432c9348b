#include "app/enigmctl/connection/TerminalPrompt.h"

#include "app/enigmctl/terminal/Terminal.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <unistd.h>

using namespace enigm;
using namespace Qt::StringLiterals;

using Wrong = client::StepUpQuestion::Wrong;

/// One gesture of a script: what opens the key, and then the PIN, as lines of file descriptors.
class TerminalPromptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneGestureTakesALineEach();
    void oneDescriptorMayServeBoth();
    void whatIsNoPinOpensNoKey();
    void aWrongAnswerIsNotAskedForAgain_data();
    void aWrongAnswerIsNotAskedForAgain();
};

namespace {

/// A pipe that was written to and closed.
class Lines
{
public:
    explicit Lines(const QByteArray &text)
    {
        if (::pipe(m_ends.data()) != 0 || ::write(m_ends[1], text.constData(), std::size_t(text.size())) != text.size())
            qFatal("no pipe");
        ::close(m_ends[1]);
    }
    ~Lines() { ::close(m_ends[0]); }
    Q_DISABLE_COPY_MOVE(Lines)

    [[nodiscard]] int descriptor() const { return m_ends[0]; }

private:
    std::array<int, 2> m_ends{};
};

Expected<client::StepUpAnswer> answerOf(ctl::Terminal &terminal, Wrong wrong = Wrong::Nothing)
{
    ctl::TerminalPrompt prompt(terminal);
    return QCoro::waitFor(prompt.ask(
        {.act = u"Approve"_s, .digest = QByteArray(32, 'd'), .token = {}, .wrong = wrong, .attemptsLeft = 3}));
}

} // namespace

void TerminalPromptTest::oneGestureTakesALineEach()
{
    const Lines pins("271828\n314159\n");
    const Lines passphrases("correct horse\nanother\n");
    ctl::Terminal terminal(pins.descriptor(), passphrases.descriptor());
    const auto answer = answerOf(terminal);
    QVERIFY(answer);
    QCOMPARE(answer->keySecret.view(), QByteArrayView("correct horse"));
    QCOMPARE(answer->pin.view(), QByteArrayView("271828"));
    QCOMPARE(answerOf(terminal)->pin.view(), QByteArrayView("314159"));
}

void TerminalPromptTest::oneDescriptorMayServeBoth()
{
    const Lines both("correct horse\n271828\n");
    ctl::Terminal terminal(both.descriptor(), both.descriptor());
    const auto answer = answerOf(terminal);
    QVERIFY(answer);
    QCOMPARE(answer->keySecret.view(), QByteArrayView("correct horse"));
    QCOMPARE(answer->pin.view(), QByteArrayView("271828"));
    const auto none = answerOf(terminal);
    QVERIFY(!none);
    QCOMPARE(none.error().type, ProblemType::Cancelled);
}

void TerminalPromptTest::whatIsNoPinOpensNoKey()
{
    const Lines both("correct horse\n27182\n");
    ctl::Terminal terminal(both.descriptor(), both.descriptor());
    const auto answer = answerOf(terminal);
    QVERIFY(!answer);
    QCOMPARE(answer.error().type, ProblemType::WrongPin);
}

void TerminalPromptTest::aWrongAnswerIsNotAskedForAgain_data()
{
    QTest::addColumn<int>("wrong");
    QTest::addColumn<QString>("slug");
    QTest::newRow("passphrase") << static_cast<int>(Wrong::KeySecret) << u"wrong-passphrase"_s;
    QTest::newRow("PIN") << static_cast<int>(Wrong::Pin) << u"wrong-pin"_s;
}

void TerminalPromptTest::aWrongAnswerIsNotAskedForAgain()
{
    QFETCH(const int, wrong);
    QFETCH(const QString, slug);
    const Lines both("correct horse\n271828\n");
    ctl::Terminal terminal(both.descriptor(), both.descriptor());
    const auto answer = answerOf(terminal, static_cast<Wrong>(wrong));
    QVERIFY(!answer);
    QCOMPARE(problemSlug(answer.error().type), slug);
    QVERIFY(answerOf(terminal)); // nothing was read
}

ENIGM_TEST_MAIN(TerminalPromptTest)
#include "TerminalPromptTest.moc"
