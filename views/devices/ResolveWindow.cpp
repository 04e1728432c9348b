#include "views/devices/ResolveWindow.h"

#include "contract/fleet/HandleEpoch.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Typography.h"
#include "views/words/ResolutionText.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace enigm::views::devices {

using changes::ResolveHandleParameters;
using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int padding = 3 * design::metrics::grid;

} // namespace

ResolveWindow::ResolveWindow(qint64 now, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_news(new design::Banner(Tone::Danger))
    , m_handle(new QLineEdit)
    , m_day(new QDateEdit)
{
    setObjectName(QStringLiteral("resolveWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const QString title = tr("Resolve a handle");
    setWindowTitle(title);
    resize(600, 280);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(new ToneLabel(title, TextStyle::Title));
    auto *const why = new ToneLabel(tr("A gateway or a detector knows a device by a handle of its own, another one "
                                       "each day. Which device that was is told only where an approver and a security "
                                       "reviewer agree."),
                                    TextStyle::Body, Tone::Muted);
    why->setWordWrap(true);
    layout->addWidget(why);
    m_news->setObjectName(QStringLiteral("resolveNews"));
    m_news->hide();
    layout->addWidget(m_news);
    layout->addWidget(buildForm(now));
    layout->addStretch(1);
    layout->addWidget(buildFoot());
    m_handle->setFocus();
}

QWidget *ResolveWindow::buildForm(qint64 now)
{
    auto *const form = new QWidget;
    auto *const layout = new QFormLayout(form);
    layout->setContentsMargins({});
    m_handle->setObjectName(QStringLiteral("resolveHandle"));
    m_handle->setFont(design::fontFor(TextStyle::Mono));
    m_handle->setLayoutDirection(Qt::LeftToRight);
    m_handle->setPlaceholderText(QStringLiteral("edn1 … / edi1 …"));
    layout->addRow(tr("Handle"), m_handle);
    const QDate today = words::epochDay(fleet::handleEpochAt(now));
    m_day->setObjectName(QStringLiteral("resolveDay"));
    m_day->setCalendarPopup(true);
    m_day->setTimeSpec(Qt::UTC);
    m_day->setDateRange(words::epochDay(0), today);
    m_day->setDate(today);
    layout->addRow(tr("Day it was seen (UTC)"), m_day);
    return form;
}

QWidget *ResolveWindow::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new ToneLabel(tr("Nothing is signed yet."), TextStyle::Secondary, Tone::Muted), 1);
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("resolveCancel"));
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    layout->addWidget(cancel);
    auto *const next = new Button(ButtonRole::Primary, tr("Ask for it…"));
    next->setObjectName(QStringLiteral("resolveNext"));
    connect(next, &QAbstractButton::clicked, this, &ResolveWindow::define);
    layout->addWidget(next);
    return foot;
}

Expected<ResolveHandleParameters> ResolveWindow::parameters() const
{
    const auto handle = fleet::DeviceHandle::parseTyped(m_handle->text());
    if (!handle)
        return refuse(ProblemType::MalformedHandle, tr("This is not a handle: a character is wrong or missing."));
    if (handle->audience() == fleet::HandleAudience::Console)
        return refuse(ProblemType::MalformedHandle,
                      tr("This is the handle by which consoles know the device; there is nothing to resolve."));
    return ResolveHandleParameters{
        .audience = handle->audience(), .epoch = words::epochOfDay(m_day->date()), .handle = *handle};
}

void ResolveWindow::define()
{
    const auto said = parameters();
    if (!said) {
        m_news->setText(said.error().detail); // a sentence of this window's own
        m_news->show();
        m_handle->setFocus();
        return;
    }
    Q_EMIT defined(*said);
    close();
}

void ResolveWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace enigm::views::devices
