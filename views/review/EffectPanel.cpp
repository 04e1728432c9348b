#include "views/review/EffectPanel.h"

#include "contract/changes/Parameters.h"
#include "contract/encoding/Base64Url.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Typography.h"
#include "views/words/ActionText.h"
#include "views/words/GroupText.h"
#include "views/words/ProblemText.h"
#include "views/words/ReleaseText.h"
#include "views/words/ResolutionText.h"
#include "views/words/StateText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace enigm::views::review {

using design::Fact;
using design::Glyph;
using design::StateBadge;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

/// "10   Trusted -> Revoked" as badges.
QWidget *shiftRow(const changes::StateShift &shift)
{
    auto *const row = new QWidget;
    auto *const layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    auto *const count = new ToneLabel(QLocale().toString(shift.count), TextStyle::BodyStrong);
    count->setMinimumWidth(5 * design::metrics::grid);
    count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    layout->addWidget(count);
    layout->addWidget(new StateBadge(words::stateWord(shift.from)));
    if (shift.to != shift.from) { // a wipe leaves the state as it is
        auto *const arrow = new QLabel;
        arrow->setPixmap(design::Icon::of(Glyph::Arrow, Tone::Muted).pixmap(design::metrics::smallIcon));
        arrow->setAccessibleName(EffectPanel::tr("becomes"));
        layout->addWidget(arrow);
        layout->addWidget(new StateBadge(words::stateWord(shift.to)));
    }
    layout->addStretch(1);
    return row;
}

QString titleFor(changes::ChangeState state)
{
    if (changes::isOpen(state))
        return EffectPanel::tr("What will happen");
    return state == changes::ChangeState::Executed ? EffectPanel::tr("What happened")
                                                   : EffectPanel::tr("What was asked for");
}

/// The facts of a governance change, by the kind of its parameters.
struct ParameterFacts
{
    const QMap<QString, QString> &names;
    const std::optional<changes::DeviceGroup> &joins;

