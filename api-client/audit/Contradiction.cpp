#include "api-client/audit/Contradiction.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

QString base64Of(QByteArrayView bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

json::Value valueOf(const Contradiction::Exhibit &exhibit)
{
    json::Object value{{"name"_L1, exhibit.name}};
    if (const QString text = QString::fromUtf8(exhibit.bytes); text.toUtf8() == exhibit.bytes)
        value.insert(u"text"_s, text);
    else
        value.insert(u"bytes"_s, base64Of(exhibit.bytes));
    return value;
}

} // namespace

QByteArray Contradiction::toBytes(QByteArrayView deploymentId) const
{
    json::Array items;
    for (const Exhibit &exhibit : exhibits)
        items.push_back(valueOf(exhibit));
    return json::canonical(json::Object{{"deployment"_L1, base64Of(deploymentId)},
                                        {"exhibits"_L1, std::move(items)},
                                        {"format"_L1, "enigm-contradiction"_L1},
                                        {"problem"_L1, json::Object{{"detail"_L1, problem.detail},
                                                                    {"type"_L1, problemUri(problem.type)},
                                                                    {"where"_L1, problem.where}}},
                                        {"time"_L1, time},
                                        {"v"_L1, 1}});
}

QByteArray proofExhibit(qint64 from, qint64 to, const log::Proof &proof)
{
    json::Array hashes;
    for (const log::Hash &hash : proof)
        hashes.push_back(base64Of(hash.view()));
    return json::canonical(json::Object{{"from"_L1, from}, {"proof"_L1, std::move(hashes)}, {"to"_L1, to}});
}

} // namespace enigm::client
