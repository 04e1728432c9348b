#include "app/enigmctl/terminal/TerminalLine.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qsizetype longestLine = 1024;
constexpr char interrupt = '\x03';
constexpr char endOfInput = '\x04';
constexpr char backspace = '\x08';
constexpr char erase = '\x7f';

enum class Got { Byte, End, Failed };

Got readByte(int descriptor, char &byte)
{
    for (;;) {
        const auto count = ::read(descriptor, &byte, 1);
        if (count == 1)
            return Got::Byte;
        if (count == 0)
            return Got::End;
        if (errno != EINTR)
            return Got::Failed;
    }
}

/// A buffer that never moves, so that no copy of a secret stays behind.
QByteArray lineBuffer()
{
    QByteArray buffer;
    buffer.reserve(longestLine);
    return buffer;
}

std::unexpected<Problem> tooLong()
{
    return refuse(ProblemType::TooLarge, u"The line is too long."_s);
}

} // namespace

Expected<signing::Secret> readLine(int descriptor)
{
    QByteArray line = lineBuffer();
    char byte = 0;
    for (;;) {
        const Got got = readByte(descriptor, byte);
        if (got == Got::Failed)
            return refuse(ProblemType::FileUnreadable, u"The file descriptor cannot be read."_s);
        if (got == Got::End && line.isEmpty())
            return refuse(ProblemType::Cancelled, u"The file descriptor has no more lines."_s);
        if (got == Got::End || byte == '\n')
            return signing::Secret::taking(line);
        if (line.size() == longestLine)
            return tooLong();
        line.append(byte);
    }
}

Expected<std::unique_ptr<TerminalLine>> TerminalLine::open(Echo echo)
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    termios before{};
    if (descriptor < 0 || ::tcgetattr(descriptor, &before) != 0) {
        if (descriptor >= 0)
            ::close(descriptor);
        return refuse(ProblemType::Unavailable, u"There is no terminal to ask on."_s);
    }
    return std::unique_ptr<TerminalLine>(new TerminalLine(descriptor, before, echo));
}

TerminalLine::TerminalLine(int descriptor, const termios &before, Echo echo)
    : m_descriptor(descriptor)
    , m_before(before)
    , m_echo(echo)
{
    if (echo == Echo::Hidden) {
        // No signals either: a key that ends the process would leave a terminal that shows nothing.
        termios hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        hidden.c_cc[VMIN] = 1;
        hidden.c_cc[VTIME] = 0;
        ::tcsetattr(m_descriptor, TCSAFLUSH, &hidden);
    }
}

TerminalLine::~TerminalLine()
{
    ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
    ::close(m_descriptor);
}

void TerminalLine::write(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const auto count = ::write(m_descriptor, text.data(), static_cast<std::size_t>(text.size()));
        if (count <= 0)
            return;
        text = text.sliced(static_cast<qsizetype>(count));
    }
}

Expected<signing::Secret> TerminalLine::ask(const QString &question)
{
    write(question.toUtf8());
    if (m_echo == Echo::Shown)
        return readLine(m_descriptor);
    auto secret = readHidden();
    write("\n");
    return secret;
}

Expected<signing::Secret> TerminalLine::readHidden()
{
    QByteArray line = lineBuffer();
    char byte = 0;
    for (;;) {
        if (readByte(m_descriptor, byte) != Got::Byte || byte == interrupt || (byte == endOfInput && line.isEmpty())) {
            line.fill('\0');
            return refuse(ProblemType::Cancelled);
        }
        if (byte == '\n' || byte == '\r')
            return signing::Secret::taking(line);
        if (byte == backspace || byte == erase) {
            if (!line.isEmpty())
                line.chop(1);
        } else if (line.size() == longestLine) {
            line.fill('\0');
            return tooLong();
        } else {
            line.append(byte);
        }
    }
}

} // namespace enigm::ctl
