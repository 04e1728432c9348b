#include "simulator/device/HandlesReply.h"

#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

Expected<fleet::DeviceHandle> readHandle(const json::Value &value, const QString &pointer)
{
    auto handle = value.kind() == json::Value::Kind::Text ? fleet::DeviceHandle::parse(value.text())
                                                          : refuse(ProblemType::WrongType, u"A handle is text."_s);
    if (handle && handle->audience() != fleet::HandleAudience::Network)
        handle = refuse(ProblemType::MalformedHandle, u"This is no handle of the network's."_s);
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    return handle;
}

Expected<HandlesResult::Epoch> readEpoch(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    HandlesResult::Epoch epoch{.epoch = reader.integer("epoch"_L1), .handle = reader.with("handle"_L1, readHandle)};
    const qint64 begins = reader.integer("begins"_L1);
    const qint64 ends = reader.integer("ends"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (begins != fleet::handleEpochStart(epoch.epoch) || ends != fleet::handleEpochStart(epoch.epoch + 1))
        return refuse(ProblemType::OutOfRange, u"The epoch begins or ends at another time."_s, pointer);
    return epoch;
}

Expected<std::vector<HandlesResult::Epoch>> readEpochs(const QByteArray &body)
{
    const auto value = json::parse(body);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    auto network = reader.list("network"_L1, readEpoch);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return network;
}

} // namespace

HandlesResult readHandlesReply(const fleet::DeviceHandle &device, const Reply &reply)
{
    HandlesResult result{.device = device, .network = {}, .problem = reply.problem};
    if (reply.outcome != Reply::Outcome::Answered)
        return result;
    auto network = readEpochs(reply.body);
    if (network)
        result.network = std::move(*network);
    else
        result.problem = network.error();
    return result;
}

} // namespace enigm::simulator
