#include "app/gateway/program/PeerCommands.h"
#include "app/gateway/program/PointCommands.h"
#include "app/gateway/program/PointOptions.h"
#include "app/gateway/program/ProxyCommands.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;
using namespace enigm::gateway;

namespace {

constexpr std::array commands{
    Command{"key create"_L1, "Make the key of an enforcement point"_L1, &createKey},
    Command{"key show"_L1, "Print the digest of that key"_L1, &showKey},
    Command{"authority"_L1, "Fetch who signs the certificates of devices on the network"_L1, &fetchAuthority},
    Command{"squid"_L1, "Answer squid's external ACL"_L1, &helpSquid},
    Command{"nginx"_L1, "Answer nginx's auth_request"_L1, &answerNginx},
    Command{"wireguard"_L1, "Keep the peers of a WireGuard interface"_L1, &keepWireguard},
    Command{"tor"_L1, "Keep the authorised clients of an onion service"_L1, &keepOnionService},
};

QString helpText()
{
    QString text =
        u"usage: enigm-gateway COMMAND [OPTION]...\n\ncommands (enigm-gateway COMMAND --help says more):\n"_s;
    for (const Command &command : commands)
        text += u"  %1  %2\n"_s.arg(command.name, -12).arg(command.summary);
    return text + u"\nexit status:\n  0  done, or ended as it was told to\n  1  something could not be done, or the "
                  "control plane refused it\n  2  the command line, or a file that it names, cannot be used\n"_s;
}

ExitCode run(const QStringList &arguments)
{
    for (const Command &command : commands) {
        const QStringList words = QString(command.name).split(u' ');
        if (arguments.first(std::min(words.size(), arguments.size())) == words)
            return command.run(arguments.sliced(words.size()));
    }
    const QString word = arguments.value(0, u"--help"_s);
    if (word != "--help"_L1 && word != "--version"_L1)
        return misused({enigm::ProblemType::OutOfRange, u"There is no such command; --help lists them."_s, word});
    const QString text =
        word == "--help"_L1 ? helpText() : u"enigm-gateway "_s + QCoreApplication::applicationVersion() + u'\n';
    std::fputs(text.toUtf8().constData(), stdout);
    return ExitCode::Done;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("enigm-gateway"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ENIGM_VERSION));
    return std::to_underlying(run(QCoreApplication::arguments().sliced(1)));
}
