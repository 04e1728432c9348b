#pragma once

#include "api-client/wire/PinnedTransport.h"

#include <QByteArray>

#include <memory>

namespace enigm::test {

/// A wire on which one text of every answer arrives as another.
class BentWire final : public client::Transport
{
public:
    BentWire(const QByteArray &pin, QByteArray said, QByteArray heard)
        : m_wire(pin)
        , m_said(std::move(said))
        , m_heard(std::move(heard))
    {}
    client::Task<Expected<client::WireReply>> send(client::WireRequest request) override
    {
        auto reply = co_await m_wire.send(std::move(request));
        if (reply)
            reply->body.replace(m_said, m_heard);
        co_return reply;
    }
    std::unique_ptr<client::WireStream> open(client::WireRequest request) override
    {
        return m_wire.open(std::move(request));
    }
    void close() override { m_wire.close(); }

private:
    client::PinnedTransport m_wire;
    const QByteArray m_said;
    const QByteArray m_heard;
};

} // namespace enigm::test
