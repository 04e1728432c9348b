#include "views/ota/PlanGroupsEditor.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/CellDelegate.h"
#include "views/design/table/TableView.h"
#include "views/ota/PlanGroupWordsProxy.h"
#include "views/ota/PlannedGroupForm.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using models::ota::PlanGroupsModel;
using models::ota::PlannedGroup;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int formWidth = 400;

} // namespace

PlanGroupsEditor::PlanGroupsEditor(const words::GroupNames &groups, qint64 now, QWidget *parent)
    : QWidget(parent)
    , m_now(now)
    , m_table(new design::TableView)
    , m_remove(new Button(ButtonRole::Quiet, tr("Remove")))
    , m_up(new Button(ButtonRole::Quiet, tr("Earlier")))
    , m_down(new Button(ButtonRole::Quiet, tr("Later")))
    , m_outside(design::ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_form(new PlannedGroupForm(groups))
{
    setObjectName(u"planGroups"_s);
    m_table->setModel(new PlanGroupWordsProxy(m_model, groups, now, this));
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * metrics::grid);
    layout->addWidget(buildList(), 1);
    auto *const area = new QScrollArea;
    area->setWidget(m_form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(formWidth);
    layout->addWidget(area);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanGroupsEditor::showCurrent);
    connect(m_form, &PlannedGroupForm::changed, this, [this] {
        if (current() < 0)
            return;
        std::vector<PlannedGroup> changed = m_model.rows();
        changed[static_cast<std::size_t>(current())] = m_form->group();
        take(std::move(changed), current());
    });
    showCurrent();
}

QWidget *PlanGroupsEditor::buildList()
{
    auto *const list = new QWidget;
    auto *const layout = new QVBoxLayout(list);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    m_table->setObjectName(u"planTable"_s);
    m_table->setAccessibleName(tr("Groups, in the order in which they open"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *const number = new design::CellDelegate(design::CellKind::Number, m_table);
    for (const int column : {PlanGroupsModel::Devices, PlanGroupsModel::Success})
        m_table->setItemDelegateForColumn(column, number);
    m_table->setColumns({{.id = u"name"_s, .width = 124, .hidable = false},
                         {.id = u"who"_s, .width = 84},
                         {.id = u"devices"_s, .width = 108},
                         {.id = u"success"_s, .width = 88},
                         {.id = u"errors"_s, .width = 92},
                         {.id = u"soak"_s, .width = 72},
                         {.id = u"starts"_s, .width = 112}});
    m_outside->setObjectName(u"planOutside"_s);
    layout->addWidget(buildActs());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_outside);
    return list;
}

QWidget *PlanGroupsEditor::buildActs()
{
    auto *const acts = new QWidget;
    auto *const layout = new QHBoxLayout(acts);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::half);
    auto *const add = new Button(ButtonRole::Secondary, design::Glyph::Plus, tr("Add a group"));
    add->setObjectName(u"planAdd"_s);
    m_remove->setObjectName(u"planRemove"_s);
    m_up->setObjectName(u"planUp"_s);
    m_down->setObjectName(u"planDown"_s);
    for (Button *const act : {add, m_up, m_down, m_remove})
        layout->addWidget(act);
    layout->addStretch(1);
    connect(add, &QAbstractButton::clicked, this, &PlanGroupsEditor::add);
    connect(m_remove, &QAbstractButton::clicked, this, &PlanGroupsEditor::remove);
    connect(m_up, &QAbstractButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QAbstractButton::clicked, this, [this] { move(1); });
    return acts;
}

int PlanGroupsEditor::current() const
{
    return m_table->currentIndex().row(); // -1: none
}

void PlanGroupsEditor::setGroups(const std::vector<PlannedGroup> &groups, bool soak)
{
    m_soak = soak;
    m_model.setGroups(groups);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    showCurrent();
}

void PlanGroupsEditor::take(std::vector<PlannedGroup> groups, int row)
{
    m_model.setPreview(std::nullopt); // of other groups
    m_outside->clear();
    m_model.setGroups(groups);
    m_table->setCurrentIndex(m_table->model()->index(row, 0));
    showCurrent();
    Q_EMIT changed();
}

void PlanGroupsEditor::add()
{
    std::vector<PlannedGroup> groups = m_model.rows();
    groups.push_back(models::ota::nextGroup(groups, m_now));
    const int last = static_cast<int>(groups.size()) - 1;
    take(std::move(groups), last);
}

void PlanGroupsEditor::remove()
{
    std::vector<PlannedGroup> groups = m_model.rows();
    const int row = current();
    groups.erase(groups.begin() + row);
    take(groups, std::min(row, static_cast<int>(groups.size()) - 1));
}

void PlanGroupsEditor::move(int by)
{
    std::vector<PlannedGroup> groups = m_model.rows();
    const int row = current();
    std::swap(groups[static_cast<std::size_t>(row)], groups[static_cast<std::size_t>(row + by)]);
    take(std::move(groups), row + by);
}

void PlanGroupsEditor::showCurrent()
{
    const int row = current();
    const int last = m_model.rowCount() - 1;
    m_form->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < last);
    if (row >= 0)
        m_form->setGroup(m_model.rows()[static_cast<std::size_t>(row)], m_soak);
}

void PlanGroupsEditor::setPreview(const std::optional<enigm::ota::RolloutPreview> &preview)
{
    m_model.setPreview(preview);
    if (!preview)
        return m_outside->clear();
    m_outside->setText(tr("%1 devices are in no group. Shares are drawn by lot when the change is executed: their "
                          "counts are estimates.")
                           .arg(QLocale().toString(preview->outside)));
}

} // namespace enigm::views::ota
