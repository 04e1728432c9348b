#include "contract/changes/ResolveParameters.h"

#include "contract/fleet/HandleEpoch.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<fleet::HandleAudience> parseAudience(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"An audience is a word."_s, pointer);
    const auto audience = fleet::handleAudienceFromWord(value.text());
    if (!audience || *audience == fleet::HandleAudience::Console)
        return refuse(ProblemType::OutOfRange, u"Handles are resolved that network or intelligence know."_s, pointer);
    return *audience;
}

Expected<fleet::DeviceHandle> parseHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is text."_s, pointer);
    auto handle = fleet::DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    return handle;
}

} // namespace

ResolveHandleParameters ResolveHandleParameters::read(json::ObjectReader &reader)
{
    ResolveHandleParameters parameters{
        .audience = reader.with("audience"_L1, parseAudience),
        .epoch = reader.integer("epoch"_L1),
        .handle = reader.with("handle"_L1, parseHandle),
    };
    if (!reader.hasFailed() && parameters.handle.audience() != parameters.audience)
        reader.fail({ProblemType::MalformedHandle,
                     u"A handle of this audience begins with %1."_s.arg(fleet::handlePrefix(parameters.audience)),
                     reader.pointerTo("handle"_L1)});
    return parameters;
}

json::Value ResolveHandleParameters::toJson() const
{
    return json::Object{
        {"audience"_L1, QString(fleet::audienceWord(audience))}, {"epoch"_L1, epoch}, {"handle"_L1, handle.text()}};
}

Expected<void> ResolveHandleParameters::checkBegun(qint64 time) const
{
    if (epoch > fleet::handleEpochAt(time))
        return refuse(ProblemType::OutOfRange, u"This epoch has not begun; no device has such a handle yet."_s,
                      u"/parameters/epoch"_s);
    return {};
}

} // namespace enigm::changes
