#include "views/stepup/SheetStepUpPrompt.h"

#include "views/design/controls/Button.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/shell/Sheet.h"
#include "views/stepup/StepUpBody.h"

#include <qcoro/qcorosignal.h>

namespace enigm::views::stepup {

namespace {

constexpr int panelWidth = 400;

} // namespace

SheetStepUpPrompt::SheetStepUpPrompt(std::function<QWidget *()> window, QObject *parent)
    : QObject(parent)
    , m_window(std::move(window))
{}

SheetStepUpPrompt::~SheetStepUpPrompt() = default;

void SheetStepUpPrompt::openSheet()
{
    m_sheet = new design::Sheet(m_window());
    m_body = new StepUpBody;
    m_sheet->setTitle(tr("Confirm with your PIN"));
    m_sheet->setPanelWidth(panelWidth);
    m_sheet->setBody(m_body);
    auto *const cancel = new design::Button(design::ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("stepUpCancel"));
    m_sheet->addButton(cancel);
    connect(cancel, &QAbstractButton::clicked, m_sheet, &design::Sheet::cancel);
    connect(m_body->pin(), &design::PinEdit::completed, this, [this] { Q_EMIT answered(true); });
    connect(m_sheet, &design::Sheet::cancelled, this, [this] { Q_EMIT answered(false); });
    // A window that is closed takes its sheet along: that cancels too.
    connect(m_sheet, &QObject::destroyed, this, [this] { Q_EMIT answered(false); });
}

client::Task<Expected<signing::Secret>> SheetStepUpPrompt::askPin(client::StepUpQuestion question)
{
    if (!m_sheet)
        openSheet();
    m_body->setQuestion(question);
    m_sheet->open(m_body->pin());
    const bool confirmed = co_await qCoro(this, &SheetStepUpPrompt::answered);
    if (!confirmed || !m_body)
        co_return refuse(ProblemType::Cancelled);
    QByteArray digits = m_body->pin()->take();
    m_body->setChecking(true);
    co_return signing::Secret::taking(digits);
}

void SheetStepUpPrompt::finished()
{
    if (!m_sheet)
        return;
    disconnect(m_sheet, nullptr, this, nullptr);
    m_sheet->accept();
    m_sheet->deleteLater();
    m_sheet.clear();
}

} // namespace enigm::views::stepup
