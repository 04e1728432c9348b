#include "simulator/device/MemoryFile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using device::DeviceMemory;

MemoryFile::MemoryFile(const QString &directory, const deployment::DeviceIdentity &device, const QByteArray &deployment)
    : m_path(QDir(directory).filePath(device.handle.text() + u".json"_s))
    , m_first{.deployment = deployment,
              .handle = device.handle,
              .key = device.attestedKey->publicKey().thumbprint(),
              .state = fleet::DeviceState::PendingEnrollment,
              .governance = {},
              .activity = {},
              .obeyed = {},
              .wiped = {}}
{}

Expected<DeviceMemory> MemoryFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return m_first;
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    auto memory = DeviceMemory::parse(file.readAll());
    if (!memory)
        return std::unexpected(memory.error().under(m_path));
    if (memory->deployment != m_first.deployment)
        return refuse(ProblemType::WrongDeployment, u"This device was enrolled elsewhere."_s, m_path);
    if (memory->handle != m_first.handle || memory->key != m_first.key)
        return refuse(ProblemType::WrongDevice, u"This is the memory of another device."_s, m_path);
    return memory;
}

Expected<void> MemoryFile::write(const DeviceMemory &memory) const
{
    QSaveFile file(m_path);
    const QByteArray bytes = memory.toBytes();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    return {};
}

} // namespace enigm::simulator
