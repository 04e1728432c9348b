#pragma once

#include "control-plane/http/FileBody.h"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <vector>

namespace enigm::controlplane::http {

/// A file on its way over one connection.
struct FileTransfer
{
    /// Bytes that are read and sent at once: all that a connection holds of a file.
    static constexpr qint64 chunkSize = 64 * 1024;
    /// How far ahead the system reads.
    static constexpr qint64 window = 2 * 1024 * 1024;

    FileBody body;
    bool close;                     ///< the connection after it
    boost::asio::steady_timer turn; ///< waits for the rate
    /// Shared with whoever reads from the disk, who may come to an end later than the connection.
    std::shared_ptr<std::vector<char>> chunk = std::make_shared<std::vector<char>>(chunkSize);
    qint64 sent = 0;
    qint64 askedAhead = 0; ///< bytes that the system was told to read
    qint64 granted = 0;    ///< bytes that the rate lets go at `due`
    RateBucket::Time due{};
    std::chrono::steady_clock::time_point deadline; ///< of what is sent; moves on while it is our turn to wait

    [[nodiscard]] qint64 left() const { return body.length - sent; }
};

} // namespace enigm::controlplane::http
