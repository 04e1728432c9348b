#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace enigm::gateway {

/// A request of SCGI (protocol of 2008-06-23), of which only one header counts here: ENIGM_HANDLE. A body is refused.
struct ScgiRequest
{
    /// The common name of the verified client certificate, as nginx says it; empty where there was none.
    QString name;

    /// The longest request that is read.
    static constexpr qsizetype mostBytes = 4096;

    /// `bytes` is all that has arrived. Nothing yet where more has to come; MalformedRequest, TooLarge.
    [[nodiscard]] static Expected<std::optional<ScgiRequest>> parse(QByteArrayView bytes);
};

} // namespace enigm::gateway
