#include "views/policies/WhatIfPanel.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/policies/AffectedWordsProxy.h"
#include "views/policies/OutcomeTableModel.h"
#include "views/words/PolicyText.h"
#include "views/words/TimeText.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

namespace enigm::views::policies {

using design::Glyph;
using design::TextStyle;
using design::Tone;
using models::policies::AffectedDevicesModel;
using models::policies::WhatIfAnswer;

namespace {

constexpr int mostQuestionRows = 5;

} // namespace

WhatIfPanel::WhatIfPanel(models::policies::WhatIfRun &run, QWidget *parent)
    : QWidget(parent)
    , m_run(run)
    , m_outcomes(new OutcomeTableModel(this))
    , m_words(new AffectedWordsProxy(m_affected, this))
    , m_losing(new design::StateBadge)
    , m_gaining(new design::StateBadge)
    , m_computed(design::ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_questions(new design::TableView)
    , m_devicesTitle(new design::SectionTitle(tr("Device by device")))
    , m_devices(new design::TableView)
    , m_all(new design::Button(design::ButtonRole::Quiet, tr("Every question")))
{
    setObjectName(QStringLiteral("whatIf"));
    auto *const content = new QWidget;
    auto *const column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(design::metrics::grid);
    column->addWidget(buildSum());
    buildQuestions();
    column->addWidget(m_questions);
    column->addWidget(buildDevices(), 1);
    column->addWidget(m_computed);
    m_stack = new design::StateStack(content);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connect(m_stack, &design::StateStack::retryRequested, this, &WhatIfPanel::retryRequested);
    connect(&m_run, &models::policies::WhatIfRun::changed, this, &WhatIfPanel::showAnswer);
    showAnswer();
}

QWidget *WhatIfPanel::buildSum()
{
    auto *const sum = new QWidget;
    auto *const layout = new QHBoxLayout(sum);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_losing->setObjectName(QStringLiteral("whatIfLosing"));
    m_gaining->setObjectName(QStringLiteral("whatIfGaining"));
    m_computed->setObjectName(QStringLiteral("whatIfComputed"));
    layout->addWidget(m_losing);
    layout->addWidget(m_gaining);
    layout->addStretch(1);
    return sum;
}

void WhatIfPanel::buildQuestions()
{
    m_questions->setObjectName(QStringLiteral("whatIfQuestions"));
    m_questions->setAccessibleName(tr("What devices may do, now and then"));
    m_questions->setCompact(true);
    m_questions->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_questions->setSelectionMode(QAbstractItemView::SingleSelection);
    m_questions->setModel(m_outcomes);
    auto *const states = new design::StateDelegate(
        [this](const QModelIndex &index) { return m_outcomes->stateWord(index); }, m_questions);
    m_questions->setItemDelegateForColumn(OutcomeTableModel::Loses, states);
    m_questions->setItemDelegateForColumn(OutcomeTableModel::Gains, states);
    auto *const numbers = new design::CellDelegate(design::CellKind::Number, m_questions);
    m_questions->setItemDelegateForColumn(OutcomeTableModel::Before, numbers);
    m_questions->setItemDelegateForColumn(OutcomeTableModel::After, numbers);
    m_questions->setColumns({{.id = QStringLiteral("question"), .width = 156, .hidable = false},
                             {.id = QStringLiteral("loses"), .width = 68, .hidable = false},
                             {.id = QStringLiteral("gains"), .width = 92, .hidable = false},
                             {.id = QStringLiteral("before"), .width = 52},
                             {.id = QStringLiteral("after"), .width = 52}});
    m_questions->horizontalHeader()->setStretchLastSection(false);
    m_questions->horizontalHeader()->setSectionResizeMode(OutcomeTableModel::Question, QHeaderView::Stretch);
    connect(m_questions->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WhatIfPanel::chooseQuestion);
}

QWidget *WhatIfPanel::buildDevices()
{
    auto *const devices = new QWidget;
    auto *const layout = new QVBoxLayout(devices);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::half);
    m_all->setObjectName(QStringLiteral("whatIfAll"));
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        m_questions->clearSelection();
        m_questions->setCurrentIndex({});
    });
    m_devicesTitle->addAct(m_all);
    layout->addWidget(m_devicesTitle);
    m_devices->setObjectName(QStringLiteral("whatIfDevices"));
    m_devices->setAccessibleName(tr("Devices that gain or lose something"));
    m_devices->setCompact(true);
    m_devices->setModel(m_words);
    m_devices->setCopyRole(AffectedWordsProxy::wholeRole);
    m_devices->setItemDelegateForColumn(AffectedDevicesModel::Handle,
                                        new design::CellDelegate(design::CellKind::Code, m_devices));
    m_devices->setColumns({{.id = QStringLiteral("handle"), .width = 176, .hidable = false},
                           {.id = QStringLiteral("loses"), .width = 128},
                           {.id = QStringLiteral("gains"), .width = 80}});
    for (const int column : {AffectedDevicesModel::Loses, AffectedDevicesModel::Gains})
        m_devices->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    connect(m_devices, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT deviceChosen(m_words->handle(index).text()); });
    layout->addWidget(m_devices, 1);
    return devices;
}

