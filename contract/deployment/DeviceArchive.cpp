#include "contract/deployment/DeviceArchive.h"

#include "contract/changes/TargetSet.h"
#include "contract/deployment/FileLine.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/KeyFile.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

namespace {

using KeyPointer = std::shared_ptr<const signing::PrivateKey>;

constexpr QByteArrayView context = "enigm-device-archive";

json::Value keyValue(const KeyPointer &key)
{
    return operators::valueOf(key->pkcs8().view().toByteArray());
}

KeyPointer readKey(json::ObjectReader &reader, QLatin1StringView name)
{
    QByteArray bytes = reader.bytes(name);
    if (reader.hasFailed())
        return {};
    const signing::Secret der = signing::Secret::taking(bytes);
    auto key = signing::PrivateKey::fromPkcs8(der.view());
    if (key)
        return std::move(*key);
    reader.fail(key.error().under(reader.pointerTo(name)));
    return {};
}

Expected<DeviceIdentity> parseDevice(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DeviceIdentity device{.handle = reader.with("handle"_L1, changes::parseConsoleHandle),
                          .attestedKey = readKey(reader, "attested"_L1),
                          .tlsKey = readKey(reader, "tls"_L1),
                          .certificate = reader.bytes("certificate"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return device;
}

} // namespace

QByteArray DeviceArchive::seal(const signing::Secret &passphrase) const
{
    Q_ASSERT(devices.size() <= mostDevices);
    json::Array list;
    for (const DeviceIdentity &device : devices)
        list.push_back(json::Object{{"attested"_L1, keyValue(device.attestedKey)},
                                    {"certificate"_L1, operators::valueOf(device.certificate)},
                                    {"handle"_L1, device.handle.text()},
                                    {"tls"_L1, keyValue(device.tlsKey)}});
    QByteArray plain = json::canonical(
        json::Object{{"deployment"_L1, operators::valueOf(deployment)}, {"devices"_L1, std::move(list)}, {"v"_L1, 1}});
    const signing::Secret secret = signing::Secret::taking(plain);
    return json::canonical(signing::sealBytes(secret.view(), passphrase, context)) + '\n';
}

Expected<DeviceArchive> DeviceArchive::open(QByteArrayView bytes, const signing::Secret &passphrase)
{
    const auto line = lineOfFile(bytes);
    if (!line)
        return std::unexpected(line.error());
    const auto sealed = json::parseSigned(*line);
    if (!sealed)
        return std::unexpected(sealed.error());
    const auto plain = signing::openBytes(*sealed, passphrase, context);
    if (!plain)
        return std::unexpected(plain.error());
    return parse(plain->view());
}

Expected<DeviceArchive> DeviceArchive::parse(QByteArrayView plain)
{
    const auto value = json::parseSigned(plain);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    DeviceArchive archive{.deployment = reader.bytes("deployment"_L1, 32),
                          .devices = reader.list("devices"_L1, parseDevice)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (archive.devices.size() > mostDevices)
        return refuse(ProblemType::OutOfRange, u"An archive holds at most %1 devices."_s.arg(mostDevices),
                      u"/devices"_s);
    return archive;
}

} // namespace enigm::deployment
