#pragma once

#include "api-client/network/NetworkClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <array>
#include <vector>

namespace enigm::models::network {

/// How often the ways into the network were refused, over a span up to now, in bars of one length.
class OutcomeSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    static constexpr qint64 hour = 3600;
    static constexpr std::size_t reasonCount = 8;

    /// Counts of one bar, by DenialReason.
    struct Bar
    {
        qint64 from = 0; ///< Unix seconds
        std::array<qint64, reasonCount> denials{};
        qint64 permits = 0;

        [[nodiscard]] qint64 denied() const;
        friend bool operator==(const Bar &, const Bar &) = default;
    };

    /// `session` outlives this.
    explicit OutcomeSource(client::Session &session, QObject *parent = nullptr);

    /// A day in hours at first. Seconds, multiples of an hour.
    void setSpan(qint64 span, qint64 barLength);
    [[nodiscard]] qint64 span() const { return m_span; }
    [[nodiscard]] qint64 barLength() const { return m_barLength; }
    /// The oldest first; empty before the first answer.
    [[nodiscard]] const std::vector<Bar> &bars() const { return m_bars; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// Decisions are no events of the feed: whoever looks asks again by the minute.
    [[nodiscard]] bool concerns(const feed::FeedEvent &) const override { return false; }

    /// What the control plane decided, as bars from `from` on.
    [[nodiscard]] static std::vector<Bar> barsOf(const std::vector<client::NetworkOutcome> &outcomes, qint64 from,
                                                 qint64 to, qint64 length);

Q_SIGNALS:
    void changed();

private:
    client::Session &m_session;
    session::SyncStatus m_status;
    qint64 m_span = 24 * hour;
    qint64 m_barLength = hour;
    std::vector<Bar> m_bars;
};

} // namespace enigm::models::network
