#include "views/enrollment/TicketPanel.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/QrCode.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Typography.h"
#include "views/words/TimeText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace enigm::views::enrollment {

using design::Button;
using design::ButtonRole;
using design::Glyph;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int linesOfText = 4;

} // namespace

TicketPanel::TicketPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new ToneLabel({}, TextStyle::Title))
    , m_goodFor(new ToneLabel({}, TextStyle::Body, Tone::Muted))
    , m_code(new design::QrCode)
    , m_text(new QPlainTextEdit)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(m_title);
    m_goodFor->setWordWrap(true);
    layout->addWidget(m_goodFor);
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    m_text->setObjectName(QStringLiteral("ticketText"));
    m_text->setAccessibleName(tr("Ticket"));
    m_text->setReadOnly(true);
    m_text->setFont(design::fontFor(TextStyle::MonoSmall));
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * linesOfText + 2 * design::metrics::grid);
    layout->addWidget(m_text);
    auto *const note = new ToneLabel(
        tr("Whoever has this ticket can enrol a device, which then waits to be admitted. It is shown this once: the "
           "control plane knows it by its digest alone."),
        TextStyle::Secondary, Tone::Muted);
    note->setWordWrap(true);
    layout->addWidget(note);
    layout->addStretch(1);
    auto *const acts = new QHBoxLayout;
    acts->addStretch(1);
    auto *const copy = new Button(ButtonRole::Secondary, Glyph::Copy, tr("Copy text"));
    copy->setObjectName(QStringLiteral("ticketCopy"));
    connect(copy, &QAbstractButton::clicked, this, &TicketPanel::copy);
    acts->addWidget(copy);
    auto *const done = new Button(ButtonRole::Primary, tr("Done"));
    done->setObjectName(QStringLiteral("ticketDone"));
    connect(done, &QAbstractButton::clicked, this, &TicketPanel::done);
    acts->addWidget(done);
    layout->addLayout(acts);
}

void TicketPanel::show(const client::NewEnrollment &made, qint64 now)
{
    m_title->setText(made.profile.name);
    m_goodFor->setText(tr("Good for %n device(s), until %1.", nullptr, static_cast<int>(made.profile.uses))
                           .arg(words::shortTime(made.profile.expires, now)));
    const signing::Secret text = made.ticket.text();
    m_code->setContent(text.view());
    m_text->setPlainText(QString::fromLatin1(text.view()));
}

void TicketPanel::clear()
{
    m_code->clear();
    m_text->clear();
}

void TicketPanel::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

} // namespace enigm::views::enrollment