    /// What was signed is the id; the name beside it is what the directory's people are called by.
    [[nodiscard]] std::vector<Fact> operatorFacts(const QString &id) const
    {
        std::vector<Fact> facts;
        if (const QString name = names.value(id); !name.isEmpty())
            facts.push_back({.name = EffectPanel::tr("Operator"), .value = name});
        facts.push_back({.name = EffectPanel::tr("Operator id"), .value = id});
        return facts;
    }
    std::vector<Fact> operator()(const changes::NoParameters &) const { return {}; }
    std::vector<Fact> operator()(const changes::ReactivateParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Returns to"), .value = {}, .state = words::stateWord(parameters.to)}};
    }
    std::vector<Fact> operator()(const changes::AdmitOperatorParameters &parameters) const
    {
        std::vector<Fact> facts = operatorFacts(parameters.operatorId);
        facts.push_back({.name = EffectPanel::tr("Roles"), .value = words::rolesText(parameters.roles)});
        for (const signing::PublicKey &key : parameters.keys)
            facts.push_back({.name = EffectPanel::tr("Key"), .value = key.thumbprint(), .code = true});
        return facts;
    }
    std::vector<Fact> operator()(const changes::AddKeyParameters &parameters) const
    {
        std::vector<Fact> facts = operatorFacts(parameters.operatorId);
        facts.push_back({.name = EffectPanel::tr("New key"), .value = parameters.key.thumbprint(), .code = true});
        return facts;
    }
    std::vector<Fact> operator()(const changes::RevokeKeyParameters &parameters) const
    {
        std::vector<Fact> facts = operatorFacts(parameters.operatorId);
        facts.push_back({.name = EffectPanel::tr("Revoked key"), .value = parameters.key, .code = true});
        return facts;
    }
    std::vector<Fact> operator()(const changes::AddWitnessParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Witness"), .value = parameters.witness.name},
                {.name = EffectPanel::tr("Key"), .value = parameters.witness.key.thumbprint(), .code = true},
                {.name = EffectPanel::tr("Independent"),
                 .value = parameters.witness.standIn ? EffectPanel::tr("no, a stand-in of this deployment")
                                                     : EffectPanel::tr("yes")}};
    }
    std::vector<Fact> operator()(const changes::RemoveWitnessParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Witness"), .value = parameters.name}};
    }
    /// What was signed is the id; what the group is called now is not.
    std::vector<Fact> operator()(const changes::AdmitParameters &parameters) const
    {
        std::vector<Fact> facts;
        if (joins)
            facts.push_back({.name = EffectPanel::tr("Joins group"), .value = joins->definition.name});
        facts.push_back({.name = EffectPanel::tr("Group id"), .value = parameters.group});
        return facts;
    }
    /// Not from the parameters alone: see words::groupFacts.
    std::vector<Fact> operator()(const changes::ChangeGroupParameters &) const { return {}; }
    /// Nor here: see words::resolutionFacts.
    std::vector<Fact> operator()(const changes::ResolveHandleParameters &) const { return {}; }
    /// Against what is in force: see enrollment::AcceptancePanel.
    std::vector<Fact> operator()(const changes::SetAttestationParameters &) const { return {}; }
    /// What becomes of the fleet by it is policies::PolicyReview's to show.
    std::vector<Fact> operator()(const changes::PublishPolicyParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Policy"), .value = parameters.version.document.name},
                {.name = EffectPanel::tr("Policy id"), .value = parameters.version.policy},
                {.name = EffectPanel::tr("Version"), .value = QString::number(parameters.version.version)}};
    }
    std::vector<Fact> operator()(const changes::AssignPolicyParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Policy id"), .value = parameters.policy}};
    }
    std::vector<Fact> operator()(const changes::RollBackPolicyParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Policy id"), .value = parameters.policy},
                {.name = EffectPanel::tr("Back to version"), .value = QString::number(parameters.version)}};
    }
    std::vector<Fact> operator()(const changes::EnrollPointParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Enforcement point"), .value = parameters.name},
                {.name = EffectPanel::tr("Network path"), .value = policy::toWord(parameters.path)},
                {.name = EffectPanel::tr("Key"),
                 .value = QString::fromLatin1(encoding::toBase64Url(parameters.key)),
                 .code = true}};
    }
    std::vector<Fact> operator()(const changes::RevokePointParameters &parameters) const
    {
        return {{.name = EffectPanel::tr("Enforcement point"), .value = parameters.point}};
    }
    std::vector<Fact> operator()(const changes::SignManifestParameters &parameters) const
    {
        return words::releaseFacts(parameters);
    }
    std::vector<Fact> operator()(const changes::SignProductionParameters &parameters) const
    {
        return words::releaseFacts(parameters);
    }
    std::vector<Fact> operator()(const changes::StartRolloutParameters &parameters) const
    {
        return words::rolloutFacts(parameters);
    }
    std::vector<Fact> operator()(const changes::ResumeRolloutParameters &parameters) const
    {
        return words::rolloutFacts(parameters);
    }
    std::vector<Fact> operator()(const changes::StopRolloutParameters &parameters) const
    {
        return words::rolloutFacts(parameters);
    }
    std::vector<Fact> operator()(const changes::SetUpdateKeysParameters &parameters) const
    {
        return words::updateKeyFacts(parameters);
    }
};

} // namespace

EffectPanel::EffectPanel(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(design::metrics::grid);
}

void EffectPanel::show(const client::VerifiedChange &change, const QMap<QString, QString> &names)
{
    clear();
    m_layout->addWidget(new design::SectionTitle(titleFor(change.record.state)));
    auto *const consequence = new ToneLabel(words::consequence(change.effect), TextStyle::Section,
                                            change.effect.isFinal ? Tone::Danger : Tone::Neutral);
    consequence->setWordWrap(true);
    m_layout->addWidget(consequence);
    addShifts(change.effect);
    addFacts(change, names);
    addDrift(change);
    addTargets(change);
    m_layout->addStretch(1);
}

void EffectPanel::clear()
{
    design::emptyLayout(*m_layout);
}

void EffectPanel::addShifts(const changes::Effect &effect)
{
    for (const changes::StateShift &shift : effect.shifts)
        m_layout->addWidget(shiftRow(shift));
}

void EffectPanel::addFacts(const client::VerifiedChange &change, const QMap<QString, QString> &names)
{
    const changes::ChangeRecord &record = change.record;
    const auto textOf = [](const std::optional<changes::FreeText> &text) {
        return text ? text->text : EffectPanel::tr("no longer kept");
    };
    std::vector<Fact> facts = words::groupFacts(change);
    std::ranges::move(words::resolutionFacts(change), std::back_inserter(facts));
    // They are there: the request was verified with them.
    if (const auto parameters = changes::parametersOf(record.change.request)) {
        const std::vector<Fact> more = std::visit(ParameterFacts{.names = names, .joins = change.joins}, *parameters);
        facts.insert(facts.end(), more.begin(), more.end());
    }
    facts.push_back({.name = tr("Reason"), .value = textOf(record.reason)});
    if (record.change.request.reference)
        facts.push_back({.name = tr("Reference"), .value = textOf(record.reference)});
    auto *const list = new design::KeyValueList;
    list->setFacts(std::move(facts));
    m_layout->addWidget(list);
}

