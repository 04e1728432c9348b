#include "app/gateway/vpn/WireguardTool.h"

#include "app/gateway/program/ToolRun.h"
#include "contract/signing/Secret.h"

#include <algorithm>

namespace enigm::gateway::wireguard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostCharacters = 15; // IFNAMSIZ
const QString tool = u"wg"_s;
const QString input = u"/dev/stdin"_s;

bool isOfName(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' ||
           c == u'.';
}

/// What `wg showconf` says of the interface itself: "[Interface]" and its lines.
QByteArray interfaceSection(const QByteArray &configuration)
{
    const qsizetype peers = configuration.indexOf("[Peer]");
    return peers < 0 ? configuration : configuration.first(peers);
}

} // namespace

Expected<void> checkInterface(const QString &name)
{
    if (!name.isEmpty() && name.size() <= mostCharacters && name[0] != u'-' && name[0] != u'.' &&
        std::ranges::all_of(name, isOfName))
        return {};
    return refuse(ProblemType::OutOfRange, u"This is no name of an interface."_s, u"--interface"_s);
}

Expected<void> check(const QByteArray &peers)
{
    // wg reads the whole before it looks for the interface, which has a name that nothing has.
    const QString nobody = u"e"_s + QString::fromLatin1(signing::randomBytes(7).toHex());
    const auto run = ToolRun::of(tool, {u"addconf"_s, nobody, input}, peers);
    if (!run)
        return std::unexpected(run.error());
    if (!run->err.contains("Unable to modify interface"))
        return refuse(ProblemType::OutOfRange, run->reason(tool));
    return {};
}

Expected<void> sync(const QString &interface, const QByteArray &peers)
{
    // What syncconf is not told of the interface it takes away: its key, too. That stays within this process.
    auto shown = ToolRun::of(tool, {u"showconf"_s, interface});
    if (!shown)
        return std::unexpected(shown.error());
    if (shown->exit != 0)
        return refuse(ProblemType::Unavailable, shown->reason(tool));
    QByteArray configuration = interfaceSection(shown->out) + peers;
    const auto run = ToolRun::of(tool, {u"syncconf"_s, interface, input}, configuration);
    configuration.fill('\0');
    shown->out.fill('\0');
    if (!run)
        return std::unexpected(run.error());
    if (run->exit != 0)
        return refuse(ProblemType::Unavailable, run->reason(tool));
    return {};
}

} // namespace enigm::gateway::wireguard
