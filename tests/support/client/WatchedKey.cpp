#include "tests/support/client/WatchedKey.h"

namespace enigm::test {

class WatchedKey::Watched final : public signing::Signer
{
public:
    Watched(std::shared_ptr<const signing::Signer> key, std::shared_ptr<Counts> counts)
        : m_key(std::move(key))
        , m_counts(std::move(counts))
    {
        ++m_counts->opened;
        ++m_counts->alive;
    }
    ~Watched() override { --m_counts->alive; }
    Q_DISABLE_COPY_MOVE(Watched)

    [[nodiscard]] const signing::PublicKey &publicKey() const override { return m_key->publicKey(); }
    [[nodiscard]] Expected<QByteArray> sign(QByteArrayView message) const override { return m_key->sign(message); }

private:
    std::shared_ptr<const signing::Signer> m_key;
    std::shared_ptr<Counts> m_counts;
};

WatchedKey::WatchedKey(std::shared_ptr<const signing::Signer> key, QString token)
    : m_key(std::move(key))
    , m_token(std::move(token))
{}

Expected<std::unique_ptr<signing::Signer>> WatchedKey::unlock(const signing::Secret &given) const
{
    if (opening)
        opening();
    if (refusal)
        return std::unexpected(*refusal);
    if (given.view() != secret().view())
        return refuse(ProblemType::WrongPassphrase);
    return std::make_unique<Watched>(m_key, m_counts);
}

} // namespace enigm::test
