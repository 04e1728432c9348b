#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/LockedKey.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace enigm::deployment {

/// A witness's key as a file: {"key":locked key,"name","v":1}. The key is one of Ed25519, encrypted by a passphrase
/// (signing::SealedKey); the name is a C2SP key name. It belongs to no deployment until one names it in its governance
/// log. `found --sample` and `enigmctl witness key create` write it.
struct WitnessFile
{
    QString name;
    std::shared_ptr<const signing::LockedKey> key; ///< never null

    static Expected<WitnessFile> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace enigm::deployment
