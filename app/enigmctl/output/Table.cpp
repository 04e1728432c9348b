#include "app/enigmctl/output/Table.h"

#include "app/enigmctl/output/PlainText.h"

#include <algorithm>

namespace enigm::ctl {

namespace {

constexpr qsizetype gap = 2; // spaces between columns

QStringList plainCells(QStringList cells)
{
    for (QString &cell : cells)
        cell = plainText(cell);
    return cells;
}

} // namespace

Table::Table(QStringList headers)
    : m_hasHeaders(!headers.isEmpty())
{
    if (m_hasHeaders)
        m_rows.push_back(std::move(headers));
}

void Table::addRow(QStringList cells)
{
    m_rows.push_back(plainCells(std::move(cells)));
}

bool Table::isEmpty() const
{
    return m_rows.size() == (m_hasHeaders ? 1U : 0U);
}

QString Table::toText(int indent) const
{
    std::vector<qsizetype> widths;
    for (const QStringList &row : m_rows) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())));
        for (qsizetype i = 0; i < row.size(); ++i) {
            qsizetype &width = widths[static_cast<std::size_t>(i)];
            width = std::max(width, row[i].size());
        }
    }
    QString text;
    for (const QStringList &row : m_rows) {
        QString line(indent, u' ');
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[static_cast<std::size_t>(i)] + gap);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

} // namespace enigm::ctl
