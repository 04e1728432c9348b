#include "tests/support/token/SoftToken.h"

#include <QFile>
#include <QStandardPaths>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

const QString missing = u"SKIPPED WHOLE TEST: SoftHSM 2 is missing; install softhsm2"_s;

/// Runs a command to its end. Not by QProcess: ThreadSanitizer does not survive how that forks.
bool succeeds(const QStringList &command)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    int status = 0;
    return ::posix_spawn(&process, arguments.front(), nullptr, nullptr, arguments.data(), environ) == 0 &&
           ::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

QString SoftToken::make()
{
    const QString tool = QStandardPaths::findExecutable(u"softhsm2-util"_s);
    for (const QString &path : {u"/usr/lib/softhsm/libsofthsm2.so"_s, u"/usr/lib64/pkcs11/libsofthsm2.so"_s}) {
        if (QFile::exists(path))
            m_module = path;
    }
    if (tool.isEmpty() || m_module.isEmpty())
        return missing;

    QFile file(configuration());
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    file.write("directories.tokendir = " + QFile::encodeName(m_directory.path()) +
               "\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
    file.close();
    qputenv("SOFTHSM2_CONF", QFile::encodeName(configuration()));

    // SoftHSM's tool takes PINs of its throw-away token on the command line only.
    if (!succeeds({tool, u"--init-token"_s, u"--free"_s, u"--label"_s, label(), u"--so-pin"_s, u"12345678"_s,
                   u"--pin"_s, QString::fromLatin1(m_pin)}))
        qFatal("softhsm2-util could not make a token");
    return {};
}

void SoftToken::destroy()
{
    m_directory.remove();
}

} // namespace enigm::test
