#include "control-plane/api/AttestationRoutes.h"

#include "contract/changes/TargetSet.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"

#include <algorithm>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::fleet::DeviceHandle;
using enigm::fleet::RevocationList;
using enrollment::RevocationLists;
using fleet::AttestationRequests;

namespace {

/// A thousand handles are less.
constexpr qsizetype mostRequest = 64 * 1024;
/// The longest list as base64url, and what goes around it.
constexpr qsizetype mostList = RevocationList::mostBytes / 3 * 4 + 1024;
constexpr qsizetype digestSize = 32;

Expected<AttestationRequests::Handles> devicesIn(const json::Value &body)
{
    json::ObjectReader reader(body);
    auto devices = reader.list("devices"_L1, enigm::changes::parseConsoleHandle);
    if (!reader.hasFailed() && (devices.empty() || devices.size() > AttestationRequests::mostDevices))
        reader.fail({ProblemType::OutOfRange, u"1 to %1 devices are named."_s.arg(AttestationRequests::mostDevices),
                     reader.pointerTo("devices"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    std::ranges::sort(devices);
    const auto repeated = std::ranges::unique(devices);
    devices.erase(repeated.begin(), repeated.end());
    return devices;
}

Expected<QByteArray> listIn(const json::Value &body)
{
    json::ObjectReader reader(body);
    QByteArray list = reader.bytes("list"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return list;
}

json::Array textsOf(const AttestationRequests::Handles &devices)
{
    json::Array texts;
    for (const DeviceHandle &device : devices)
        texts.emplace_back(device.text());
    return texts;
}

http::Response answerToAsking(const AttestationRequests::Asked &asked)
{
    return http::Response::json(json::Object{
        {"asked"_L1, textsOf(asked.asked)}, {"passed_over"_L1, textsOf(asked.passedOver)}, {"time"_L1, asked.time}});
}

http::Response answerToPutting(const RevocationLists::Put &put)
{
    return http::Response::json(
        json::Object{{"digest"_L1, operators::valueOf(put.digest)}, {"entries"_L1, put.entries}}, 201);
}

} // namespace

AttestationRoutes::AttestationRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes AttestationRoutes::routes()
{
    auto asking =
        m_parts.guard.writing([this](const http::Request &request, const WritePointer &write) { ask(request, write); });
    auto putting =
        m_parts.guard.writing([this](const http::Request &request, const WritePointer &write) { put(request, write); });
    auto reading =
        m_parts.guard.reading([this](const http::Request &request, const identity::Caller &) { return list(request); });
    return {{.method = "POST"_ba,
             .path = u"/v1/attestation-requests"_s,
             .handler = std::move(asking),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostRequest},
            // A long text to read, so on a worker.
            {.method = "POST"_ba,
             .path = u"/v1/revocation-lists"_s,
             .handler = http::onWorkers(m_parts.workers, std::move(putting)),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostList},
            {.method = "GET"_ba, .path = u"/v1/revocation-lists/{digest}"_s, .handler = std::move(reading)}};
}

bool AttestationRoutes::mayWrite(const WritePointer &write) const
{
    if (write->caller().roles.has(operators::Role::Administrator))
        return true;
    m_parts.refusals.countReading(ProblemType::NotPermitted);
    write->refuse({ProblemType::NotPermitted, u"This is for administrators."_s});
    return false;
}

void AttestationRoutes::ask(const http::Request &request, const WritePointer &write)
{
    if (!mayWrite(write))
        return;
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    auto devices = andThen(bodyOf(request), devicesIn);
    if (!devices)
        return write->refuse(devices.error());
    const KeptAnswer<AttestationRequests::Asked> answer(write, answerToAsking);
    m_parts.requests.ask(write->caller().operatorId, std::move(*devices), answer, answer);
}

void AttestationRoutes::put(const http::Request &request, const WritePointer &write)
{
    if (!mayWrite(write))
        return;
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    const auto list = andThen(bodyOf(request), listIn);
    if (!list)
        return write->refuse(list.error());
    const KeptAnswer<RevocationLists::Put> answer(write, answerToPutting);
    m_parts.revocations.put(write->caller().operatorId, *list, m_parts.directory(), answer, answer);
}

Expected<http::Response> AttestationRoutes::list(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto digest = encoding::fromBase64Url(request.parameter(u"digest").toLatin1());
    if (!digest || digest->size() != digestSize)
        return refuse(ProblemType::NotFound, u"This is the digest of no list."_s);
    auto list = m_parts.revocations.list(*digest);
    if (!list)
        return std::unexpected(list.error());
    return http::Response::jsonBytes(std::move(*list));
}

} // namespace enigm::controlplane::api
