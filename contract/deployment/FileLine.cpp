#include "contract/deployment/FileLine.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

Expected<QByteArrayView> lineOfFile(QByteArrayView bytes)
{
    if (!bytes.endsWith('\n'))
        return refuse(ProblemType::NotCanonical, u"The file ends in a newline."_s, u"offset %1"_s.arg(bytes.size()));
    return bytes.chopped(1);
}

} // namespace enigm::deployment
