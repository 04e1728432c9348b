#include "app/enigmctl/attestation/ChainFile.h"

#include "app/files/FileAccess.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestChain = 512 * 1024;

Expected<std::vector<QByteArray>> rootsOfArray(const json::Array &texts)
{
    std::vector<QByteArray> roots;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QString place = u"/%1"_s.arg(i);
        if (texts[i].kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A certificate as PEM text is expected."_s, place);
        const auto chain = fleet::parseCertificateChain(texts[i].text().toUtf8());
        if (!chain)
            return std::unexpected(chain.error().under(place));
        roots.insert(roots.end(), chain->begin(), chain->end());
    }
    return roots;
}

} // namespace

Expected<std::vector<QByteArray>> readChain(const QString &path)
{
    QStringList files{path};
    if (const QDir folder(path); QFileInfo(path).isDir()) {
        files.clear();
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name))
            files.append(folder.filePath(name));
    }
    std::vector<QByteArray> chain;
    for (const QString &file : files) {
        const auto bytes = files::readFile(file, largestChain);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto part = fleet::parseCertificateChain(*bytes);
        if (!part)
            return std::unexpected(part.error().under(file));
        chain.insert(chain.end(), part->begin(), part->end());
    }
    return chain;
}

Expected<std::vector<QByteArray>> parseRoots(QByteArrayView bytes)
{
    if (!bytes.trimmed().startsWith('['))
        return fleet::parseCertificateChain(bytes);
    const auto array = json::parse(bytes);
    if (!array)
        return std::unexpected(array.error());
    return rootsOfArray(array->array());
}

Expected<std::vector<QByteArray>> readRoots(const QString &path)
{
    const auto bytes = files::readFile(path, largestChain);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto roots = parseRoots(*bytes);
    if (!roots)
        return std::unexpected(roots.error().under(path));
    return roots;
}

QString installedRoots()
{
    for (const QString &name : {u"attestation-roots.json"_s, u"attestation-roots.pem"_s}) {
        const QString path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, u"enigm-command/"_s + name);
        if (!path.isEmpty())
            return path;
    }
    return {};
}

} // namespace enigm::ctl
