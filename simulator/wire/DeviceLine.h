#pragma once

#include "simulator/wire/Exchange.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>

class QSslSocket;
class QTimer;

namespace enigm::simulator {

class ReplyReader;

/// One device asks one thing after the other over one connection by mutual TLS 1.3, which it opens when it first asks
/// and again where the server has ended it.
class DeviceLine : public QObject
{
    Q_OBJECT

public:
    /// Called once, from the event loop.
    using Take = std::function<void(const Reply &)>;
    /// Called with the status and each part of a body as it comes; false: no more is wanted, the connection is ended
    /// and Cancelled.
    using Sink = std::function<bool(int, QByteArrayView)>;

    DeviceLine(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent);
    ~DeviceLine() override;

    /// One at a time. With a sink the bodies of 200 and 206 go there.
    void ask(Ask ask, Take take, Sink sink = {});

private:
    void connectNow();
    void sendRequest();
    void readMore();
    void dropped();
    void conclude(Reply reply);
    void fail(ProblemType type, const QString &detail);
    [[nodiscard]] bool isPinned() const;

    const deployment::DeviceIdentity &m_device;
    DeviceListener m_listener;
    QSslSocket *m_socket;
    QTimer *m_patience;
    Ask m_ask;
    Take m_take;
    std::unique_ptr<ReplyReader> m_reader; ///< of what was asked; null: nothing was
    bool m_isFresh = true;                 ///< nothing was answered on this connection yet
};

} // namespace enigm::simulator
