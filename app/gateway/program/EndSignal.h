#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace enigm::gateway {

/// SIGTERM and SIGINT, told by the event loop. Made before any thread, from which it keeps them; one a process.
class EndSignal : public QObject
{
    Q_OBJECT

public:
    EndSignal();
    ~EndSignal() override;

Q_SIGNALS:
    void received();

private:
    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace enigm::gateway
