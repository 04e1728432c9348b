#pragma once

#include "api-client/access/OutcomeReport.h"
#include "api-client/access/PermittedPeers.h"
#include "api-client/wire/TlsIdentity.h"
#include "contract/json/JsonValue.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QSslServer>
#include <QUrl>

#include <optional>
#include <set>

class QSslSocket;

namespace enigm::test {

/// The gateway listener of a control plane, by real mutual TLS on loopback, in the test's own event loop: it permits
/// whom the test says.
class FakeGatewayListener : public QObject
{
    Q_OBJECT

public:
    explicit FakeGatewayListener(client::TlsIdentity identity);

    /// Listens, on the port that it had before where it had one.
    void come();
    /// Nobody listens, and connections break off.
    void goAway();
    [[nodiscard]] QString url() const;
    /// SHA-256 of the key that is pinned.
    [[nodiscard]] QByteArray pin() const;

    std::set<QByteArray> points; ///< digests of the keys that are enrolled
    policy::NetworkPath path = policy::NetworkPath::ProxyNetwork;
    qint64 validity = 60;
    /// Who passes, by handle, with the key that it has; the others are denied as devices.
    std::map<QString, QByteArray> permitted;
    QByteArray authority; ///< DER

    /// How often it was asked about this device.
    [[nodiscard]] int questionsAbout(const QString &handle) const { return m_questions.value(handle); }
    [[nodiscard]] bool wasAsked() const { return !m_questions.isEmpty(); }
    [[nodiscard]] int polls() const { return m_polls; }
    /// What was handed in, in all.
    [[nodiscard]] const std::map<QString, qint64> &outcomes() const { return m_outcomes; }

private:
    struct Exchange
    {
        QByteArray method;
        QByteArray target;
        QHash<QByteArray, QByteArray> headers; ///< by lower-case name
        QByteArray body;
    };
    struct Answer
    {
        int status = 200;
        json::Value body = {};
        QByteArray etag = {};
    };
    void accept();
    void readMore(QSslSocket &socket);
    [[nodiscard]] static std::optional<Exchange> take(QSslSocket &socket);
    [[nodiscard]] Answer answer(const Exchange &exchange, const QSslSocket &socket);
    [[nodiscard]] Answer evaluate(const Exchange &exchange);
    [[nodiscard]] Answer peers(const Exchange &exchange);
    [[nodiscard]] Answer takeOutcomes(const Exchange &exchange);

    QSslServer m_server;
    QByteArray m_pin;
    quint16 m_port = 0;
    QList<QPointer<QSslSocket>> m_sockets;
    QHash<QString, int> m_questions;
    int m_polls = 0;
    std::map<QString, qint64> m_outcomes;
    std::set<QByteArray> m_taken; ///< idempotency keys
};

} // namespace enigm::test
