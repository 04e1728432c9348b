#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace enigm::ctl {

/// Rows in aligned columns, for people; every cell goes through plainText.
class Table
{
public:
    /// Without headers it is a list of names and values.
    explicit Table(QStringList headers = {});
    void addRow(QStringList cells);
    [[nodiscard]] bool isEmpty() const;
    /// Lines, each ended by a newline, without trailing space; `indent` spaces before each.
    [[nodiscard]] QString toText(int indent = 0) const;

private:
    bool m_hasHeaders;
    std::vector<QStringList> m_rows; ///< the headers first
};

} // namespace enigm::ctl
