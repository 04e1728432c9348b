#include "views/ota/PlanLimitsForm.h"

#include "views/design/facts/ToneLabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSpinBox>

namespace enigm::views::ota {

using enigm::ota::RetryPlan;
using enigm::ota::RolloutPlan;
using models::ota::PlanDraft;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3600;
constexpr qint64 day = 24 * hour;
constexpr qint64 kibibyte = 1024;
constexpr int longestObedience = 180; // days
constexpr int mostKibibytes = 10'000'000;
constexpr int boxWidth = 160;

QSpinBox *numberBox(const QString &name, int from, int to, const QString &unit)
{
    auto *const box = new QSpinBox;
    box->setObjectName(name);
    box->setRange(from, to);
    box->setSuffix(unit);
    box->setMinimumWidth(boxWidth);
    return box;
}

} // namespace

PlanLimitsForm::PlanLimitsForm(QWidget *parent)
    : QWidget(parent)
    , m_silence(numberBox(u"planSilence"_s, 1, static_cast<int>(RolloutPlan::longestSilence / hour),
                          tr(" h", "after a number")))
    , m_attempts(
          numberBox(u"planAttempts"_s, 1, static_cast<int>(RetryPlan::mostAttempts), tr(" attempts", "after a number")))
    , m_after(numberBox(u"planRetryAfter"_s, 1, static_cast<int>(RetryPlan::longestWait / hour),
                        tr(" h", "after a number")))
    , m_hasRate(new QCheckBox(tr("at most")))
    , m_rate(numberBox(u"planRate"_s, 1, mostKibibytes, tr(" KiB/s", "after a number")))
    , m_obey(numberBox(u"planObey"_s, 1, longestObedience, tr(" days", "after a number")))
{
    setObjectName(u"planLimits"_s);
    auto *const form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(2 * design::metrics::grid);
    form->setVerticalSpacing(2 * design::metrics::grid);
    m_hasRate->setObjectName(u"planHasRate"_s);
    m_rate->setAccessibleName(tr("Rate of all downloads together"));
    m_rate->setEnabled(false);
    auto *const rate = new QWidget;
    auto *const layout = new QHBoxLayout(rate);
    layout->setContentsMargins({});
    layout->addWidget(m_hasRate);
    layout->addWidget(m_rate);
    layout->addStretch(1);
    form->addRow(tr("A silent device fails after"), m_silence);
    form->addRow(tr("A device tries"), m_attempts);
    form->addRow(tr("It tries again after"), m_after);
    form->addRow(tr("All downloads together"), rate);
    form->addRow(tr("Devices obey the start for"), m_obey);
    auto *const note = design::ToneLabel::wrapping(
        tr("It tries again where the download broke off, or space or power were missing; each time it waits twice as "
           "long. Anything else is a failure at once."),
        design::TextStyle::Secondary, design::Tone::Muted);
    form->addRow(note);
    for (QSpinBox *const box : {m_silence, m_attempts, m_after, m_rate, m_obey})
        connect(box, &QSpinBox::valueChanged, this, &PlanLimitsForm::changed);
    connect(m_hasRate, &QCheckBox::toggled, this, [this](bool isOn) {
        m_rate->setEnabled(isOn);
        Q_EMIT changed();
    });
}

void PlanLimitsForm::setDraft(const PlanDraft &draft)
{
    m_silence->setValue(static_cast<int>(draft.silentAfter / hour));
    m_attempts->setValue(static_cast<int>(draft.retry.attempts));
    m_after->setValue(static_cast<int>(draft.retry.after / hour));
    m_hasRate->setChecked(draft.rate.has_value());
    m_rate->setValue(static_cast<int>(draft.rate.value_or(kibibyte * kibibyte) / kibibyte));
    m_obey->setValue(static_cast<int>(draft.obeyWithin / day));
}

void PlanLimitsForm::writeTo(PlanDraft &draft) const
{
    draft.silentAfter = m_silence->value() * hour;
    draft.retry = {.after = m_after->value() * hour, .attempts = m_attempts->value()};
    draft.rate = m_hasRate->isChecked() ? std::optional(m_rate->value() * kibibyte) : std::nullopt;
    draft.obeyWithin = m_obey->value() * day;
}

} // namespace enigm::views::ota
