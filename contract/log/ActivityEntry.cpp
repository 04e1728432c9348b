#include "contract/log/ActivityEntry.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/signing/Secret.h"

namespace enigm::log {

namespace {

constexpr qsizetype saltSize = 16;

/// Appends in place: leaves are made on the path that every write waits for.
class LeafText
{
public:
    explicit LeafText(qsizetype expected) { m_bytes.reserve(expected); }

    LeafText &raw(QByteArrayView text)
    {
        m_bytes += text;
        return *this;
    }
    /// Of characters that stand for themselves in JSON.
    LeafText &word(const QString &text)
    {
        m_bytes += '"';
        for (const QChar character : text)
            m_bytes += character.toLatin1();
        m_bytes += '"';
        return *this;
    }
    LeafText &word(QLatin1StringView text) { return raw("\"").raw({text.data(), text.size()}).raw("\""); }
    LeafText &number(qint64 value) { return raw(QByteArray::number(value)); }
    LeafText &digest(const std::optional<QByteArray> &digest)
    {
        return digest ? raw("\"").raw(encoding::toBase64Url(*digest)).raw("\"") : raw("null");
    }
    LeafText &list(const std::vector<QString> &words)
    {
        raw("[");
        for (std::size_t i = 0; i < words.size(); ++i)
            raw(i == 0 ? "" : ",").word(words[i]);
        return raw("]");
    }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

} // namespace

QByteArray ActivityEntry::toLeaf() const
{
    LeafText text(400 + static_cast<qsizetype>(handles.size()) * 37);
    text.raw(R"({"action":)").word(action);
    text.raw(R"(,"actor":)").word(actor);
    text.raw(R"(,"body":)").digest(body);
    text.raw(R"(,"category":)").word(latin1Word(category));
    text.raw(R"(,"change":)").digest(change);
    text.raw(R"(,"governance_size":)").number(governanceSize);
    text.raw(R"(,"handles":)").list(handles);
    text.raw(R"(,"index":)").number(index);
    text.raw(R"(,"outcome":)").word(latin1Word(outcome));
    text.raw(R"(,"resource":)").word(latin1Word(resource));
    text.raw(R"(,"time":)").number(time).raw(R"(,"v":1})");
    QByteArray leaf = text.take();
    Q_ASSERT(ActivityEntryView::scan(leaf).has_value());
    return leaf;
}

Expected<ActivityEntry> ActivityEntry::parse(QByteArrayView leaf)
{
    const auto view = ActivityEntryView::scan(leaf);
    if (!view)
        return std::unexpected(view.error());
    return view->toEntry();
}

ActivityBody ActivityBody::make(json::Value value)
{
    return {.salt = signing::randomBytes(saltSize), .value = std::move(value)};
}

QByteArray ActivityBody::digest() const
{
    return signing::sha256(salt, json::canonical(value));
}

} // namespace enigm::log
