#pragma once

#include "contract/log/NoteSigner.h"
#include "contract/operators/Founding.h"
#include "contract/signing/Signer.h"
#include "tests/support/plane/LivePlane.h"

#include <memory>

namespace enigm::test {

/// A witness with its key, who signs whatever it is asked to.
class TestWitness
{
public:
    explicit TestWitness(const QString &name, bool standIn = false);

    /// As the directory knows it.
    [[nodiscard]] const operators::Witness &record() const { return m_record; }
    [[nodiscard]] const log::NoteSigner &signer() const { return m_signer; }
    /// Another key under the same name.
    [[nodiscard]] TestWitness impostor() const { return TestWitness(m_record.name); }

    /// The latest checkpoint of a log with the witness's line, signed at `time`.
    [[nodiscard]] QByteArray cosigned(LivePlane &live, controlplane::store::LogId log, qint64 time) const;
    /// Any note of a log with the witness's line, as it hands it in; whose log it is is not checked here.
    [[nodiscard]] QByteArray cosigned(const QByteArray &note, qint64 time) const;

private:
    std::shared_ptr<const signing::PrivateKey> m_key;
    operators::Witness m_record;
    log::NoteSigner m_signer;
};

/// Hands a note in, as the route does.
[[nodiscard]] Expected<void> handIn(LivePlane &live, controlplane::store::LogId log, const QByteArray &note);
/// Has the witnesses co-sign the latest checkpoints of both logs at the plane's present time.
void cosignBoth(LivePlane &live, std::initializer_list<const TestWitness *> witnesses);

} // namespace enigm::test
