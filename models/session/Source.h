#pragma once

#include "contract/feed/FeedEvent.h"

namespace enigm::models::session {

class SyncStatus;

/// What can be asked to catch up with the control plane. Models and sources of single facts are this; a Refresher asks
/// those that a hint of the feed concerns.
class Source
{
public:
    virtual ~Source() = default;
    /// Asks for what is new; returns at once. Asked again while an answer is awaited, it does nothing.
    virtual void refresh() = 0;
    /// Lives as long as the source.
    [[nodiscard]] virtual const SyncStatus &status() const = 0;
    /// Whether what this shows may be another after that.
    [[nodiscard]] virtual bool concerns(const feed::FeedEvent &event) const = 0;

protected:
    Source() = default;
    Source(const Source &) = default;
    Source(Source &&) = default;
    Source &operator=(const Source &) = default;
    Source &operator=(Source &&) = default;
};

} // namespace enigm::models::session
