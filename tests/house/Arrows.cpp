#include "tests/house/Arrows.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

const QStringList contractLibraries{u"QtCore"_s, u"openssl"_s, u"p11-kit"_s};

/// A room of the control plane: contract/, the rooms named, and the contract's libraries, with `more` besides.
Room controlPlaneRoom(const QString &name, const QStringList &others, const QStringList &more = {})
{
    QStringList sees{u"contract"_s};
    for (const QString &other : others)
        sees.append("control-plane/"_L1 + other);
    return {.folder = "control-plane/"_L1 + name, .sees = sees, .uses = contractLibraries + more};
}

bool isBelow(const QString &path, const QString &folder)
{
    return path.startsWith(folder + u'/');
}

const Room *roomOf(const QString &file)
{
    const Room *result = nullptr;
    for (const Room &room : rooms()) {
        if (isBelow(file, room.folder) && (!result || room.folder.size() > result->folder.size()))
            result = &room;
    }
    return result;
}

bool maySee(const Room &room, const QString &header)
{
    if (isBelow(header, room.folder))
        return true;
    return std::any_of(room.sees.begin(), room.sees.end(),
                       [&header](const QString &folder) { return isBelow(header, folder); });
}

std::optional<QString> violationOfForeign(const Room &room, const QString &header)
{
    auto library = libraryOf(header);
    if (!library)
        library = qtModuleOf(header);
    if (!library || room.uses.contains(*library) || room.uses.contains(u"*"_s))
        return std::nullopt;
    return u"%1/ may not use %2 (<%3>)"_s.arg(room.folder, *library, header);
}

} // namespace

const std::vector<Room> &rooms()
{
    static const std::vector<Room> table{
        {.folder = u"contract"_s, .sees = {}, .uses = contractLibraries},
        {.folder = u"contract/device"_s,
         .sees = {u"contract/changes"_s, u"contract/encoding"_s, u"contract/evidence"_s, u"contract/fleet"_s,
                  u"contract/json"_s, u"contract/log"_s, u"contract/operators"_s, u"contract/ota"_s,
                  u"contract/problems"_s},
         .uses = {u"QtCore"_s}},
        {.folder = u"contract/ota"_s,
         .sees = {u"contract/encoding"_s, u"contract/fleet"_s, u"contract/json"_s, u"contract/log"_s,
                  u"contract/operators"_s, u"contract/problems"_s, u"contract/signing"_s},
         .uses = {u"QtCore"_s}},
        {.folder = u"contract/policy"_s,
         .sees = {u"contract/encoding"_s, u"contract/fleet"_s, u"contract/json"_s, u"contract/log"_s,
                  u"contract/operators"_s, u"contract/problems"_s, u"contract/reports"_s, u"contract/signing"_s},
         .uses = {u"QtCore"_s}},
        {.folder = u"contract/ota/tuf"_s,
         .sees = {u"contract/encoding"_s, u"contract/json"_s, u"contract/problems"_s, u"contract/signing"_s},
         .uses = {u"QtCore"_s, u"openssl"_s}},
        {.folder = u"simulator"_s, .sees = {u"contract"_s}, .uses = contractLibraries + QStringList{u"QtNetwork"_s}},

        {.folder = u"api-client"_s,
         .sees = {u"contract"_s},
         .uses = {u"QtCore"_s, u"QtNetwork"_s, u"qcoro"_s, u"qt6keychain"_s, u"openssl"_s}},
        {.folder = u"models"_s,
         .sees = {u"api-client"_s, u"contract"_s},
         .uses = {u"QtCore"_s, u"QtSql"_s, u"sqlite"_s, u"openssl"_s, u"qcoro"_s}},
        {.folder = u"views"_s,
         .sees = {u"models"_s, u"api-client"_s, u"contract"_s},
         .uses = {u"QtCore"_s, u"QtGui"_s, u"QtWidgets"_s, u"QtSvg"_s, u"QtDBus"_s, u"qcoro"_s, u"qrencode"_s}},
        {.folder = u"app"_s,
         .sees = {u"views"_s, u"models"_s, u"api-client"_s, u"contract"_s},
         .uses = {u"QtCore"_s, u"QtGui"_s, u"QtWidgets"_s, u"QtSvg"_s, u"QtNetwork"_s, u"QtDBus"_s, u"QtTest"_s,
                  u"qcoro"_s, u"qt6keychain"_s, u"openssl"_s}},
        {.folder = u"app/authority"_s, .sees = {u"app/files"_s, u"contract"_s}, .uses = {u"QtCore"_s}},
        {.folder = u"app/enigmctl"_s,
         .sees = {u"app/files"_s, u"models"_s, u"api-client"_s, u"contract"_s},
         .uses = {u"QtCore"_s, u"QtNetwork"_s, u"qcoro"_s, u"qt6keychain"_s, u"openssl"_s}},
        {.folder = u"app/files"_s, .sees = {u"contract"_s}, .uses = {u"QtCore"_s}},
        {.folder = u"app/gateway"_s,
         .sees = {u"app/files"_s, u"api-client"_s, u"contract"_s},
         .uses = {u"QtCore"_s, u"QtNetwork"_s, u"qcoro"_s}},

        controlPlaneRoom(u"store"_s, {}, {u"QtSql"_s, u"sqlite"_s}),
        controlPlaneRoom(u"audit"_s, {u"store"_s}),
        controlPlaneRoom(u"identity"_s, {u"store"_s, u"audit"_s}),
        controlPlaneRoom(u"fleet"_s, {u"store"_s, u"audit"_s, u"identity"_s}),
        controlPlaneRoom(u"enrollment"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s}),
        controlPlaneRoom(u"policy"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s}),
        controlPlaneRoom(u"network"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s, u"policy"_s}),
        controlPlaneRoom(u"ota"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s, u"policy"_s}),
        controlPlaneRoom(u"signals"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s}),
        controlPlaneRoom(u"changes"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s, u"policy"_s, u"ota"_s}),
        controlPlaneRoom(u"founding"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s, u"changes"_s}),
        controlPlaneRoom(u"feed"_s, {u"store"_s, u"audit"_s}),
        controlPlaneRoom(u"http"_s, {}, {u"boost"_s}),
        controlPlaneRoom(u"api"_s, {u"store"_s, u"audit"_s, u"identity"_s, u"fleet"_s, u"enrollment"_s, u"policy"_s,
                                    u"network"_s, u"ota"_s, u"signals"_s, u"changes"_s, u"feed"_s, u"http"_s}),
        {.folder = u"control-plane/program"_s,
         .sees = {u"contract"_s, u"control-plane"_s},
         .uses = contractLibraries + QStringList{u"boost"_s}},

        {.folder = u"tests"_s,
         .sees = {u"contract"_s, u"simulator"_s, u"api-client"_s, u"models"_s, u"views"_s, u"app"_s,
                  u"control-plane"_s},
         .uses = {u"*"_s}},
    };
    return table;
}

