#pragma once

#include <QString>
#include <QTcpServer>

namespace enigm::test {

/// What devices want to reach: a web server on loopback that answers everything alike.
class FakeOrigin
{
public:
    FakeOrigin();
    [[nodiscard]] QString url() const;

private:
    QTcpServer m_server;
};

/// A port of loopback that was free a moment ago, for programs that cannot be told to let the system choose.
[[nodiscard]] quint16 freePort();

} // namespace enigm::test
