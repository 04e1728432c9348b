#include "control-plane/api/CheckInRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

CheckInRoutes::CheckInRoutes(fleet::CheckInService &checkIns, const audit::CheckpointBoard &board)
    : m_checkIns(checkIns)
    , m_board(board)
{}

Routes CheckInRoutes::routes()
{
    return {{.method = "POST"_ba,
             .path = u"/device/v1/check-in"_s,
             .handler =
                 [this](const http::Request &request, http::Respond respond) {
                     auto answer = checkIn(request);
                     respond(answer ? std::move(*answer) : refusal(answer.error()));
                 },
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = 1024}};
}

Expected<http::Response> CheckInRoutes::checkIn(const http::Request &request)
{
    if (const auto empty = checkEmpty(request); !empty)
        return std::unexpected(empty.error());
    const auto answer = m_checkIns.checkIn(request.peerCertificate);
    if (!answer)
        return std::unexpected(answer.error());
    const QByteArray note = m_board.current()->of(store::LogId::Governance).note;
    const auto &due = answer->attestationDue;
    return http::Response::json(json::Object{{"attestation_due"_L1, due ? json::Value(*due) : json::Value()},
                                             {"governance_checkpoint"_L1, QString::fromUtf8(note)},
                                             {"handle"_L1, answer->handle.text()},
                                             {"state"_L1, enigm::fleet::toWord(answer->state)},
                                             {"time"_L1, answer->time}});
}

} // namespace enigm::controlplane::api
