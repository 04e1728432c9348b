#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::models::rows {

/// A page of a keyset-paged list as its client answered it.
template <typename Row>
struct Page
{
    std::vector<Row> rows;
    std::optional<QString> next; ///< key to ask the next page with; nothing after the last
    std::optional<qint64> total; ///< rows of the whole list, where the server counts them
    QByteArray etag;
    bool notModified = false; ///< rows, next and total are then as they were
};

} // namespace enigm::models::rows
