#include "app/enigmctl/files/GivenOut.h"

#include "app/files/FileAccess.h"

namespace enigm::ctl {

using namespace Qt::StringLiterals;

Result givenOut(const Context &context, Answer answer, const QByteArray &bytes)
{
    const auto path = context.invocation.value("output"_L1);
    if (!path)
        answer.raw = bytes;
    else if (const auto written = files::writeFile(*path, bytes, files::Readers::All); !written)
        return std::unexpected(Failure(written.error()));
    return answer;
}

} // namespace enigm::ctl
