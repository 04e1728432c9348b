#include "views/enrollment/TicketForm.h"

#include "views/words/StateText.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace enigm::views::enrollment {

namespace {

constexpr int mostName = 80;
constexpr int mostUses = 10'000;
constexpr int mostDays = 90;
constexpr qint64 secondsADay = 86'400;

} // namespace

TicketForm::TicketForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_uses(new QSpinBox)
    , m_days(new QSpinBox)
    , m_level(new QComboBox)
    , m_replaces(new QLineEdit)
{
    auto *const form = new QFormLayout(this);
    form->setContentsMargins({});
    m_name->setObjectName(QStringLiteral("ticketName"));
    m_name->setMaxLength(mostName);
    m_name->setPlaceholderText(tr("What the devices are for"));
    m_uses->setObjectName(QStringLiteral("ticketUses"));
    m_uses->setRange(1, mostUses);
    m_days->setObjectName(QStringLiteral("ticketDays"));
    m_days->setRange(1, mostDays);
    m_level->setObjectName(QStringLiteral("ticketLevel"));
    m_level->addItem(tr("As the organisation asks"));
    for (const fleet::SecurityLevel level : {fleet::SecurityLevel::TrustedEnvironment, fleet::SecurityLevel::StrongBox})
        m_level->addItem(words::securityLevelText(QString(fleet::toWord(level))), static_cast<int>(level));
    m_replaces->setObjectName(QStringLiteral("ticketReplaces"));
    m_replaces->setPlaceholderText(tr("Handle of a replaced device"));
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("For how many devices"), m_uses);
    form->addRow(tr("For how many days"), m_days);
    form->addRow(tr("Least security level"), m_level);
    form->addRow(tr("Takes the place of"), m_replaces);
    connect(m_replaces, &QLineEdit::textChanged, this, &TicketForm::updateUses);
    setFocusProxy(m_name);
}

/// One device takes the place of one device.
void TicketForm::updateUses()
{
    const bool replaces = !m_replaces->text().trimmed().isEmpty();
    if (replaces)
        m_uses->setValue(1);
    m_uses->setEnabled(!replaces);
}

void TicketForm::setReplaced(const QString &handle)
{
    m_replaces->setText(handle);
}

Expected<client::EnrollmentDraft> TicketForm::draft(qint64 now) const
{
    client::EnrollmentDraft draft{
        .name = m_name->text().simplified(), .uses = m_uses->value(), .expires = now + m_days->value() * secondsADay};
    if (draft.name.isEmpty())
        return refuse(ProblemType::OutOfRange, tr("Say what the devices are for."));
    if (m_level->currentData().isValid())
        draft.leastLevel = static_cast<fleet::SecurityLevel>(m_level->currentData().toInt());
    if (const QString text = m_replaces->text().trimmed(); !text.isEmpty()) {
        const auto handle = fleet::DeviceHandle::parseTyped(text);
        if (!handle || handle->audience() != fleet::HandleAudience::Console)
            return refuse(ProblemType::MalformedHandle,
                          tr("This is not the handle of a device: its checksum is wrong."));
        draft.replaces = *handle;
    }
    return draft;
}

} // namespace enigm::views::enrollment
