#pragma once

#include "api-client/wire/WireReply.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QObject>

namespace enigm::client {

/// An answer that arrives piece by piece, from the event loop on. Destroying it breaks it off. Who hears a signal may
/// let it go by deleteLater().
class WireStream : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Breaks it off; ended() follows where it has not been said.
    virtual void abort() = 0;

Q_SIGNALS:
    /// The server answers by a stream.
    void opened();
    void received(const QByteArray &bytes);
    /// Once, last: the whole answer of a server that answered otherwise, or one without a body where it has ended the
    /// stream; the problems of Transport::send where it broke off.
    void ended(const enigm::Expected<enigm::client::WireReply> &how);
};

} // namespace enigm::client
