#include "control-plane/program/KeyFiles.h"

#include "control-plane/program/PrivateFiles.h"

#include <QFileInfo>

#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using signing::PrivateKey;
using signing::PublicKey;
using signing::SecretMacKey;

constexpr auto authorityFile = "/keys/device-ca.key"_L1;
constexpr auto networkFile = "/keys/network-ca.key"_L1;
constexpr qsizetype handleKeySize = 32;
constexpr qint64 mostBytes = 64 * 1024;

Expected<signing::Secret> readSecret(const QString &path)
{
    auto bytes = readFile(path, mostBytes);
    if (!bytes)
        return std::unexpected(bytes.error());
    return signing::Secret::taking(*bytes);
}

} // namespace

struct KeyFiles::HandleKeyFile
{
    std::shared_ptr<const SecretMacKey> KeyFiles::*key;
    QLatin1StringView path; ///< below DIR
    bool wasAlways;         ///< in every release

    static std::span<const HandleKeyFile> all()
    {
        static constexpr std::array files{
            HandleKeyFile{&KeyFiles::m_console, "/keys/handle-console.key"_L1, true},
            HandleKeyFile{&KeyFiles::m_network, "/keys/handle-network.key"_L1, false},
            HandleKeyFile{&KeyFiles::m_intelligence, "/keys/handle-intelligence.key"_L1, false},
        };
        return files;
    }
};

Expected<std::shared_ptr<const PrivateKey>> readKeyFile(const QString &path, PublicKey::Kind kind)
{
    const auto bytes = readSecret(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto key = PrivateKey::fromPkcs8(bytes->view());
    if (!key)
        return std::unexpected(key.error().under(path));
    if ((*key)->publicKey().kind() != kind)
        return refuse(ProblemType::MalformedKey, u"The key is of another kind than is used here."_s, path);
    return std::shared_ptr<const PrivateKey>(std::move(*key));
}

Expected<void> writeKeyFile(const QString &path, const PrivateKey &key)
{
    const signing::Secret bytes = key.pkcs8();
    return writeFile(path, bytes.view(), Readers::Owner);
}

Expected<KeyFiles> KeyFiles::make()
{
    KeyFiles files;
    files.m_deviceCa = PrivateKey::generate(PublicKey::Kind::P256);
    files.m_networkCa = PrivateKey::generate(PublicKey::Kind::P256);
    for (const HandleKeyFile &file : HandleKeyFile::all()) {
        if (auto made = files.makeHandleKey(file); !made)
            return std::unexpected(made.error());
    }
    return files;
}

Expected<void> KeyFiles::write(const QString &directory) const
{
    if (auto written = writeKeyFile(directory + authorityFile, *m_deviceCa); !written)
        return written;
    if (auto written = writeKeyFile(directory + networkFile, *m_networkCa); !written)
        return written;
    for (const HandleKeyFile &file : HandleKeyFile::all()) {
        if (auto written = writeHandleKey(directory, file); !written)
            return written;
    }
    return {};
}

Expected<KeyFiles> KeyFiles::read(const QString &directory)
{
    KeyFiles files;
    auto authority = readKeyFile(directory + authorityFile, PublicKey::Kind::P256);
    if (!authority)
        return std::unexpected(authority.error());
    files.m_deviceCa = std::move(*authority);
    if (auto taken = files.readNetworkKey(directory); !taken)
        return std::unexpected(taken.error());
    for (const HandleKeyFile &file : HandleKeyFile::all()) {
        if (auto taken = files.readHandleKey(directory, file); !taken)
            return std::unexpected(taken.error());
    }
    return files;
}

Expected<void> KeyFiles::readNetworkKey(const QString &directory)
{
    const QString path = directory + networkFile;
    if (!QFileInfo::exists(path)) {
        m_networkCa = PrivateKey::generate(PublicKey::Kind::P256);
        return writeKeyFile(path, *m_networkCa);
    }
    auto key = readKeyFile(path, PublicKey::Kind::P256);
    if (!key)
        return std::unexpected(key.error());
    m_networkCa = std::move(*key);
    return {};
}

fleet::HandleKeys KeyFiles::handles() const
{
    return {.console = m_console, .network = m_network, .intelligence = m_intelligence};
}

Expected<void> KeyFiles::keep(const HandleKeyFile &file, signing::Secret bytes)
{
    auto key = SecretMacKey::make(std::move(bytes));
    if (!key)
        return std::unexpected(key.error());
    this->*file.key = std::move(*key);
    return {};
}

Expected<void> KeyFiles::makeHandleKey(const HandleKeyFile &file)
{
    return keep(file, signing::Secret(signing::randomBytes(handleKeySize)));
}

Expected<void> KeyFiles::writeHandleKey(const QString &directory, const HandleKeyFile &file) const
{
    return writeFile(directory + file.path, (this->*file.key)->secret().view(), Readers::Owner);
}

Expected<void> KeyFiles::readHandleKey(const QString &directory, const HandleKeyFile &file)
{
    const QString path = directory + file.path;
    if (!file.wasAlways && !QFileInfo::exists(path)) {
        if (auto made = makeHandleKey(file); !made)
            return made;
        return writeHandleKey(directory, file);
    }
    auto bytes = readSecret(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->view().size() != handleKeySize)
        return refuse(ProblemType::MalformedKey, u"The key of handles has 32 bytes."_s, path);
    return keep(file, std::move(*bytes));
}

} // namespace enigm::controlplane::program
