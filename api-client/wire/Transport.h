#pragma once

#include "api-client/wire/Task.h"
#include "api-client/wire/WireReply.h"
#include "api-client/wire/WireStream.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <memory>
#include <utility>

namespace enigm::client {

/// One HTTP exchange, before tokens and proofs.
struct WireRequest
{
    QByteArray method;
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
};

/// The one place where bytes leave the process. Tests put another wire here.
class Transport
{
public:
    virtual ~Transport() = default;
    /// Unreachable, WrongServer (the certificate is not the pinned one; nothing was sent), RequestTimeout, TooLarge.
    /// Never resends by itself. Destroying the awaiting task aborts the exchange.
    [[nodiscard]] virtual Task<Expected<WireReply>> send(WireRequest request) = 0;
    /// The same for an answer that goes on: text/event-stream. Never null.
    [[nodiscard]] virtual std::unique_ptr<WireStream> open(WireRequest request) = 0;
    /// Breaks off what is under way, and refuses what comes after: Cancelled. So that whoever waits comes to an end,
    /// when nothing will turn an event loop for them any more.
    virtual void close() = 0;
};

} // namespace enigm::client
