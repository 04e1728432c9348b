#include "tests/support/gateway/PrivateNetwork.h"

#include <QByteArray>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

QString failure(const char *what)
{
    return QString::fromLatin1(what) + u": "_s + QString::fromLocal8Bit(std::strerror(errno));
}

bool writeTo(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

/// As the user that this is, who is root within.
bool becomeRootWithin(uid_t user, gid_t group)
{
    return writeTo(u"/proc/self/setgroups"_s, "deny") &&
           writeTo(u"/proc/self/uid_map"_s, "0 " + QByteArray::number(user) + " 1") &&
           writeTo(u"/proc/self/gid_map"_s, "0 " + QByteArray::number(group) + " 1");
}

bool raiseLoopback()
{
    const int descriptor = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = IFF_UP;
    const bool isUp = ::ioctl(descriptor, SIOCSIFFLAGS, &request) == 0;
    ::close(descriptor);
    return isUp;
}

} // namespace

QString enterPrivateNetwork()
{
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    const int asUser = user == 0 ? 0 : CLONE_NEWUSER;
    if (::unshare(asUser | CLONE_NEWNET | CLONE_NEWNS) != 0)
        return failure("no network of its own");
    if (user != 0 && !becomeRootWithin(user, group))
        return failure("no rights within a network of its own");
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") != 0)
        return failure("no /run of its own");
    if (!raiseLoopback())
        return failure("no loopback");
    return {};
}

} // namespace enigm::test
