#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace enigm::test {

/// The example with tor, without a network, as tor itself tells of it.
class OnionService
{
public:
    /// `state`: the folder of the example.
    explicit OnionService(QString state)
        : m_state(std::move(state))
    {}

    /// Further arguments of the example: without a network, and with a log of what tor loads.
    [[nodiscard]] QStringList torrcLines() const;
    /// The files of clients that tor says it has loaded, when it read its configuration for the last time.
    [[nodiscard]] QSet<QString> authorised() const;

    [[nodiscard]] QString control() const { return m_state + QStringLiteral("/control"); }
    [[nodiscard]] QString cookie() const { return m_state + QStringLiteral("/data/control_auth_cookie"); }
    [[nodiscard]] QString clientFile(const QString &name) const
    {
        return m_state + QStringLiteral("/service/authorized_clients/") + name;
    }

private:
    [[nodiscard]] QString log() const { return m_state + QStringLiteral("/data/info.log"); }
    QString m_state;
};

} // namespace enigm::test
