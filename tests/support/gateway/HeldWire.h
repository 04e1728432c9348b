#pragma once

#include "api-client/wire/Transport.h"

#include <QCoreApplication>
#include <QObject>
#include <qcoro/qcorosignal.h>

#include <functional>
#include <vector>

namespace enigm::test {

/// A wire on which every answer waits until the test releases it.
class HeldWire : public QObject, public client::Transport
{
    Q_OBJECT

public:
    /// Who still waits is answered that nobody will.
    ~HeldWire() override
    {
        m_isEnding = true;
        Q_EMIT released();
        QCoreApplication::sendPostedEvents(this); // a coroutine goes on from the event loop
    }

    /// Asked for each request, when it is released.
    std::function<Expected<client::WireReply>(const client::WireRequest &)> answer;
    std::vector<client::WireRequest> requests;

    client::Task<Expected<client::WireReply>> send(client::WireRequest request) override
    {
        requests.push_back(request);
        ++m_held;
        co_await qCoro(this, &HeldWire::released);
        --m_held;
        if (m_isEnding)
            co_return refuse(ProblemType::Cancelled, QStringLiteral("The wire is gone."));
        co_return answer(request);
    }
    std::unique_ptr<client::WireStream> open(client::WireRequest) override { qFatal("no streams here"); }
    void close() override {}

    [[nodiscard]] int held() const { return m_held; }
    void release() { Q_EMIT released(); }

Q_SIGNALS:
    void released();

private:
    int m_held = 0;
    bool m_isEnding = false;
};

} // namespace enigm::test
