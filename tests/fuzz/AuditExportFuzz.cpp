#include "contract/evidence/AuditExport.h"
#include "contract/evidence/AuditLines.h"
#include "tests/fuzz/Require.h"

#include <QBuffer>

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray bytes = QByteArrayView(data, static_cast<qsizetype>(size)).toByteArray();
    const QByteArray first = bytes.first(std::max<qsizetype>(0, bytes.indexOf('\n')));
    const auto header = evidence::parseHeaderLine(first);
    if (!header)
        return 0;
    QBuffer buffer(&bytes);
    require(buffer.open(QIODevice::ReadOnly));
    const auto verdict = evidence::verifyAuditExport(buffer, header->deployment);
    require(verdict || !verdict.error().where.isEmpty());
    return 0;
}
