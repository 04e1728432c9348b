#pragma once

#include "api-client/keys/KeyVault.h"

#include <QStringList>
#include <qcoro/qcorotask.h>

namespace enigm::test {

/// An operator as a vault keeps it, with an id of its own. All are sealed by one passphrase over one key, since what a
/// vault tells apart is the operator.
[[nodiscard]] deployment::OperatorFile operatorFile(const QString &name,
                                                    const QByteArray &deployment = QByteArray(32, 'a'));

/// What a vault answers in its own time.
template <typename T>
[[nodiscard]] T answerOf(client::Task<T> &&task)
{
    return QCoro::waitFor(std::move(task));
}

/// The names in the order of the vault; the refusal where there is one.
[[nodiscard]] QStringList namesIn(client::KeyVault &vault, const QByteArray &deployment);

} // namespace enigm::test
