#include "contract/evidence/AuditExport.h"
#include "contract/evidence/AuditLines.h"

namespace enigm::evidence {

AuditExportWriter::AuditExportWriter(QIODevice &device, AuditExportHeader header)
    : m_device(device)
    , m_header(std::move(header))
{}

Expected<void> AuditExportWriter::writeGovernance(QByteArrayView leaf)
{
    if (auto written = writeHeaderOnce(); !written)
        return written;
    return writeLine(governanceLine(leaf));
}

Expected<void> AuditExportWriter::writeActivity(QByteArrayView leaf, const log::ActivityBody *body)
{
    if (auto written = writeHeaderOnce(); !written)
        return written;
    return writeLine(activityLine(leaf, body));
}

Expected<void> AuditExportWriter::writeHeaderOnce()
{
    if (m_hasHeader)
        return {};
    m_hasHeader = true;
    return writeLine(headerLine(m_header));
}

Expected<void> AuditExportWriter::writeLine(QByteArray line)
{
    line += '\n';
    if (m_device.write(line) != line.size())
        return refuse(ProblemType::FileUnreadable, m_device.errorString());
    return {};
}

} // namespace enigm::evidence
