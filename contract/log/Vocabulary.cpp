#include "contract/encoding/WordTable.h"
#include "contract/log/ActivityEntry.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

using encoding::WordRow;

constexpr std::array categoryRows{
    WordRow{Category::AppAccess, "app-access"_L1},
    WordRow{Category::DeviceLifecycle, "device-lifecycle"_L1},
    WordRow{Category::PostureChange, "posture-change"_L1},
    WordRow{Category::AdministrativeChange, "administrative-change"_L1},
    WordRow{Category::NetworkOutcome, "network-outcome"_L1},
    WordRow{Category::OtaOutcome, "ota-outcome"_L1},
    WordRow{Category::SigningEvent, "signing-event"_L1},
    WordRow{Category::IntelligenceOutcome, "intelligence-outcome"_L1},
};

constexpr std::array resourceRows{
    WordRow{Resource::Account, "account"_L1},
    WordRow{Resource::AppSession, "app-session"_L1},
    WordRow{Resource::Audit, "audit"_L1},
    WordRow{Resource::Device, "device"_L1},
    WordRow{Resource::DeviceGroup, "device-group"_L1},
    WordRow{Resource::EnforcementPoint, "enforcement-point"_L1},
    WordRow{Resource::Key, "key"_L1},
    WordRow{Resource::Log, "log"_L1},
    WordRow{Resource::NetworkPath, "network-path"_L1},
    WordRow{Resource::Operator, "operator"_L1},
    WordRow{Resource::Policy, "policy"_L1},
    WordRow{Resource::Release, "release"_L1},
    WordRow{Resource::Role, "role"_L1},
    WordRow{Resource::Rollout, "rollout"_L1},
    WordRow{Resource::Rule, "rule"_L1},
    WordRow{Resource::Signal, "signal"_L1},
};

constexpr std::array outcomeRows{
    WordRow{Outcome::Done, "done"_L1},
    WordRow{Outcome::Refused, "refused"_L1},
    WordRow{Outcome::Failed, "failed"_L1},
    WordRow{Outcome::Skipped, "skipped"_L1},
};

constexpr auto categories = encoding::valuesOf(categoryRows);
constexpr auto resources = encoding::valuesOf(resourceRows);

} // namespace

std::span<const Category> allCategories()
{
    return categories;
}

std::span<const Resource> allResources()
{
    return resources;
}

QLatin1StringView latin1Word(Category category)
{
    return encoding::wordIn(categoryRows, category);
}

QLatin1StringView latin1Word(Resource resource)
{
    return encoding::wordIn(resourceRows, resource);
}

QLatin1StringView latin1Word(Outcome outcome)
{
    return encoding::wordIn(outcomeRows, outcome);
}

QString word(Category category)
{
    return latin1Word(category);
}

QString word(Resource resource)
{
    return latin1Word(resource);
}

QString word(Outcome outcome)
{
    return latin1Word(outcome);
}

std::optional<Category> categoryOf(QAnyStringView word)
{
    return encoding::valueIn(categoryRows, word);
}

std::optional<Resource> resourceOf(QAnyStringView word)
{
    return encoding::valueIn(resourceRows, word);
}

std::optional<Outcome> outcomeOf(QAnyStringView word)
{
    return encoding::valueIn(outcomeRows, word);
}

} // namespace enigm::log
