#include "contract/deployment/OperatorFile.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFileInfo>
#include <QProcess>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <termios.h>
#include <unistd.h>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A person types a passphrase at a terminal.
class CtlTerminalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsTypedIsNotShown();
    void aSlipIsTakenBack();
    void twoDifferentAnswersMakeNoKey();
    void controlCLeavesTheTerminalAsItWas();

private:
    [[nodiscard]] QString keyFile() const { return m_folder->filePath(u"ada.json"_s); }
    void start();
    /// Waits until the terminal shows the question, then types.
    [[nodiscard]] bool answer(const QByteArray &question, const QByteArray &typed);
    [[nodiscard]] int exitCode();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_master = -1;
    int m_slave = -1; ///< kept open, so that the terminal outlives the program
    QByteArray m_screen;
};

void CtlTerminalTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_screen.clear();
    m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    QVERIFY(m_master >= 0 && ::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0);
    m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(m_slave >= 0);
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        QByteArray bytes(4096, '\0');
        const auto count = ::read(m_master, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_screen += bytes.first(std::max<qsizetype>(0, static_cast<qsizetype>(count)));
    });
    start();
}

void CtlTerminalTest::cleanup()
{
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
    m_notifier.reset();
    ::close(m_slave);
    ::close(m_master);
}

void CtlTerminalTest::start()
{
    m_process = std::make_unique<QProcess>();
    const QByteArray terminal = ::ptsname(m_master);
    m_process->setChildProcessModifier([terminal] {
        (void)::setsid();
        (void)::open(terminal.constData(), O_RDWR); // the first terminal of a new session controls it
    });
    m_process->start(builtProgram(u"enigmctl"_s), {u"key"_s, u"create"_s, keyFile(), u"--name"_s, u"Ada"_s});
}

bool CtlTerminalTest::answer(const QByteArray &question, const QByteArray &typed)
{
    if (!QTest::qWaitFor([&] { return m_screen.contains(question); }, 20'000))
        return false;
    m_screen.clear();
    return ::write(m_master, typed.constData(), static_cast<std::size_t>(typed.size())) == typed.size();
}

int CtlTerminalTest::exitCode()
{
    if (!QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, 20'000))
        return -1;
    return m_process->exitCode();
}

void CtlTerminalTest::whatIsTypedIsNotShown()
{
    QVERIFY(answer("New passphrase", "correct horse\n"));
    QVERIFY(answer("The same again", "correct horse\n"));
    QCOMPARE(exitCode(), 0);
    QVERIFY(!m_screen.contains("horse"));
    QVERIFY(!m_process->readAllStandardOutput().contains("horse"));
    const auto file = deployment::OperatorFile::parse(readFile(keyFile()));
    QVERIFY(file.has_value() && file->key->unlock(signing::Secret("correct horse")).has_value());
}

void CtlTerminalTest::aSlipIsTakenBack()
{
    QVERIFY(answer("New passphrase", "correct horsf\x7f"
                                     "e\n"));
    QVERIFY(answer("The same again", "correct horse\n"));
    QCOMPARE(exitCode(), 0);
}

void CtlTerminalTest::twoDifferentAnswersMakeNoKey()
{
    QVERIFY(answer("New passphrase", "correct horse\n"));
    QVERIFY(answer("The same again", "correct house\n"));
    QCOMPARE(exitCode(), 2);
    QVERIFY(!QFileInfo::exists(keyFile()));
}

void CtlTerminalTest::controlCLeavesTheTerminalAsItWas()
{
    termios before{};
    QVERIFY(answer("New passphrase", {}));
    QVERIFY(::tcgetattr(m_slave, &before) == 0 && (before.c_lflag & ECHO) == 0U);
    QCOMPARE(::write(m_master, "half\x03", 5), 5);
    QCOMPARE(exitCode(), 130);
    termios after{};
    QVERIFY(::tcgetattr(m_slave, &after) == 0);
    QVERIFY((after.c_lflag & ECHO) != 0U && (after.c_lflag & ICANON) != 0U && (after.c_lflag & ISIG) != 0U);
    QVERIFY(!QFileInfo::exists(keyFile()));
}

ENIGM_TEST_MAIN(CtlTerminalTest)
#include "CtlTerminalTest.moc"
