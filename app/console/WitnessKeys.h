#pragma once

#include "api-client/keys/WitnessKey.h"
#include "contract/deployment/DeploymentFile.h"

#include <QObject>
#include <QString>

namespace enigm::app {

/// The keys by which this console is a witness of a deployment: the one in this person's keychain, and those of a
/// sample's stand-ins, which lie beside its deployment file.
class WitnessKeys final : public QObject
{
    Q_OBJECT

public:
    /// `sampleDirectory` is looked into in samples only.
    WitnessKeys(deployment::DeploymentFile deployment, QString sampleDirectory, QObject *parent = nullptr);

    /// Looks for them; found() follows for each. One that cannot be opened is none.
    void load();

Q_SIGNALS:
    void found(const enigm::client::WitnessKey &key);

private:
    client::Task<void> loadSample();
    client::Task<void> loadOwn();

    deployment::DeploymentFile m_deployment;
    QString m_sampleDirectory;
};

} // namespace enigm::app
