#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace enigm::ota::tuf {

/// {algorithm: hex}, of which SHA-256 and SHA-512 are looked at; one of them at least is there.
struct FileHashes
{
    QByteArray sha256; ///< 32 bytes, or empty
    QByteArray sha512; ///< 64 bytes, or empty
    friend bool operator==(const FileHashes &, const FileHashes &) = default;

    static Expected<FileHashes> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    /// What a file is called by under consistent snapshots: hexadecimal.
    [[nodiscard]] QString name() const { return QString::fromLatin1((sha256.isEmpty() ? sha512 : sha256).toHex()); }
};

/// Hashes a file while it arrives, and says at its end whether it is the one.
class FileCheck
{
public:
    FileCheck(qint64 length, FileHashes hashes);
    ~FileCheck();
    FileCheck(FileCheck &&) noexcept;
    FileCheck &operator=(FileCheck &&) noexcept;

    /// False as soon as the file is longer than it has to be: then no more of it is wanted.
    [[nodiscard]] bool add(QByteArrayView bytes);
    /// BodyMismatch for another length or hash.
    [[nodiscard]] Expected<void> finish();

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// The same for a whole file; a length or hashes that are not known are not looked at.
[[nodiscard]] Expected<void> checkFile(QByteArrayView bytes, std::optional<qint64> length,
                                       const std::optional<FileHashes> &hashes);

} // namespace enigm::ota::tuf
