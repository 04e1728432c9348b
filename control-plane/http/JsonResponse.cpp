#include "contract/json/JsonParser.h"
#include "control-plane/http/Response.h"

namespace enigm::controlplane::http {

Response Response::json(const json::Value &value, int status)
{
    return jsonBytes(json::canonical(value), status);
}

} // namespace enigm::controlplane::http
