#include "views/policies/TimesEdit.h"

#include "contract/policy/Conditions.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/PolicyText.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::policies {

using policy::minutesOfDay;
using policy::TimeWindow;

namespace {

constexpr TimeWindow workingHours{.days = 0b0011111, .from = 8 * 60, .minutes = 10 * 60};

QTime timeOf(int minute)
{
    return QTime::fromMSecsSinceStartOfDay(minute % minutesOfDay * 60'000);
}

int minuteOf(const QTime &time)
{
    return time.msecsSinceStartOfDay() / 60'000;
}

} // namespace

TimesEdit::TimesEdit(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_from(new QTimeEdit)
    , m_to(new QTimeEdit)
    , m_add(new design::Button(design::ButtonRole::Quiet, design::Glyph::Plus, tr("Add times")))
    , m_remove(new design::Button(design::ButtonRole::Quiet, design::Glyph::Minus, tr("Remove")))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_list->setObjectName(QStringLiteral("times"));
    m_list->setAccessibleName(tr("Times at which the rule holds"));
    layout->addWidget(m_list, 1);
    m_form = buildForm();
    layout->addWidget(m_form);
    auto *const acts = new QHBoxLayout;
    acts->setSpacing(design::metrics::grid);
    m_add->setObjectName(QStringLiteral("timesAdd"));
    m_remove->setObjectName(QStringLiteral("timesRemove"));
    acts->addWidget(m_add);
    acts->addWidget(m_remove);
    acts->addStretch(1);
    layout->addLayout(acts);
    connect(m_add, &QAbstractButton::clicked, this, &TimesEdit::add);
    connect(m_remove, &QAbstractButton::clicked, this, &TimesEdit::remove);
    connect(m_list, &QListWidget::currentRowChanged, this, &TimesEdit::showCurrent);
    fillList(-1);
}

QWidget *TimesEdit::buildForm()
{
    auto *const form = new QWidget;
    auto *const layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    auto *const days = new QHBoxLayout;
    days->setSpacing(design::metrics::grid);
    for (int day = 0; day < 7; ++day) {
        QCheckBox *&box = m_days[static_cast<std::size_t>(day)];
        box = new QCheckBox(words::dayName(day));
        box->setObjectName(QStringLiteral("timesDay%1").arg(day + 1));
        connect(box, &QCheckBox::toggled, this, &TimesEdit::takeForm);
        days->addWidget(box);
    }
    days->addStretch(1);
    layout->addLayout(days);
    auto *const hours = new QHBoxLayout;
    hours->setSpacing(design::metrics::grid);
    m_from->setObjectName(QStringLiteral("timesFrom"));
    m_from->setAccessibleName(tr("From"));
    m_to->setObjectName(QStringLiteral("timesTo"));
    m_to->setAccessibleName(tr("To"));
    for (QTimeEdit *const edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
        edit->setMinimumWidth(10 * design::metrics::grid);
        connect(edit, &QTimeEdit::timeChanged, this, &TimesEdit::takeForm);
    }
    hours->addWidget(new design::ToneLabel(tr("from")));
    hours->addWidget(m_from);
    hours->addWidget(new design::ToneLabel(tr("to")));
    hours->addWidget(m_to);
    hours->addWidget(new design::ToneLabel(tr("UTC"), design::TextStyle::Secondary, design::Tone::Muted));
    hours->addStretch(1);
    layout->addLayout(hours);
    return form;
}

void TimesEdit::setWindows(std::vector<TimeWindow> windows)
{
    m_windows = std::move(windows);
    fillList(m_windows.empty() ? -1 : 0);
}

std::vector<TimeWindow> TimesEdit::windows() const
{
    std::vector<TimeWindow> windows = m_windows;
    std::ranges::sort(windows);
    const auto rest = std::ranges::unique(windows);
    windows.erase(rest.begin(), rest.end());
    return windows;
}

void TimesEdit::add()
{
    m_windows.push_back(workingHours);
    fillList(static_cast<int>(m_windows.size()) - 1);
    Q_EMIT changed();
}

void TimesEdit::remove()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_windows.erase(m_windows.begin() + row);
    fillList(std::min(row, static_cast<int>(m_windows.size()) - 1));
    Q_EMIT changed();
}

void TimesEdit::fillList(int current)
{
    {
        const QScopedValueRollback showing(m_isShowing, true);
        m_list->clear();
        for (const TimeWindow &window : m_windows)
            m_list->addItem(words::windowText(window));
        m_list->setCurrentRow(current);
    }
    showCurrent();
}

void TimesEdit::showCurrent()
{
    if (m_isShowing)
        return;
    const int row = m_list->currentRow();
    m_form->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_add->setEnabled(m_windows.size() < policy::Conditions::mostTimes);
    if (row < 0)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const TimeWindow &window = m_windows[static_cast<std::size_t>(row)];
    for (int day = 0; day < 7; ++day)
        m_days[static_cast<std::size_t>(day)]->setChecked(window.hasDay(day));
    m_from->setTime(timeOf(window.from));
    m_to->setTime(timeOf(window.from + window.minutes));
}

/// Up to the same time it lasts a whole day; up to an earlier one it goes on past midnight. On no day it could never
/// hold, so that the last day stays.
void TimesEdit::takeForm()
{
    const int row = m_list->currentRow();
    if (m_isShowing || row < 0)
        return;
    TimeWindow &window = m_windows[static_cast<std::size_t>(row)];
    unsigned days = 0;
    for (std::size_t day = 0; day < m_days.size(); ++day)
        days |= m_days[day]->isChecked() ? 1U << day : 0U;
    if (days == 0)
        return showCurrent();
    window.days = days;
    window.from = minuteOf(m_from->time());
    window.minutes = (minuteOf(m_to->time()) - window.from + minutesOfDay) % minutesOfDay;
    if (window.minutes == 0)
        window.minutes = minutesOfDay;
    m_list->item(row)->setText(words::windowText(window));
    Q_EMIT changed();
}

} // namespace enigm::views::policies
