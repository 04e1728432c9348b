#pragma once

#include "tests/control-plane/http/TestIdentity.h"

#include <QByteArray>

#include <memory>

namespace enigm::benchmarks {

/// As little as Beast takes to answer a constant over mutual TLS: what a request costs that is read, and of which
/// nothing is asked. Two threads, as the listener of enforcement points has.
class BareBeast
{
public:
    /// Serves on a port of the system's choice until this goes.
    BareBeast(const test::TestIdentity &identity, QByteArray body);
    ~BareBeast();
    BareBeast(const BareBeast &) = delete;
    BareBeast &operator=(const BareBeast &) = delete;

    [[nodiscard]] quint16 port() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace enigm::benchmarks
