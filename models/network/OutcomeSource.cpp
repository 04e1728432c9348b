#include "models/network/OutcomeSource.h"

#include <numeric>
#include <utility>

namespace enigm::models::network {

using client::NetworkOutcome;

qint64 OutcomeSource::Bar::denied() const
{
    return std::accumulate(denials.begin(), denials.end(), qint64(0));
}

OutcomeSource::OutcomeSource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{}

void OutcomeSource::setSpan(qint64 span, qint64 barLength)
{
    if (span == m_span && barLength == m_barLength)
        return;
    m_span = span;
    m_barLength = barLength;
    m_bars.clear();
    m_status.reset();
    Q_EMIT changed();
    refresh();
}

std::vector<OutcomeSource::Bar> OutcomeSource::barsOf(const std::vector<NetworkOutcome> &outcomes, qint64 from,
                                                      qint64 to, qint64 length)
{
    std::vector<Bar> bars;
    for (qint64 start = from; start < to; start += length)
        bars.push_back({.from = start});
    for (const NetworkOutcome &outcome : outcomes) {
        // What enforcement points report of themselves would count the same device twice.
        if (outcome.source != enigm::network::OutcomeSource::Decided || outcome.hour < from || outcome.hour >= to)
            continue;
        Bar &bar = bars[static_cast<std::size_t>((outcome.hour - from) / length)];
        if (outcome.denied)
            bar.denials[static_cast<std::size_t>(*outcome.denied)] += outcome.count;
        else
            bar.permits += outcome.count;
    }
    return bars;
}

void OutcomeSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    const qint64 to = (m_session.now() / hour + 1) * hour; // the hour that has begun, too
    const qint64 from = to - m_span;
    auto task = client::NetworkClient(m_session).outcomes(from, to);
    QCoro::connect(std::move(task), this,
                   [this, from, to, length = m_barLength](const Expected<std::vector<NetworkOutcome>> &outcomes) {
                       if (to - from != m_span || length != m_barLength)
                           return; // somebody looks at another span by now, which was asked for
                       if (!outcomes)
                           return m_status.fail(outcomes.error());
                       m_bars = barsOf(*outcomes, from, to, length);
                       Q_EMIT changed();
                       m_status.succeed(m_session.now());
                   });
}

} // namespace enigm::models::network
