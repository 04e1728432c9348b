#pragma once

#include <QProcess>
#include <QString>

namespace enigm::test {

/// A founded deployment, served on loopback by the real program, which ends with this object.
class ServedDeployment
{
public:
    explicit ServedDeployment(QString directory);
    ~ServedDeployment();

    /// Serves, with `more` options and this on standard input, and waits for the ready line. Empty where it went well,
    /// otherwise what the program said.
    [[nodiscard]] QString start(const QStringList &more = {}, const QByteArray &input = {});
    /// SIGKILL: the program gets no chance to finish anything. It may be started again.
    void kill();
    [[nodiscard]] const QString &deviceUrl() const { return m_deviceUrl; }
    [[nodiscard]] const QString &gatewayUrl() const { return m_gatewayUrl; }

private:
    QString m_directory;
    QProcess m_program;
    QString m_deviceUrl;
    QString m_gatewayUrl;
};

} // namespace enigm::test
