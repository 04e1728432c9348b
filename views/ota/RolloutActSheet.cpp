#include "views/ota/RolloutActSheet.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int panelWidth = 480;
constexpr int maxReason = 500;

struct SheetText
{
    QString title;
    QString sentence;
    QString verb;
};

SheetText textOf(RolloutAct act, const QString &version)
{
    switch (act) {
    case RolloutAct::Pause:
        return {RolloutActSheet::tr("Pause the rollout of %1").arg(version),
                RolloutActSheet::tr("No group opens and no device is offered the update any more. Devices that have "
                                    "begun may end. Others have to approve before it goes on."),
                RolloutActSheet::tr("Step up and pause")};
    case RolloutAct::Halt:
        return {RolloutActSheet::tr("Halt the rollout of %1").arg(version),
                RolloutActSheet::tr("At once no device is offered the update any more. Devices that have begun may "
                                    "end. Others have to approve before it goes on."),
                RolloutActSheet::tr("Step up and halt")};
    case RolloutAct::Withdraw:
        return {RolloutActSheet::tr("Withdraw the rollout of %1").arg(version),
                RolloutActSheet::tr("It ends for good: nobody can resume it. Devices that have the update keep it."),
                RolloutActSheet::tr("Step up and withdraw")};
    case RolloutAct::Resume:
        break; // is composed as a change
    }
    Q_UNREACHABLE();
}

} // namespace

RolloutActSheet::RolloutActSheet(RolloutAct act, const QString &version, QWidget *window)
    : QObject(window)
    , m_act(act)
    , m_sheet(new design::Sheet(window))
    , m_reason(new QLineEdit)
    , m_confirm(
          new Button(act == RolloutAct::Pause ? ButtonRole::Primary : ButtonRole::Danger, textOf(act, version).verb))
{
    const SheetText text = textOf(act, version);
    m_sheet->setObjectName(u"rolloutActSheet"_s);
    m_sheet->setTitle(text.title);
    m_sheet->setPanelWidth(panelWidth);
    m_sheet->setBody(buildBody(text.sentence));
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(u"rolloutActCancel"_s);
    m_confirm->setObjectName(u"rolloutActConfirm"_s);
    m_confirm->deny(tr("Say why: the reason goes into the log."));
    m_sheet->addButton(cancel);
    m_sheet->addButton(m_confirm);
    connect(cancel, &QAbstractButton::clicked, m_sheet, &design::Sheet::cancel);
    connect(m_confirm, &QAbstractButton::clicked, this, &RolloutActSheet::confirm);
    connect(m_reason, &QLineEdit::textChanged, this, [this](const QString &reason) {
        if (reason.trimmed().isEmpty())
            m_confirm->deny(tr("Say why: the reason goes into the log."));
        else
            m_confirm->allow();
    });
    for (const auto closed : {&design::Sheet::accepted, &design::Sheet::cancelled}) {
        connect(m_sheet, closed, m_sheet, &QObject::deleteLater);
        connect(m_sheet, closed, this, &QObject::deleteLater);
    }
    m_sheet->open(m_reason);
}

QWidget *RolloutActSheet::buildBody(const QString &sentence)
{
    auto *const body = new QWidget;
    auto *const layout = new QVBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(ToneLabel::wrapping(sentence, TextStyle::Body, Tone::Neutral));
    layout->addWidget(new ToneLabel(tr("Reason"), TextStyle::Body, Tone::Muted));
    m_reason->setObjectName(u"rolloutActReason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(maxReason);
    m_reason->setPlaceholderText(tr("Why, in words that name no person and no phone number"));
    layout->addWidget(m_reason);
    layout->addWidget(ToneLabel::wrapping(tr("Your signature alone is enough, and the log shows it."),
                                          TextStyle::Secondary, Tone::Muted));
    return body;
}

void RolloutActSheet::confirm()
{
    const QString reason = m_reason->text().trimmed();
    m_sheet->accept();
    Q_EMIT confirmed(m_act, reason);
}

} // namespace enigm::views::ota