void WhatIfPanel::setFleetState(const design::PaneState &state)
{
    m_fleetState = state;
    showAnswer();
}

void WhatIfPanel::setNothingToCompute(const QString &sentence)
{
    m_nothing = sentence;
    showAnswer();
}

void WhatIfPanel::showAnswer()
{
    const auto &answer = m_run.answer();
    if (!m_nothing.isEmpty()) {
        m_stack->setState(
            design::pane::Empty{.glyph = Glyph::Policies, .title = tr("No device is touched"), .sentence = m_nothing});
        return;
    }
    if (!answer) {
        m_stack->setState(m_run.fleet() ? design::PaneState(design::pane::Loading{}) : m_fleetState);
        return;
    }
    if (answer->outcomes.empty()) {
        m_stack->setState(
            design::pane::Empty{.glyph = Glyph::Check,
                                .title = tr("Nothing changes"),
                                .sentence = tr("What devices may do stays as it is by the policies in force.")});
        return;
    }
    m_stack->setState(design::pane::Content{});
    showSum(*answer);
    const int row = m_questions->currentIndex().row();
    m_affected.setAnswer(answer);
    m_outcomes->setAnswer(answer);
    if (row >= 0 && row < m_outcomes->rowCount())
        m_questions->setCurrentIndex(m_outcomes->index(row, 0));
    m_questions->setFixedHeight(m_questions->horizontalHeader()->height() +
                                std::min(m_outcomes->rowCount(), mostQuestionRows) *
                                    m_questions->verticalHeader()->defaultSectionSize() +
                                2 * m_questions->frameWidth());
    chooseQuestion();
}

void WhatIfPanel::showSum(const WhatIfAnswer &answer)
{
    const auto lose = static_cast<int>(answer.losing);
    const auto gain = static_cast<int>(answer.gaining);
    m_losing->setState(
        lose > 0 ? design::StateWord{Glyph::Blocked, tr("%n device(s) lose something", nullptr, lose), Tone::Danger}
                 : design::StateWord{Glyph::Check, tr("No device loses anything"), Tone::Ok});
    m_gaining->setState(
        gain > 0 ? design::StateWord{Glyph::Plus, tr("%n device(s) gain something", nullptr, gain), Tone::Warn}
                 : design::StateWord{Glyph::Check, tr("No device gains anything"), Tone::Ok});
    QString computed =
        tr("Computed over %n device(s) as of %1.", nullptr, static_cast<int>(answer.fleet->columns().size()))
            .arg(words::exactTime(answer.fleet->asOf()));
    if (!m_supposition.isEmpty())
        computed += u' ' + m_supposition;
    if (answer.hangsOnTime)
        computed +=
            u' ' +
            tr("Some rules look at the time: this is how it would be at %1.").arg(words::exactTime(answer.asked));
    if (m_run.isBusy())
        computed += u' ' + tr("The next answer is on its way.");
    m_computed->setText(computed);
}

void WhatIfPanel::chooseQuestion()
{
    const QModelIndex current = m_questions->currentIndex();
    AffectedDevicesModel::Choice choice;
    if (current.isValid())
        choice.question = static_cast<std::size_t>(current.row());
    m_affected.setChoice(choice);
    m_all->setVisible(current.isValid());
    showDevices();
}

void WhatIfPanel::showDevices()
{
    const int rows = m_affected.rowCount();
    m_devicesTitle->setDetail(rows > 0 ? QLocale().toString(rows) : tr("none"));
    m_devices->setVisible(rows > 0);
}

} // namespace enigm::views::policies
