#include "contract/ota/tuf/FileHashes.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "contract/signing/OpenSsl.h"

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr auto sha256Word = "sha256"_L1;
constexpr auto sha512Word = "sha512"_L1;
constexpr qsizetype sha256Size = 32;
constexpr qsizetype sha512Size = 64;

std::unexpected<Problem> mismatch(QString detail)
{
    return refuse(ProblemType::BodyMismatch, std::move(detail));
}

QByteArray readHash(json::ObjectReader &reader, QLatin1StringView name, qsizetype size)
{
    const auto member = reader.optional(name);
    if (!member)
        return {};
    const auto hash = parseHex(*member, reader.pointerTo(name));
    if (!hash) {
        reader.fail(hash.error());
        return {};
    }
    if (hash->size() != size)
        reader.fail({ProblemType::OutOfRange, u"A hash has the size of its algorithm"_s, reader.pointerTo(name)});
    return *hash;
}

/// One running hash; idle where none is expected.
class Running
{
public:
    Running(const char *algorithm, const QByteArray &expected)
        : m_expected(expected)
        , m_context(expected.isEmpty() ? nullptr : EVP_MD_CTX_new())
    {
        if (m_expected.isEmpty())
            return;
        if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_get_digestbyname(algorithm), nullptr) != 1)
            signing::failWithoutOpenSsl("hash a file");
    }

    void add(QByteArrayView bytes)
    {
        if (m_context && EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1)
            signing::failWithoutOpenSsl("hash a file");
    }

    [[nodiscard]] bool isRight()
    {
        if (!m_context)
            return true;
        QByteArray hash(EVP_MAX_MD_SIZE, Qt::Uninitialized);
        unsigned int size = 0;
        if (EVP_DigestFinal_ex(m_context.get(), signing::unsignedData(hash), &size) != 1)
            signing::failWithoutOpenSsl("hash a file");
        return hash.first(static_cast<qsizetype>(size)) == m_expected;
    }

private:
    QByteArray m_expected;
    signing::EvpDigestContext m_context;
};

} // namespace

Expected<FileHashes> FileHashes::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {sha256Word, sha512Word}), pointer);
    FileHashes hashes{.sha256 = readHash(reader, sha256Word, sha256Size),
                      .sha512 = readHash(reader, sha512Word, sha512Size)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (hashes.sha256.isEmpty() && hashes.sha512.isEmpty())
        return refuse(ProblemType::MissingMember, u"SHA-256 or SHA-512 is expected"_s, pointer);
    return hashes;
}

json::Value FileHashes::toJson() const
{
    json::Object result;
    if (!sha256.isEmpty())
        result.insert(sha256Word, QString::fromLatin1(sha256.toHex()));
    if (!sha512.isEmpty())
        result.insert(sha512Word, QString::fromLatin1(sha512.toHex()));
    return result;
}

struct FileCheck::Data
{
    qint64 length;
    qint64 seen = 0;
    Running sha256;
    Running sha512;
};

FileCheck::FileCheck(qint64 length, FileHashes hashes)
    : m_data(std::make_unique<Data>(length, 0, Running("SHA256", hashes.sha256), Running("SHA512", hashes.sha512)))
{}

FileCheck::~FileCheck() = default;
FileCheck::FileCheck(FileCheck &&) noexcept = default;
FileCheck &FileCheck::operator=(FileCheck &&) noexcept = default;

bool FileCheck::add(QByteArrayView bytes)
{
    m_data->seen += bytes.size();
    if (m_data->seen > m_data->length)
        return false;
    m_data->sha256.add(bytes);
    m_data->sha512.add(bytes);
    return true;
}

Expected<void> FileCheck::finish()
{
    if (m_data->seen != m_data->length)
        return mismatch(u"The file has another length than it has to have"_s);
    if (!m_data->sha256.isRight() || !m_data->sha512.isRight())
        return mismatch(u"The file has another hash than it has to have"_s);
    return {};
}

Expected<void> checkFile(QByteArrayView bytes, std::optional<qint64> length, const std::optional<FileHashes> &hashes)
{
    FileCheck check(length.value_or(bytes.size()), hashes.value_or(FileHashes()));
    (void)check.add(bytes); // finish() says the same
    return check.finish();
}

} // namespace enigm::ota::tuf
