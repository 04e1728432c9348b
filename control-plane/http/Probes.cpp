#include "control-plane/http/Probes.h"

#include "control-plane/http/Entity.h"

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

Response plain(QByteArray text)
{
    return Response::text(std::move(text), "text/plain; charset=utf-8"_ba);
}

Route get(QString path, Handler handler)
{
    return {.method = "GET"_ba, .path = std::move(path), .handler = std::move(handler)};
}

} // namespace

Route healthRoute()
{
    return get(u"/healthz"_s, [](const Request &, Respond respond) { respond(plain("ok\n"_ba)); });
}

Route readyRoute(std::function<void(ReadyAnswer)> check)
{
    return get(u"/readyz"_s, [check = std::move(check)](const Request &, Respond respond) {
        check([respond = std::move(respond)](const Expected<void> &ready) mutable {
            if (ready)
                respond(plain("ready\n"_ba));
            else
                respond(Problem{.type = ready.error().type});
        });
    });
}

Route documentRoute(QString path, QByteArray bytes, QByteArray mediaType)
{
    const Response document = Response::text(bytes, std::move(mediaType))
                                  .with("ETag"_ba, strongEtag(bytes))
                                  .with("Cache-Control"_ba, "no-cache"_ba);
    return get(std::move(path),
               [document](const Request &request, Respond respond) { respond(conditional(request, document)); });
}

Route metricsRoute(std::function<QByteArray()> collect)
{
    return get(u"/metrics"_s, [collect = std::move(collect)](const Request &, Respond respond) {
        respond(Response::text(collect(), "text/plain; version=0.0.4; charset=utf-8"_ba));
    });
}

} // namespace enigm::controlplane::http
