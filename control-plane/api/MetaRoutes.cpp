#include "control-plane/api/MetaRoutes.h"

#include "control-plane/http/Probes.h"

#include <QFile>

// Outside of every namespace: the macro declares the function that rcc wrote.
static void openApiResource()
{
    Q_INIT_RESOURCE(openapi);
}

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

QByteArray openApiDocument()
{
    openApiResource();
    QFile file(u":/enigm/openapi.yaml"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // it is part of this program
    return isOpen ? file.readAll() : QByteArray();
}

Routes metaRoutes(WriteProbe &probe)
{
    return {http::documentRoute(u"/openapi.yaml"_s, openApiDocument(), "application/yaml"_ba), http::healthRoute(),
            http::readyRoute([&probe](http::ReadyAnswer answer) { probe.ask(std::move(answer)); })};
}

} // namespace enigm::controlplane::api
