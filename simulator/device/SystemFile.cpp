#include "simulator/device/SystemFile.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

using Pending = DeviceSystem::Pending;

constexpr qsizetype digestSize = 32;

Expected<std::optional<Pending>> parsePending(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<Pending>();
    json::ObjectReader reader(value, pointer);
    Pending pending{.change = reader.bytes("change"_L1, digestSize),
                    .execution = reader.integer("execution"_L1),
                    .rollbackIndex = reader.integer("rollback_index"_L1),
                    .version = reader.text("version"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(pending));
}

json::Value pendingValue(const std::optional<Pending> &pending)
{
    if (!pending)
        return {};
    return json::Object{{"change"_L1, operators::valueOf(pending->change)},
                        {"execution"_L1, pending->execution},
                        {"rollback_index"_L1, pending->rollbackIndex},
                        {"version"_L1, pending->version}};
}

} // namespace

void DeviceSystem::restart()
{
    if (!pending)
        return;
    facts.version = pending->version;
    facts.rollbackIndex = pending->rollbackIndex;
    pending.reset();
}

QByteArray DeviceSystem::toBytes() const
{
    return json::canonical(json::Object{{"build"_L1, facts.build},
                                        {"pending"_L1, pendingValue(pending)},
                                        {"rollback_index"_L1, facts.rollbackIndex},
                                        {"version"_L1, facts.version}});
}

Expected<DeviceSystem> DeviceSystem::parse(QByteArrayView bytes)
{
    const auto value = json::parseSigned(bytes);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    DeviceSystem system{.facts = {.build = reader.text("build"_L1),
                                  .rollbackIndex = reader.integer("rollback_index"_L1),
                                  .version = reader.text("version"_L1)},
                        .pending = reader.with("pending"_L1, parsePending)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return system;
}

SystemFile::SystemFile(const QString &directory, const fleet::DeviceHandle &device, device::DeviceFacts first)
    : m_path(QDir(directory).filePath(device.text() + u".system.json"_s))
    , m_first(std::move(first))
{}

Expected<DeviceSystem> SystemFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return DeviceSystem{.facts = m_first};
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    auto system = DeviceSystem::parse(file.readAll());
    if (!system)
        return std::unexpected(system.error().under(m_path));
    return system;
}

Expected<void> SystemFile::write(const DeviceSystem &system) const
{
    QSaveFile file(m_path);
    const QByteArray bytes = system.toBytes();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    return {};
}

} // namespace enigm::simulator
