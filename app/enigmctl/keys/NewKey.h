#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/signing/LockedKey.h"

#include <QString>

#include <memory>

namespace enigm::ctl {

/// A key that was made for a file, and where it is now; %1 of the note stands for the file.
struct NewKey
{
    std::shared_ptr<const signing::LockedKey> key;
    QString note;

    /// In the token of --pkcs11-module, --pkcs11-token and --pkcs11-label where one of these is given, else sealed by a
    /// passphrase that is asked for.
    [[nodiscard]] static std::expected<NewKey, Failure> make(Context &context);
};

} // namespace enigm::ctl
