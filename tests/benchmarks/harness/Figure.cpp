#include "tests/benchmarks/harness/Figure.h"

#include "contract/json/JsonParser.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

QString sizesText(const json::Object &sizes)
{
    QStringList parts;
    for (const auto &[name, value] : sizes)
        parts.append(u"%1 %2"_s.arg(QString::fromUtf8(json::canonical(value)), name));
    return parts.join(u", "_s);
}

} // namespace

QByteArray jsonLine(const Figure &figure)
{
    return json::canonical(json::Object{{"name"_L1, figure.name},
                                        {"value"_L1, figure.value},
                                        {"limit"_L1, figure.limit ? json::Value(*figure.limit) : json::Value()},
                                        {"holds"_L1, figure.holds()},
                                        {"sizes"_L1, figure.sizes}});
}

QString textLine(const Figure &figure)
{
    QString line = u"%1 %2"_s.arg(figure.name, -40).arg(figure.value, 12, 'f', 2);
    if (figure.limit)
        line += u"  (%1 %2: %3)"_s.arg(figure.bound == Figure::Bound::AtLeast ? u"at least"_s : u"at most"_s)
                    .arg(*figure.limit)
                    .arg(figure.holds() ? u"holds"_s : u"FAILS"_s);
    if (!figure.sizes.isEmpty())
        line += u"  over "_s + sizesText(figure.sizes);
    return line;
}

} // namespace enigm::benchmarks
