#pragma once

#include "api-client/audit/AuditClient.h"
#include "views/design/controls/Filter.h"

#include <QString>

#include <vector>

namespace enigm::models::session {
class OperatorNames;
}

namespace enigm::views::audit {

/// What the filter bar says, for entries: any of the categories, any of the outcomes, and the words in action, actor,
/// resource, handles or digest of the change.
struct AuditFilter
{
    std::vector<log::Category> categories; ///< empty: all
    std::vector<log::Outcome> outcomes;    ///< empty: all
    QString text;

    [[nodiscard]] static AuditFilter of(const design::Filter &filter);
    /// What can be filtered by.
    [[nodiscard]] static std::vector<design::FilterField> fields();
    [[nodiscard]] bool accepts(const log::ActivityEntry &entry, const models::session::OperatorNames &names) const;
};

} // namespace enigm::views::audit
