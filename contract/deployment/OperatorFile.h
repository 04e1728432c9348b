#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/KeyFile.h"

#include <QByteArray>
#include <QString>

namespace enigm::deployment {

/// An operator's key as a file: {"deployment":id,"key":sealed key,"name","operator":UUIDv7,"v":1}. The key is encrypted
/// by a passphrase; `found --sample` and `enigmctl key create` write it.
struct OperatorFile
{
    QByteArray deployment; ///< 32 bytes
    QString name;
    QString operatorId;
    signing::SealedKey key;

    static Expected<OperatorFile> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace enigm::deployment
