#pragma once

#include "app/gateway/decisions/Gatekeeper.h"

#include <QObject>
#include <QSocketNotifier>

namespace enigm::gateway {

/// An external ACL helper of squid: reads questions from one descriptor and writes answers to another, in any order.
class SquidHelper : public QObject
{
    Q_OBJECT

public:
    /// Borrows the descriptors, both open while this lives.
    SquidHelper(Gatekeeper &gatekeeper, int input, int output);

Q_SIGNALS:
    /// Squid has hung up, or says what nobody can read.
    void ended();

private:
    void readMore();
    void takeLine(QByteArrayView line);
    void answer(const QByteArray &channel, Verdict verdict);
    void end();

    Gatekeeper &m_gatekeeper;
    int m_input;
    int m_output;
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
};

} // namespace enigm::gateway
