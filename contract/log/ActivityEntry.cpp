#include "contract/log/ActivityEntry.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/signing/Secret.h"

namespace enigm::log {

namespace {

constexpr qsizetype saltSize = 16;

QByteArray quotedOrNull(const std::optional<QByteArray> &digest)
{
    return digest ? '"' + encoding::toBase64Url(*digest) + '"' : QByteArray("null");
}

QByteArray listed(const std::vector<QString> &handles)
{
    QByteArray result;
    for (const QString &handle : handles) {
        if (!result.isEmpty())
            result += ',';
        result += '"';
        result += handle.toLatin1();
        result += '"';
    }
    return result;
}

QByteArray latin1(QLatin1StringView word)
{
    return {word.data(), word.size()};
}

} // namespace

QByteArray ActivityEntry::toLeaf() const
{
    QByteArray leaf;
    leaf.reserve(400 + static_cast<qsizetype>(handles.size()) * 37);
    leaf += R"({"action":")" + action.toLatin1();
    leaf += R"(","actor":")" + actor.toLatin1();
    leaf += R"(","body":)" + quotedOrNull(body);
    leaf += R"(,"category":")" + latin1(latin1Word(category));
    leaf += R"(","change":)" + quotedOrNull(change);
    leaf += R"(,"governance_size":)" + QByteArray::number(governanceSize);
    leaf += R"(,"handles":[)" + listed(handles);
    leaf += R"(],"index":)" + QByteArray::number(index);
    leaf += R"(,"outcome":")" + latin1(latin1Word(outcome));
    leaf += R"(","resource":")" + latin1(latin1Word(resource));
    leaf += R"(","time":)" + QByteArray::number(time);
    leaf += R"(,"v":1})";
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
