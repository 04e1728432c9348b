#include "views/design/theme/AccessibleRoles.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

#include <array>

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

struct RoleOfClass
{
    QLatin1StringView name;
    QAccessible::Role role;
};

constexpr std::array roles = {
    RoleOfClass{"enigm::views::design::Sheet"_L1, QAccessible::Dialog},
    RoleOfClass{"enigm::views::design::Banner"_L1, QAccessible::AlertMessage},
    RoleOfClass{"enigm::views::design::AlarmBanner"_L1, QAccessible::AlertMessage},
    RoleOfClass{"enigm::views::design::SampleBand"_L1, QAccessible::AlertMessage},
    RoleOfClass{"enigm::views::design::Toast"_L1, QAccessible::Notification},
    RoleOfClass{"enigm::views::design::SkeletonRows"_L1, QAccessible::Indicator},
    RoleOfClass{"enigm::views::design::EmptyState"_L1, QAccessible::Grouping},
    RoleOfClass{"enigm::views::design::Inspector"_L1, QAccessible::Pane},
    RoleOfClass{"enigm::views::design::TopBar"_L1, QAccessible::ToolBar},
};

QAccessibleInterface *make(const QString &className, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (widget == nullptr)
        return nullptr;
    for (const RoleOfClass &one : roles) {
        if (className == one.name)
            return new QAccessibleWidget(widget, one.role);
    }
    return nullptr;
}

} // namespace

void installAccessibleRoles()
{
    QAccessible::installFactory(make);
}

void removeAccessibleRoles()
{
    QAccessible::removeFactory(make);
}

} // namespace enigm::views::design
