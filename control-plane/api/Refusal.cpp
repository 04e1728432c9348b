#include "control-plane/api/Refusal.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

QByteArray challengeOf(ProblemType type)
{
    switch (type) {
    case ProblemType::StepUpRequired:
    case ProblemType::StepUpMismatch:
    case ProblemType::StepUpUsed:
        return R"(DPoP error="insufficient_user_authentication", acr_values="urn:enigm:acr:pin", max_age="120")"_ba;
    case ProblemType::InvalidDpopProof:
    case ProblemType::DpopReplayed:
        return R"(DPoP error="invalid_dpop_proof", algs="ES256")"_ba;
    case ProblemType::SessionEnded:
        return R"(DPoP error="invalid_token", algs="ES256")"_ba;
    default:
        return R"(DPoP algs="ES256")"_ba;
    }
}

} // namespace

http::Response refusal(const Problem &problem, const QByteArray &act)
{
    http::Response response = http::Response::problem(problem);
    if (response.status != 401)
        return response;
    response.headers.add("WWW-Authenticate"_ba, challengeOf(problem.type));
    if (!act.isEmpty()) {
        json::Object members{{"act"_L1, QString::fromLatin1(encoding::toBase64Url(act))},
                             {"status"_L1, response.status},
                             {"title"_L1, problemTitle(problem.type)},
                             {"type"_L1, problemUri(problem.type)}};
        if (!problem.detail.isEmpty())
            members.insert(u"detail"_s, problem.detail);
        response.body = json::canonical(std::move(members));
    }
    return response;
}

} // namespace enigm::controlplane::api
