#pragma once

#include "contract/signing/LockedKey.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace enigm::test {

/// A locked key that costs nothing to open and counts its open signers, so that a test sees one that is left alive. It
/// opens by "sample", as the keys of samples do.
class WatchedKey final : public signing::LockedKey
{
public:
    explicit WatchedKey(std::shared_ptr<const signing::Signer> key, QString token = {});

    [[nodiscard]] static signing::Secret secret() { return signing::Secret("sample"); }
    /// Signers that are alive now.
    [[nodiscard]] int alive() const { return m_counts->alive; }
    /// How often it was opened.
    [[nodiscard]] int opened() const { return m_counts->opened; }
    /// Called on the thread that opens the key, before it does.
    std::function<void()> opening;
    /// In place of a signer: a token that is gone.
    std::optional<Problem> refusal;

    [[nodiscard]] const signing::PublicKey &publicKey() const override { return m_key->publicKey(); }
    [[nodiscard]] QString tokenLabel() const override { return m_token; }
    [[nodiscard]] Expected<std::unique_ptr<signing::Signer>> unlock(const signing::Secret &secret) const override;
    [[nodiscard]] json::Value toJson() const override { return {}; }

private:
    struct Counts
    {
        std::atomic<int> alive = 0;
        std::atomic<int> opened = 0;
    };
    class Watched;

    std::shared_ptr<const signing::Signer> m_key;
    QString m_token;
    std::shared_ptr<Counts> m_counts = std::make_shared<Counts>();
};

} // namespace enigm::test
