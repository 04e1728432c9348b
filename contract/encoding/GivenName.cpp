#include "contract/encoding/GivenName.h"

#include "contract/encoding/SafeText.h"

using namespace Qt::StringLiterals;

namespace enigm::encoding {

Expected<void> checkGivenName(const QString &name, qsizetype maxLength)
{
    if (name.isEmpty() || name != name.simplified())
        return refuse(ProblemType::OutOfRange, u"A name is needed, without spaces around it or several in a row."_s);
    return checkFreeText(name, maxLength);
}

QString givenNameKey(const QString &name)
{
    return name.toCaseFolded().normalized(QString::NormalizationForm_KC);
}

} // namespace enigm::encoding
