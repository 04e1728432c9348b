#include "views/groups/GroupEditor.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Typography.h"
#include "views/groups/RuleForm.h"
#include "views/words/StateText.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::groups {

using changes::ChangeGroupParameters;
using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int padding = 3 * design::metrics::grid;

QScrollArea *scrolling(QWidget *body)
{
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

} // namespace

GroupEditor::GroupEditor(models::groups::GroupDraft draft, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_draft(std::move(draft))
    , m_news(new design::Banner(Tone::Danger))
    , m_name(new QLineEdit)
    , m_isListed(new QRadioButton(tr("The devices that are ticked here")))
    , m_isByRule(new QRadioButton(tr("Every device with all of this, now and later")))
    , m_pages(new QStackedWidget)
    , m_list(new QListWidget)
    , m_rule(new RuleForm)
{
    setObjectName(QStringLiteral("groupEditor"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const QString title = m_draft.before ? tr("Edit group") : tr("New group");
    setWindowTitle(title);
    resize(680, 620);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(new ToneLabel(title, TextStyle::Title));
    m_news->setObjectName(QStringLiteral("groupNews"));
    m_news->hide();
    layout->addWidget(m_news);
    auto *const form = new QFormLayout;
    m_name->setObjectName(QStringLiteral("groupName"));
    m_name->setMaxLength(changes::GroupDefinition::maxName);
    m_name->setPlaceholderText(tr("What the devices are for; never a person's name"));
    form->addRow(tr("Name"), m_name);
    layout->addLayout(form);
    layout->addWidget(buildKind());
    m_pages->addWidget(buildList());
    m_pages->addWidget(scrolling(m_rule));
    layout->addWidget(m_pages, 1);
    layout->addWidget(buildFoot());
    const bool isByRule = m_draft.before ? !m_draft.before->isStatic() : m_draft.offered.empty();
    (isByRule ? m_isByRule : m_isListed)->setChecked(true);
    if (m_draft.before) {
        m_name->setText(m_draft.before->definition.name);
        if (m_draft.before->definition.rule)
            m_rule->setRule(*m_draft.before->definition.rule);
    }
    m_name->setFocus();
}

QWidget *GroupEditor::buildKind()
{
    auto *const kind = new QWidget;
    auto *const layout = new QVBoxLayout(kind);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_isListed->setObjectName(QStringLiteral("groupIsListed"));
    m_isByRule->setObjectName(QStringLiteral("groupIsByRule"));
    layout->addWidget(m_isListed);
    layout->addWidget(m_isByRule);
    connect(m_isByRule, &QRadioButton::toggled, this, [this](bool isByRule) { m_pages->setCurrentIndex(isByRule); });
    return kind;
}

QWidget *GroupEditor::buildList()
{
    m_list->setObjectName(QStringLiteral("groupDevices"));
    m_list->setAccessibleName(tr("Devices of the group"));
    m_list->setUniformItemSizes(true);
    m_list->setFont(design::fontFor(TextStyle::MonoSmall));
    m_list->setLayoutDirection(Qt::LeftToRight);
    for (const changes::TargetLeaf &device : m_draft.listed)
        addDevice(device, true);
    for (const changes::TargetLeaf &device : m_draft.offered) {
        if (std::ranges::find(m_draft.listed, device.handle, &changes::TargetLeaf::handle) == m_draft.listed.end())
            addDevice(device, !m_draft.before);
    }
    return m_list;
}

void GroupEditor::addDevice(const changes::TargetLeaf &device, bool isListed)
{
    auto *const item = new QListWidgetItem(
        QStringLiteral("%1   %2").arg(device.handle.grouped(), words::stateWord(device.state).word), m_list);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(isListed ? Qt::Checked : Qt::Unchecked);
    m_devices.push_back(device);
}

QWidget *GroupEditor::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    if (m_draft.before) {
        auto *const removal = new Button(ButtonRole::Quiet, tr("Remove group…"));
        removal->setObjectName(QStringLiteral("groupRemove"));
        connect(removal, &QAbstractButton::clicked, this, &GroupEditor::remove);
        layout->addWidget(removal);
    }
    auto *const note = new ToneLabel(tr("Nothing is signed yet."), TextStyle::Secondary, Tone::Muted);
    layout->addWidget(note, 1);
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("groupCancel"));
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    layout->addWidget(cancel);
    auto *const next = new Button(ButtonRole::Primary, tr("Ask for it…"));
    next->setObjectName(QStringLiteral("groupNext"));
    connect(next, &QAbstractButton::clicked, this, &GroupEditor::define);
    layout->addWidget(next);
    return foot;
}

Expected<changes::GroupDefinition> GroupEditor::definition() const
{
    changes::GroupDefinition definition{.name = m_name->text().simplified(), .rule = {}};
    if (definition.name.isEmpty())
        return refuse(ProblemType::OutOfRange, tr("Say what the group is called."));
    if (auto sound = changes::checkGroupName(definition.name); !sound)
        return std::unexpected(sound.error());
    if (m_isListed->isChecked())
        return definition;
    auto rule = m_rule->rule();
    if (!rule)
        return std::unexpected(rule.error());
    definition.rule = std::move(*rule);
    return definition;
}

Expected<changes::TargetSet> GroupEditor::targets() const
{
    std::vector<changes::TargetLeaf> leaves;
    for (int row = 0; m_isListed->isChecked() && row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            leaves.push_back(m_devices[static_cast<std::size_t>(row)]);
    }
    if (leaves.size() > changes::TargetSet::maxTargets)
        return refuse(ProblemType::OutOfRange, tr("A group lists at most %n device(s); more are found by a rule.",
                                                  nullptr, static_cast<int>(changes::TargetSet::maxTargets)));
    return changes::TargetSet::make(std::move(leaves));
}

void GroupEditor::define()
{
    auto defined = definition();
    if (!defined)
        return say(defined.error());
    const auto listed = targets();
    if (!listed)
        return say(listed.error());
    send(m_draft.before ? ChangeGroupParameters::changing(*m_draft.before, std::move(*defined))
                        : ChangeGroupParameters::creating(m_draft.id, std::move(*defined)),
         *listed);
}

void GroupEditor::remove()
{
    send(ChangeGroupParameters::removing(*m_draft.before), {});
}

void GroupEditor::send(const ChangeGroupParameters &parameters, const changes::TargetSet &targets)
{
    Q_EMIT defined(parameters, targets);
    close();
}

/// The problems here are this window's own sentences, or of the name.
void GroupEditor::say(const Problem &problem)
{
    const bool isOfName = problem.type == ProblemType::UnsafeText || problem.type == ProblemType::DirectIdentifier;
    m_news->setText(isOfName
                        ? tr("A name has no mark-up, no invisible characters, and nothing that identifies a person "
                             "or a phone.")
                        : problem.detail);
    m_news->show();
}

void GroupEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace enigm::views::groups
