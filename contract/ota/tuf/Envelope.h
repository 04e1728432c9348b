#pragma once

#include "contract/json/JsonValue.h"
#include "contract/ota/tuf/Key.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QStringList>

#include <initializer_list>
#include <vector>

namespace enigm::ota::tuf {

/// {"keyids","threshold"}: who signs a role, and how many of them.
struct Role
{
    QStringList keyids; ///< each once
    int threshold = 1;
    friend bool operator==(const Role &, const Role &) = default;

    static Expected<Role> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// A role with the keys that its ids are looked up in; borrowed.
struct Authority
{
    const KeyTable &keys;
    const Role &role;
};

struct Signature
{
    QString keyid;
    QByteArray bytes; ///< empty: a place that tuf-on-ci keeps for who has not signed
    friend bool operator==(const Signature &, const Signature &) = default;
};

/// A metadata file of TUF 1.0 section 4.2: {"signatures","signed"}.
class Envelope
{
public:
    explicit Envelope(json::Value body)
        : m_body(std::move(body))
    {}
    static Expected<Envelope> parse(QByteArrayView text);

    [[nodiscard]] const json::Value &body() const { return m_body; }
    [[nodiscard]] const std::vector<Signature> &signatures() const { return m_signatures; }
    /// What signatures are made over.
    [[nodiscard]] QByteArray message() const;
    /// SHA-256 of message(): what governance names a root by. Signatures are never digested.
    [[nodiscard]] QByteArray digest() const;
    [[nodiscard]] QByteArray text() const;

    /// Takes a signature in, in order of key ids; replaces one of the same key id.
    void add(Signature signature);
    Expected<void> sign(const signing::Signer &signer);

    /// The same with the signatures that this authority counts alone.
    [[nodiscard]] Envelope only(const Authority &authority) const;

    /// Whether each authority has its threshold of different keys. Stricter than TUF asks, so that nothing in a file is
    /// vouched for by nobody: a signature of who signs for none of them is UnknownKey, one that does not verify is
    /// BadSignature, too few of them QuorumMissing.
    [[nodiscard]] Expected<void> check(std::initializer_list<Authority> authorities) const;

private:
    json::Value m_body;
    std::vector<Signature> m_signatures;
};

} // namespace enigm::ota::tuf
