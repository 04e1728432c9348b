#include "contract/log/ActivityEntry.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

template <typename Enum>
struct Row
{
    Enum value;
    QLatin1StringView word;
};

constexpr std::array categoryRows{
    Row{Category::AppAccess, "app-access"_L1},
    Row{Category::DeviceLifecycle, "device-lifecycle"_L1},
    Row{Category::PostureChange, "posture-change"_L1},
    Row{Category::AdministrativeChange, "administrative-change"_L1},
    Row{Category::NetworkOutcome, "network-outcome"_L1},
    Row{Category::OtaOutcome, "ota-outcome"_L1},
    Row{Category::SigningEvent, "signing-event"_L1},
    Row{Category::IntelligenceOutcome, "intelligence-outcome"_L1},
};

constexpr std::array resourceRows{
    Row{Resource::Account, "account"_L1},
    Row{Resource::AppSession, "app-session"_L1},
    Row{Resource::Audit, "audit"_L1},
    Row{Resource::Device, "device"_L1},
    Row{Resource::DeviceGroup, "device-group"_L1},
    Row{Resource::EnforcementPoint, "enforcement-point"_L1},
    Row{Resource::Key, "key"_L1},
    Row{Resource::Log, "log"_L1},
    Row{Resource::NetworkPath, "network-path"_L1},
    Row{Resource::Operator, "operator"_L1},
    Row{Resource::Policy, "policy"_L1},
    Row{Resource::Release, "release"_L1},
    Row{Resource::Role, "role"_L1},
    Row{Resource::Rollout, "rollout"_L1},
    Row{Resource::Rule, "rule"_L1},
    Row{Resource::Signal, "signal"_L1},
};

constexpr std::array outcomeRows{
    Row{Outcome::Done, "done"_L1},
    Row{Outcome::Refused, "refused"_L1},
    Row{Outcome::Failed, "failed"_L1},
    Row{Outcome::Skipped, "skipped"_L1},
};

template <typename Enum, std::size_t Size>
constexpr std::array<Enum, Size> valuesOf(const std::array<Row<Enum>, Size> &rows)
{
    std::array<Enum, Size> result{};
    for (std::size_t i = 0; i < Size; ++i)
        result[i] = rows[i].value;
    return result;
}

constexpr auto categories = valuesOf(categoryRows);
constexpr auto resources = valuesOf(resourceRows);

template <typename Rows, typename Enum>
QLatin1StringView wordIn(const Rows &rows, Enum value)
{
    return rows[static_cast<std::size_t>(value)].word;
}

template <typename Enum, std::size_t Size>
std::optional<Enum> find(const std::array<Row<Enum>, Size> &rows, QAnyStringView word)
{
    const auto row = std::ranges::find_if(rows, [word](const Row<Enum> &candidate) { return candidate.word == word; });
    return row == rows.end() ? std::nullopt : std::optional(row->value);
}

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
    return wordIn(categoryRows, category);
}

QLatin1StringView latin1Word(Resource resource)
{
    return wordIn(resourceRows, resource);
}

QLatin1StringView latin1Word(Outcome outcome)
{
    return wordIn(outcomeRows, outcome);
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
    return find(categoryRows, word);
}

std::optional<Resource> resourceOf(QAnyStringView word)
{
    return find(resourceRows, word);
}

std::optional<Outcome> outcomeOf(QAnyStringView word)
{
    return find(outcomeRows, word);
}

} // namespace enigm::log
