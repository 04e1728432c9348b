#include "views/devices/PolicySection.h"

#include "views/design/facts/KeyValueList.h"
#include "views/words/PolicyText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::devices {

using design::Glyph;
using design::Tone;
using policy::PolicyState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PolicySection)
};

Glyph glyphOf(PolicyState state)
{
    switch (state) {
    case PolicyState::Current:
        return Glyph::Check;
    case PolicyState::Outdated:
        return Glyph::Warning;
    case PolicyState::Unconfirmed:
        return Glyph::Info;
    }
    Q_UNREACHABLE();
}

Tone toneOf(PolicyState state)
{
    switch (state) {
    case PolicyState::Current:
        return Tone::Ok;
    case PolicyState::Outdated:
        return Tone::Warn;
    case PolicyState::Unconfirmed:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
}

} // namespace

QWidget *policySection(const client::DeviceDetail &detail, qint64 now)
{
    const QString name = words::inputText(policy::Input::PolicyState);
    std::vector<design::Fact> facts;
    if (const auto state = detail.policyState)
        facts.push_back({.name = name,
                         .value = {},
                         .state = design::StateWord{
                             glyphOf(*state), words::inputWordText(policy::Input::PolicyState, policy::toWord(*state)),
                             toneOf(*state)}});
    else
        facts.push_back({.name = name, .value = Words::tr("Not known")});
    if (detail.policies) {
        facts.push_back(
            {.name = Words::tr("In force on the device"),
             .value = QLocale().toString(static_cast<qulonglong>(detail.policies->report.policies.size()))});
        facts.push_back({.name = Words::tr("Confirmed by the device"),
                         .value = words::relativeTime(detail.policies->changed, now),
                         .hover = words::exactTime(detail.policies->changed)});
    }
    auto *list = new design::KeyValueList;
    list->setObjectName(QStringLiteral("devicePolicies"));
    list->setFacts(std::move(facts));
    return list;
}

} // namespace enigm::views::devices
