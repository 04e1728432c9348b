#include "simulator/device/RepositoryMemory.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

RepositoryMemory::RepositoryMemory(const QString &directory, const fleet::DeviceHandle &device, MetadataPool &pool)
    : m_path(QDir(directory).filePath(device.text() + u".tuf.json"_s))
    , m_pool(pool)
{}

Expected<void> RepositoryMemory::read()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    const auto value = json::parseSigned(file.readAll());
    if (!value)
        return std::unexpected(value.error().under(m_path));
    if (value->kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"A device keeps an object of digests."_s, m_path);
    QMap<QString, QByteArray> files;
    for (const json::Object::Member &member : value->object()) {
        if (member.value.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A digest is a text."_s, m_path);
        auto text = andThen(encoding::fromBase64Url(member.value.text().toLatin1()),
                            [this](const QByteArray &digest) { return m_pool.read(digest); });
        if (!text)
            return std::unexpected(text.error().under(m_path));
        files.insert(member.name, std::move(*text));
    }
    m_files = std::move(files);
    m_isChanged = false;
    return {};
}

Expected<void> RepositoryMemory::write()
{
    if (!m_isChanged)
        return {};
    json::Object digests;
    for (auto kept = m_files.cbegin(); kept != m_files.cend(); ++kept) {
        const auto digest = m_pool.keep(*kept);
        if (!digest)
            return std::unexpected(digest.error());
        digests.insert(kept.key(), QString::fromLatin1(encoding::toBase64Url(*digest)));
    }
    QSaveFile file(m_path);
    const QByteArray bytes = json::canonical(digests);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return refuse(ProblemType::FileUnreadable, file.errorString(), m_path);
    m_isChanged = false;
    return {};
}

std::optional<QByteArray> RepositoryMemory::load(const QString &role)
{
    const auto kept = m_files.constFind(role);
    return kept == m_files.cend() ? std::nullopt : std::optional(*kept);
}

Expected<void> RepositoryMemory::keep(const QString &role, QByteArrayView text)
{
    m_files.insert(role, text.toByteArray());
    m_isChanged = true;
    return {};
}

Expected<void> RepositoryMemory::forget(const QString &role)
{
    m_isChanged = m_files.remove(role) > 0 || m_isChanged;
    return {};
}

} // namespace enigm::simulator
