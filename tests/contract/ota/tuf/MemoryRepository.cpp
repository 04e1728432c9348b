#include "tests/contract/ota/tuf/MemoryRepository.h"

namespace enigm::test {

namespace {

Expected<QByteArray> served(const QMap<QString, QByteArray> &files, const QString &name, qint64 most)
{
    const auto file = files.find(name);
    if (file == files.end())
        return refuse(ProblemType::NotFound, {}, name);
    if (file->size() > most)
        return refuse(ProblemType::TooLarge, {}, name);
    return *file;
}

} // namespace

Expected<QByteArray> MemoryRepository::metadata(const QString &file, qint64 most)
{
    asked.append(file);
    return served(files, file, most);
}

Expected<QByteArray> MemoryRepository::target(const QString &path, qint64 most)
{
    asked.append(path);
    return served(targets, path, most);
}

std::optional<QByteArray> MemoryStore::load(const QString &role)
{
    const auto text = kept.find(role);
    return text == kept.end() ? std::nullopt : std::optional(*text);
}

Expected<void> MemoryStore::keep(const QString &role, QByteArrayView text)
{
    kept.insert(role, text.toByteArray());
    return {};
}

Expected<void> MemoryStore::forget(const QString &role)
{
    kept.remove(role);
    return {};
}

} // namespace enigm::test
