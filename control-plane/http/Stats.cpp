#include "control-plane/http/Stats.h"

#include <algorithm>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

class MetricsText
{
public:
    explicit MetricsText(QByteArrayView listener)
        : m_label("listener=\"" + listener.toByteArray() + '"')
    {}

    void family(QByteArrayView name, QByteArrayView kind, QByteArrayView help)
    {
        m_name = "enigm_http_" + name.toByteArray();
        m_text +=
            "# HELP " + m_name + ' ' + help.toByteArray() + "\n# TYPE " + m_name + ' ' + kind.toByteArray() + '\n';
    }

    void sample(quint64 value, const QByteArray &moreLabels = {})
    {
        m_text += m_name + '{' + m_label + moreLabels + "} " + QByteArray::number(value) + '\n';
    }

    void counter(QByteArrayView name, QByteArrayView help, quint64 value)
    {
        family(name, "counter", help);
        sample(value);
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_label;
    QByteArray m_name;
    QByteArray m_text;
};

} // namespace

QByteArray Stats::prometheusText(QByteArrayView listener) const
{
    MetricsText metrics(listener);
    metrics.counter("connections_accepted_total", "Connections accepted.", connectionsAccepted);
    metrics.counter("connections_refused_total", "Connections closed at once, over the cap of one remote.",
                    connectionsRefused);
    metrics.family("connections_open", "gauge", "Connections open now.");
    metrics.sample(connectionsOpen);
    metrics.counter("handshakes_failed_total", "TLS handshakes that failed.", handshakesFailed);
    metrics.counter("handshakes_resumed_total", "TLS handshakes that resumed a session.", handshakesResumed);
    metrics.counter("requests_total", "Requests handed to a handler.", requests);
    metrics.counter("refused_total", "Requests answered without a handler.", refused);
    metrics.counter("timeouts_total", "Deadlines that passed.", timeouts);
    metrics.counter("aborted_total", "Peers that went away amid a request or its answer.", aborted);
    metrics.family("streams_open", "gauge", "Streams open now.");
    metrics.sample(streamsOpen);
    metrics.counter("streams_dropped_total", "Streams ended because their peer did not keep up.", streamsDropped);
    metrics.family("responses_total", "counter", "Answers by class of status.");
    for (std::size_t i = 0; i < responses.size(); ++i)
        metrics.sample(responses[i], ",class=\"" + QByteArray::number(static_cast<int>(i) + 1) + "xx\"");
    return metrics.text();
}

void Counters::countResponse(int status)
{
    const int last = static_cast<int>(m_responses.size()) - 1;
    ++m_responses[static_cast<std::size_t>(std::clamp(status / 100 - 1, 0, last))];
}

Stats Counters::snapshot() const
{
    Stats stats{.connectionsAccepted = connectionsAccepted,
                .connectionsOpen = connectionsOpen,
                .connectionsRefused = connectionsRefused,
                .handshakesFailed = handshakesFailed,
                .handshakesResumed = handshakesResumed,
                .requests = requests,
                .refused = refused,
                .timeouts = timeouts,
                .aborted = aborted,
                .streamsOpen = streamsOpen,
                .streamsDropped = streamsDropped};
    std::ranges::transform(m_responses, stats.responses.begin(), [](const auto &count) { return count.load(); });
    return stats;
}

} // namespace enigm::controlplane::http