std::optional<QString> libraryOf(const QString &header)
{
    static const auto prefixes = std::to_array<std::pair<QLatin1StringView, QLatin1StringView>>({
        {"boost/"_L1, "boost"_L1},
        {"openssl/"_L1, "openssl"_L1},
        {"p11-kit/"_L1, "p11-kit"_L1},
        {"qrencode"_L1, "qrencode"_L1},
        {"sqlite3"_L1, "sqlite"_L1},
        {"libpq"_L1, "postgresql"_L1},
        {"qt6keychain/"_L1, "qt6keychain"_L1},
        {"QCoro"_L1, "qcoro"_L1},
        {"qcoro"_L1, "qcoro"_L1},
    });
    for (const auto &[prefix, library] : prefixes) {
        if (header.startsWith(prefix))
            return library;
    }
    return std::nullopt;
}

std::optional<QString> qtModuleOf(const QString &header)
{
    static const QDir headers(QStringLiteral(ENIGM_QT_HEADERS));
    if (header.startsWith("Qt"_L1) && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    static const QStringList modules = headers.entryList({u"Qt*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &module : modules) {
        if (QFileInfo::exists(headers.filePath(module + u'/' + header)))
            return module;
    }
    return std::nullopt;
}

std::optional<QString> violationOf(const QString &file, const QString &line)
{
    static const QRegularExpression include(uR"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"_s);
    const auto match = include.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const Room *const room = roomOf(file);
    if (!room)
        return u"%1 lies in no room that the table of arrows knows"_s.arg(file);
    const QString header = match.captured(2);
    if (match.captured(1) == "<"_L1)
        return violationOfForeign(*room, header);
    // What moc wrote, included at the end of a source.
    if (header.endsWith(".moc"_L1))
        return std::nullopt;
    if (!header.contains(u'/'))
        return u"\"%1\" is not written from the root of the repository"_s.arg(header);
    if (!maySee(*room, header))
        return u"%1/ may not see %2"_s.arg(room->folder, header);
    return std::nullopt;
}

} // namespace enigm::test
