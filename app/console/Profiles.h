#pragma once

#include "api-client/keys/KeyVault.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/OperatorFile.h"
#include "views/signin/SignInPage.h"

#include <QLatin1StringView>
#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace enigm::app {

/// What opens every key of a sample.
inline constexpr auto samplePassphrase = QLatin1StringView("sample");

/// The operators whose keys this console holds for one deployment, sealed, or knows to lie in a token: from the
/// keychain, or from files where no keychain runs; of a sample, also all that lie beside its deployment file.
class Profiles final : public QObject
{
    Q_OBJECT

public:
    Profiles(deployment::DeploymentFile deployment, QString deploymentPath, QString fileVaultDirectory,
             QObject *parent = nullptr);
    ~Profiles() override;

    /// Finds out where keys are kept and reads them; changed() or failed() follows.
    void load();
    /// Takes an operator file into the vault; changed() or failed() follows. ConsoleTaken where it is of a second
    /// operator, outside samples.
    void importFile(const QString &path);

    [[nodiscard]] std::vector<views::signin::Profile> shown() const;
    [[nodiscard]] const deployment::OperatorFile *find(const QString &operatorId) const;
    /// Of samples only: where passphrase and PIN are, as a sentence for the person.
    [[nodiscard]] QString hintFor(const deployment::OperatorFile &file) const;
    /// Of samples only: where the keys of their stand-in witnesses are.
    [[nodiscard]] QString witnessDirectory() const;
    /// Where keys are kept, as a sentence for the person.
    [[nodiscard]] QString vaultSentence() const;

Q_SIGNALS:
    void changed();
    void failed(const enigm::Problem &problem);

private:
    [[nodiscard]] bool loadSample();
    client::Task<void> openVault();
    client::Task<void> loadVault();
    client::Task<void> store(deployment::OperatorFile file);
    [[nodiscard]] Expected<void> checkOnly(const Expected<std::vector<deployment::OperatorFile>> &held,
                                           const QString &operatorId) const;
    [[nodiscard]] QString sampleDirectory() const;

    deployment::DeploymentFile m_deployment;
    QString m_deploymentPath;
    QString m_fileVaultDirectory;
    std::unique_ptr<client::KeyVault> m_vault;
    std::vector<deployment::OperatorFile> m_files;
};

} // namespace enigm::app
