#pragma once

#include "api-client/wire/Pin.h"
#include "api-client/wire/WireStream.h"

#include <QNetworkAccessManager>

#include <chrono>
#include <memory>

namespace enigm::client {

/// A stream from the pinned server, over a connection of its own: a manager keeps few to a host, and one that never
/// ends would take its place.
class PinnedStream final : public WireStream
{
    Q_OBJECT

public:
    /// Three beats of the server without a byte, and it is gone.
    static constexpr std::chrono::seconds patience{45};

    PinnedStream(const Pin &pin, const WireRequest &request);
    ~PinnedStream() override;

    void abort() override;

private:
    void noteHead();
    void takeBytes();
    void finish();

    QNetworkAccessManager m_manager;
    std::shared_ptr<ExchangeFate> m_fate = std::make_shared<ExchangeFate>();
    QNetworkReply *m_reply; ///< the manager's
    QByteArray m_refusal;   ///< body of an answer that is no stream
    bool m_isOpen = false;
    bool m_isOver = false; ///< ended() was said
};

} // namespace enigm::client
