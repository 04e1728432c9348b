#pragma once

#include "control-plane/store/Repositories.h"

#include <QByteArray>
#include <QString>

namespace enigm::controlplane::feed {

/// Somebody who wants to hear the feed. Called on the feed's thread, and isOpen() on those of others too.
class FeedSubscriber
{
public:
    virtual ~FeedSubscriber() = default;

    /// Whose limit of feeds it counts for.
    [[nodiscard]] virtual const QString &owner() const = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Whether it may go on to hear.
    [[nodiscard]] virtual bool isEntitled(const store::Repositories &store) const = 0;
    /// Bytes of text/event-stream; does not wait.
    virtual void deliver(QByteArrayView event) = 0;
    virtual void end() = 0;
};

} // namespace enigm::controlplane::feed