void EffectPanel::addDrift(const client::VerifiedChange &change)
{
    if (!changes::isOpen(change.record.state))
        return;
    if (change.obstacle)
        return addObstacle(change);
    const bool drifted = !change.drifted.empty();
    auto *const banner = new design::Banner(drifted ? Tone::Warn : Tone::Ok);
    banner->setObjectName(QStringLiteral("driftBanner"));
    banner->setGlyph(drifted ? Glyph::Warning : Glyph::Check);
    banner->setText(
        drifted
            ? tr("%n device(s) have changed since this was asked. Ask for it again with the devices as they are now.",
                 nullptr, static_cast<int>(change.drifted.size()))
        : change.effect.shifts.empty()
            ? tr("Nothing has changed since it was asked.")
            : tr("Nothing has changed since it was asked, by what the control plane says of the devices."));
    m_layout->addWidget(banner);
}

QString EffectPanel::obstacleText(const client::VerifiedChange &change)
{
    const Problem &obstacle = *change.obstacle;
    if (obstacle.type == ProblemType::KeyNotValid || obstacle.type == ProblemType::NotPermitted)
        return tr("Whoever asked has lost the key or the role since.");
    if (std::holds_alternative<changes::AdmitParameters>(change.record.change.parameters))
        return tr("The group that the devices would join is gone, full, or has a rule by now.");
    if (change.effect.action == changes::groupChange)
        return tr("The group has been changed since. Ask for it again with the group as it is now.");
    return tr("The directory has changed since: %1.").arg(words::problemText(obstacle).title);
}

void EffectPanel::addObstacle(const client::VerifiedChange &change)
{
    auto *const banner = new design::Banner(Tone::Warn);
    banner->setObjectName(QStringLiteral("driftBanner"));
    banner->setGlyph(Glyph::Warning);
    banner->setText(tr("This can no longer be carried out. %1").arg(obstacleText(change)));
    m_layout->addWidget(banner);
}

void EffectPanel::addTargets(const client::VerifiedChange &change)
{
    const changes::MemberChanges moves = words::groupMoves(change);
    if (change.record.state == changes::ChangeState::Executed && !change.effect.shifts.empty())
        return; // the results name each of them
    std::vector<Line> lines;
    for (const changes::TargetLeaf &leaf : change.record.targets.leaves()) {
        const bool isNew = std::ranges::binary_search(moves.added, leaf.handle);
        lines.push_back({.text = isNew ? tr("%1   added").arg(leaf.handle.grouped()) : leaf.handle.grouped(),
                         .hover = words::stateWord(leaf.state).word});
    }
    addDevices(tr("Devices"), QStringLiteral("reviewTargets"), lines);
    lines.clear();
    for (const fleet::DeviceHandle &handle : moves.dropped)
        lines.push_back({.text = handle.grouped(), .hover = {}});
    addDevices(tr("No longer listed"), QStringLiteral("reviewDropped"), lines);
}

void EffectPanel::addDevices(const QString &title, const QString &name, const std::vector<Line> &lines)
{
    if (lines.empty())
        return;
    m_layout->addWidget(new design::SectionTitle(title));
    auto *const list = new QListWidget;
    list->setObjectName(name);
    list->setAccessibleName(tr("Devices of this change"));
    list->setUniformItemSizes(true);
    list->setFont(design::fontFor(TextStyle::MonoSmall));
    list->setLayoutDirection(Qt::LeftToRight);
    for (const Line &line : lines) {
        auto *const item = new QListWidgetItem(line.text, list);
        item->setToolTip(line.hover);
    }
    const int rows = static_cast<int>(std::min<std::size_t>(lines.size(), 6));
    list->setMinimumHeight(rows * design::metrics::compactRowHeight + design::metrics::grid);
    const bool few = lines.size() <= 6;
    list->setMaximumHeight(few ? list->minimumHeight() : QWIDGETSIZE_MAX);
    m_layout->addWidget(list, few ? 0 : 1);
}

} // namespace enigm::views::review
