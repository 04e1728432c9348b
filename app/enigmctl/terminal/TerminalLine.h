#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

#include <memory>
#include <termios.h>

namespace enigm::ctl {

/// One line from this file descriptor, without its newline, byte by byte so that what follows stays unread. Nothing
/// but an end of file is Cancelled; FileUnreadable, TooLarge.
[[nodiscard]] Expected<signing::Secret> readLine(int descriptor);

/// The controlling terminal while a person is typing. Gives the terminal back as it was.
class TerminalLine
{
public:
    enum class Echo { Shown, Hidden };

    /// Unavailable where the process has no terminal.
    [[nodiscard]] static Expected<std::unique_ptr<TerminalLine>> open(Echo echo);
    ~TerminalLine();
    Q_DISABLE_COPY_MOVE(TerminalLine)

    /// Asks and reads one line; Cancelled by Ctrl+C, and by Ctrl+D on an empty line.
    [[nodiscard]] Expected<signing::Secret> ask(const QString &question);

private:
    TerminalLine(int descriptor, const termios &before, Echo echo);
    [[nodiscard]] Expected<signing::Secret> readHidden();
    void write(QByteArrayView text);

    int m_descriptor;
    termios m_before;
    Echo m_echo;
};

} // namespace enigm::ctl
