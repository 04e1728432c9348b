#include "app/console/Profiles.h"

#include "api-client/keys/FileVault.h"
#include "api-client/keys/KeychainVault.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace enigm::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileSize = 64 * 1024;

Expected<deployment::OperatorFile> readOperatorFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    return deployment::OperatorFile::parse(file.read(maxFileSize));
}

} // namespace

Profiles::Profiles(deployment::DeploymentFile deployment, QString deploymentPath, QString fileVaultDirectory,
                   QObject *parent)
    : QObject(parent)
    , m_deployment(std::move(deployment))
    , m_deploymentPath(std::move(deploymentPath))
    , m_fileVaultDirectory(std::move(fileVaultDirectory))
{}

Profiles::~Profiles() = default;

QString Profiles::sampleDirectory() const
{
    return QFileInfo(m_deploymentPath).absolutePath() + u"/sample/operators"_s;
}

QString Profiles::witnessDirectory() const
{
    return QFileInfo(m_deploymentPath).absolutePath() + u"/sample/witnesses"_s;
}

void Profiles::load()
{
    m_files.clear();
    // Only a sample holds more than one operator in one console (design section 6).
    if (m_deployment.sample && !loadSample())
        return;
    loadVault();
}

/// Shown at once, whatever the vault has to add.
bool Profiles::loadSample()
{
    const QDir directory(sampleDirectory());
    for (const QString &name : directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        auto file = readOperatorFile(directory.filePath(name));
        if (!file) {
            Q_EMIT failed(file.error());
            return false;
        }
        if (file->deployment == m_deployment.deployment)
            m_files.push_back(std::move(*file));
    }
    if (!m_files.empty())
        Q_EMIT changed();
    return true;
}

/// Finds out once where keys are kept.
client::Task<void> Profiles::openVault()
{
    const QPointer<Profiles> self(this);
    if (m_vault)
        co_return;
    auto keychain = std::make_unique<client::KeychainVault>();
    const auto usable = co_await keychain->probe();
    if (!self || m_vault)
        co_return;
    if (usable)
        m_vault = std::move(keychain);
    else
        m_vault = std::make_unique<client::FileVault>(m_fileVaultDirectory);
}

client::Task<void> Profiles::loadVault()
{
    const QPointer<Profiles> self(this);
    co_await openVault();
    if (!self)
        co_return;
    auto files = co_await m_vault->list(m_deployment.deployment);
    if (!self)
        co_return;
    if (!files) {
        Q_EMIT failed(files.error());
        co_return;
    }
    for (deployment::OperatorFile &file : *files) { // what a person added goes before what lies beside a sample
        std::erase_if(m_files, [&file](const auto &other) { return other.operatorId == file.operatorId; });
        m_files.push_back(std::move(file));
    }
    Q_EMIT changed();
}

/// Outside samples a console holds one operator (design section 6); another key of the same one takes the place of the
/// first.
Expected<void> Profiles::checkOnly(const Expected<std::vector<deployment::OperatorFile>> &held,
                                   const QString &operatorId) const
{
    if (!held)
        return std::unexpected(held.error());
    const bool isTaken = std::ranges::any_of(
        *held, [&operatorId](const deployment::OperatorFile &file) { return file.operatorId != operatorId; });
    if (isTaken && !m_deployment.sample)
        return refuse(ProblemType::ConsoleTaken);
    return {};
}

client::Task<void> Profiles::store(deployment::OperatorFile file)
{
    const QPointer<Profiles> self(this);
    co_await openVault();
    if (!self)
        co_return;
    // Asked anew: what is shown may not have been read yet.
    const auto held = co_await m_vault->list(m_deployment.deployment);
    if (!self)
        co_return;
    if (const auto free = checkOnly(held, file.operatorId); !free) {
        Q_EMIT failed(free.error());
        co_return;
    }
    const auto stored = co_await m_vault->store(std::move(file));
    if (!self)
        co_return;
    if (stored)
        load();
    else
        Q_EMIT failed(stored.error());
}

void Profiles::importFile(const QString &path)
{
    auto file = readOperatorFile(path);
    if (!file) {
        Q_EMIT failed(file.error());
        return;
    }
    if (file->deployment != m_deployment.deployment) {
        Q_EMIT failed({ProblemType::WrongDeployment, tr("This key belongs to another deployment.")});
        return;
    }
    store(std::move(*file));
}

std::vector<views::signin::Profile> Profiles::shown() const
{
    std::vector<views::signin::Profile> profiles;
    for (const deployment::OperatorFile &file : m_files)
        profiles.push_back(
            {.operatorId = file.operatorId, .name = file.name, .hint = hintFor(file), .token = file.key->tokenLabel()});
    return profiles;
}

QString Profiles::hintFor(const deployment::OperatorFile &file) const
{
    if (!m_deployment.sample || !file.key->tokenLabel().isEmpty())
        return {};
    QFile pin(sampleDirectory() + u'/' + file.name + u".pin"_s);
    if (!pin.open(QIODevice::ReadOnly))
        return {};
    return tr("Sample operator. Passphrase: %1. PIN: %2.")
        .arg(samplePassphrase, QString::fromLatin1(pin.read(16).trimmed()));
}

const deployment::OperatorFile *Profiles::find(const QString &operatorId) const
{
    const auto file = std::ranges::find(m_files, operatorId, &deployment::OperatorFile::operatorId);
    return file == m_files.end() ? nullptr : &*file;
}

QString Profiles::vaultSentence() const
{
    if (!m_vault || QFileInfo(sampleDirectory()).isDir())
        return {};
    if (m_vault->kind() == "keychain"_L1)
        return tr("Keys are kept in the keychain of this machine, sealed by their passphrase.");
    return tr("No keychain is running, or it is locked. Keys are kept in files that only you can read, sealed by their "
              "passphrase.");
}

} // namespace enigm::app
