#include "views/audit/AuditFilter.h"

#include "contract/encoding/Base64Url.h"
#include "views/audit/AuditText.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace enigm::views::audit {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AuditFilter)
};

constexpr std::array outcomes = {log::Outcome::Done, log::Outcome::Refused, log::Outcome::Failed,
                                 log::Outcome::Skipped};

template <typename T>
bool isAmong(const std::vector<T> &wanted, T value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

} // namespace

AuditFilter AuditFilter::of(const design::Filter &filter)
{
    AuditFilter result{.categories = {}, .outcomes = {}, .text = filter.text};
    for (const design::FilterToken &token : filter.tokens) {
        if (const auto category = log::categoryOf(token.value); category && token.key == "category"_L1)
            result.categories.push_back(*category);
        if (const auto outcome = log::outcomeOf(token.value); outcome && token.key == "outcome"_L1)
            result.outcomes.push_back(*outcome);
    }
    return result;
}

std::vector<design::FilterField> AuditFilter::fields()
{
    design::FilterField category{.key = u"category"_s, .label = Words::tr("Category")};
    for (const log::Category one : log::allCategories())
        category.values.push_back({.value = log::word(one), .label = words::categoryText(one)});
    design::FilterField outcome{.key = u"outcome"_s, .label = Words::tr("Outcome")};
    for (const log::Outcome one : audit::outcomes)
        outcome.values.push_back({.value = log::word(one), .label = words::stateWord(one).word});
    return {category, outcome};
}

bool AuditFilter::accepts(const log::ActivityEntry &entry, const models::session::OperatorNames &names) const
{
    if (!isAmong(categories, entry.category) || !isAmong(outcomes, entry.outcome))
        return false;
    const auto holds = [this](const QString &words) { return words.contains(text, Qt::CaseInsensitive); };
    return text.isEmpty() || holds(entry.action) || holds(words::entryText(entry.action)) || holds(entry.actor) ||
           holds(actorText(entry.actor, names)) || holds(words::resourceText(entry.resource)) ||
           (entry.change && holds(QString::fromLatin1(encoding::toBase64Url(*entry.change)))) ||
           std::ranges::any_of(entry.handles, holds);
}

} // namespace enigm::views::audit
