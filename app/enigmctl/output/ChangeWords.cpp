#include "app/enigmctl/output/ChangeWords.h"

#include "contract/json/JsonParser.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

QString effectText(const changes::Effect &effect, const changes::ChangeRequest &request)
{
    QStringList parts;
    for (const changes::StateShift &shift : effect.shifts)
        parts.append(
            u"%1 %2 -> %3"_s.arg(QString::number(shift.count), fleet::toWord(shift.from), fleet::toWord(shift.to)));
    if (effect.shifts.empty())
        parts.append(QString::fromUtf8(json::canonical(request.parameters)));
    if (effect.isFinal)
        parts.append(u"final"_s);
    return parts.join(u", "_s);
}

json::Value effectDocument(const changes::Effect &effect)
{
    json::Array shifts;
    for (const changes::StateShift &shift : effect.shifts)
        shifts.emplace_back(json::Object{
            {"count"_L1, shift.count}, {"from"_L1, fleet::toWord(shift.from)}, {"to"_L1, fleet::toWord(shift.to)}});
    return json::Object{{"action"_L1, effect.action},
                        {"count"_L1, effect.count},
                        {"final"_L1, effect.isFinal},
                        {"shifts"_L1, json::Value(std::move(shifts))}};
}

} // namespace enigm::ctl
