#include "simulator/fleet/DeviceFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

Expected<deployment::DeviceArchive> readArchive(const QString &path, const QByteArray &deployment)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    auto archive = deployment::DeviceArchive::open(file.readAll(), signing::Secret(samplePassphrase));
    if (!archive)
        return std::unexpected(archive.error().under(path));
    if (archive->deployment != deployment)
        return refuse(ProblemType::WrongDeployment, u"These devices belong to another deployment."_s, path);
    return archive;
}

} // namespace

Expected<std::vector<deployment::DeviceIdentity>> readDevices(const QString &path, const QByteArray &deployment)
{
    QStringList files{path};
    if (const QDir folder(path); QFileInfo(path).isDir()) {
        files.clear();
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name))
            files.append(folder.filePath(name));
    }
    std::vector<deployment::DeviceIdentity> devices;
    for (const QString &file : files) {
        auto archive = readArchive(file, deployment);
        if (!archive)
            return std::unexpected(archive.error());
        std::ranges::move(archive->devices, std::back_inserter(devices));
    }
    if (devices.empty())
        return refuse(ProblemType::NotFound, u"There are no devices here."_s, path);
    return devices;
}

} // namespace enigm::simulator
