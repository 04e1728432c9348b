#pragma once

#include "control-plane/http/OpenFile.h"
#include "control-plane/http/RateBucket.h"

#include <memory>

namespace enigm::controlplane::http {

/// A part of a file as the body of an answer.
struct FileBody
{
    std::shared_ptr<const OpenFile> file = {};
    qint64 begin = 0;
    qint64 length = 0;
    /// Who shares the rate at which it is sent; null: as fast as the peer takes it.
    std::shared_ptr<RateBucket> rate = {};
};

} // namespace enigm::controlplane::http
