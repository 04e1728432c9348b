#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/LockedKey.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace enigm::deployment {

/// An operator's key as a file: {"deployment":id,"key":locked key,"name","operator":UUIDv7,"v":1}. The key is one of
/// P-256, encrypted by a passphrase (signing::SealedKey) or in a PKCS#11 token, where the file only says which
/// (signing::TokenKey). `found --sample` and `enigmctl key create` write it.
struct OperatorFile
{
    QByteArray deployment; ///< 32 bytes
    QString name;
    QString operatorId;
    std::shared_ptr<const signing::LockedKey> key; ///< never null

    static Expected<OperatorFile> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace enigm::deployment
