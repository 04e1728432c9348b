#include "views/devices/EndOfLifeSection.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace enigm::views::devices {

using design::Button;
using design::Glyph;
using design::StateBadge;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EndOfLifeSection)
};

StateBadge *stateBadge(bool isAcknowledged)
{
    auto *badge = new StateBadge(
        isAcknowledged
            ? design::StateWord{Glyph::Check, Words::tr("Acknowledged by the device"), Tone::Info}
            : design::StateWord{Glyph::Hourglass, Words::tr("Waits for the device's acknowledgement"), Tone::Warn},
        StateBadge::Shape::Plain);
    badge->setObjectName(QStringLiteral("endOfLifeState"));
    return badge;
}

ToneLabel *sinceLabel(const client::DeviceCommand &end, bool isAcknowledged, qint64 now)
{
    const qint64 since = isAcknowledged ? end.answered.value_or(end.queued) : end.queued;
    auto *label = new ToneLabel(isAcknowledged ? words::relativeTime(since, now)
                                               : Words::tr("Executed %1").arg(words::relativeTime(since, now)),
                                TextStyle::Secondary, Tone::Muted);
    label->setObjectName(QStringLiteral("endOfLifeSince"));
    label->setToolTip(words::exactTime(since));
    return label;
}

Button *saveButton(bool isBusy, const std::function<void()> &save)
{
    auto *button = new Button(design::ButtonRole::Secondary, Glyph::Export, Words::tr("Save end-of-life record…"));
    button->setObjectName(QStringLiteral("saveEndOfLife"));
    if (isBusy)
        button->deny(Words::tr("The record is being fetched and verified."));
    QObject::connect(button, &QAbstractButton::clicked, button, save);
    return button;
}

QLayout *newsLine(const SavingNews &news)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(design::metrics::grid);
    auto *text = ToneLabel::wrapping(news.text, TextStyle::Body, news.tone);
    text->setObjectName(QStringLiteral("endOfLifeNews"));
    line->addWidget(new StateBadge({news.glyph, {}, news.tone}, StateBadge::Shape::Plain), 0, Qt::AlignTop);
    line->addWidget(text, 1);
    return line;
}

} // namespace

QWidget *endOfLifeSection(const client::DeviceDetail &detail, const std::optional<SavingNews> &news, qint64 now,
                          const std::function<void()> &save)
{
    if (!fleet::isFinal(detail.device.state))
        return nullptr;
    const client::DeviceCommand *const end = client::endOf(detail);
    const bool isAcknowledged = end && end->state == fleet::CommandState::Acknowledged;
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceEndOfLife"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half);
    column->addWidget(stateBadge(isAcknowledged), 0, Qt::AlignLeading);
    if (end)
        column->addWidget(sinceLabel(*end, isAcknowledged, now));
    column->addWidget(ToneLabel::wrapping(
        isAcknowledged
            ? Words::tr("The record proves, without this control plane, who asked for the end, who signed it "
                        "off, and that the device itself has acknowledged it.")
            : Words::tr("The control plane has done its part. There is a record once the device has signed "
                        "that it did as it was told."),
        TextStyle::Secondary, Tone::Muted));
    if (!isAcknowledged)
        return body;
    column->addWidget(saveButton(news && news->isBusy, save), 0, Qt::AlignLeading);
    if (news)
        column->addLayout(newsLine(*news));
    return body;
}

} // namespace enigm::views::devices
