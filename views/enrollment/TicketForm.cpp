#include "views/enrollment/TicketForm.h"

#include "contract/enrollment/ProfileTerms.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/panes/PathDialog.h"
#include "views/words/StateText.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace enigm::views::enrollment {

namespace {

constexpr qint64 secondsADay = 86'400;
constexpr qint64 largestFile = 1024 * 1024; ///< of announced keys

} // namespace

TicketForm::TicketForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_uses(new QSpinBox)
    , m_days(new QSpinBox)
    , m_level(new QComboBox)
    , m_replaces(new QLineEdit)
    , m_group(new QComboBox)
{
    auto *const form = new QFormLayout(this);
    form->setContentsMargins({});
    m_name->setObjectName(QStringLiteral("ticketName"));
    m_name->setMaxLength(enigm::enrollment::mostProfileName);
    m_name->setPlaceholderText(tr("What the devices are for"));
    m_uses->setObjectName(QStringLiteral("ticketUses"));
    m_uses->setRange(1, static_cast<int>(enigm::enrollment::mostProfileUses));
    m_days->setObjectName(QStringLiteral("ticketDays"));
    m_days->setRange(1, static_cast<int>(enigm::enrollment::longestProfileDays));
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
    m_group->setObjectName(QStringLiteral("ticketGroup"));
    m_group->addItem(tr("None"));
    form->addRow(tr("Joins group"), m_group);
    form->addRow(tr("Announced keys"), buildKeys());
    connect(m_replaces, &QLineEdit::textChanged, this, &TicketForm::updateUses);
    setFocusProxy(m_name);
}

/// Of which keys a device must hold one, from a file: nobody types digests.
QWidget *TicketForm::buildKeys()
{
    m_keysText = new design::ToneLabel({}, design::TextStyle::Body, design::Tone::Muted);
    m_keysText->setObjectName(QStringLiteral("ticketKeys"));
    auto *const choose = new design::Button(design::ButtonRole::Secondary, tr("From file…"));
    choose->setObjectName(QStringLiteral("ticketKeysFile"));
    choose->setToolTip(tr("A text file with the SHA-256 of one public key on each line"));
    connect(choose, &QAbstractButton::clicked, this, [this] {
        panes::askOpenPath(this, {.title = tr("Announced keys"), .filter = {}},
                           [this](const QString &path) { readKeys(path); });
    });
    m_clearKeys = new design::Button(design::ButtonRole::Secondary, tr("Clear"));
    m_clearKeys->setObjectName(QStringLiteral("ticketKeysClear"));
    connect(m_clearKeys, &QAbstractButton::clicked, this, &TicketForm::clearKeys);
    auto *const row = new QWidget;
    auto *const line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(m_keysText, 1);
    line->addWidget(m_clearKeys);
    line->addWidget(choose);
    updateKeys();
    return row;
}

void TicketForm::readKeys(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT refused({ProblemType::FileUnreadable, file.errorString(), path});
        return;
    }
    const QByteArray text = file.read(largestFile + 1);
    auto keys = text.size() > largestFile ? refuse(ProblemType::OutOfRange, QString())
                                          : enigm::enrollment::parseAnnouncedKeys(text);
    if (!keys) {
        Q_EMIT refused(
            {keys.error().type,
             keys.error().where.isEmpty()
                 ? tr("This is not a list of keys: it has the SHA-256 of one public key on each line, and at "
                      "most 1,000 of them.")
                 : tr("This is not a list of keys (%1): it has the SHA-256 of one public key on each line, "
                      "and at most 1,000 of them.")
                       .arg(keys.error().where),
             {}});
        return;
    }
    m_keys = std::move(*keys);
    m_keysFile = QFileInfo(path).fileName();
    updateKeys();
    Q_EMIT keysChanged();
}

void TicketForm::clearKeys()
{
    m_keys.clear();
    updateKeys();
    Q_EMIT keysChanged();
}

void TicketForm::updateKeys()
{
    m_keysText->setText(m_keys.empty()
                            ? tr("Any device")
                            : tr("%n key(s) of %1", nullptr, static_cast<int>(m_keys.size())).arg(m_keysFile));
    m_clearKeys->setVisible(!m_keys.empty());
}

void TicketForm::offerGroups(const std::vector<client::ListedGroup> &groups)
{
    const QVariant chosen = m_group->currentData();
    m_group->clear();
    m_group->addItem(tr("None"));
    for (const client::ListedGroup &group : groups) {
        if (!group.definition.rule)
            m_group->addItem(group.definition.name, group.id);
    }
    if (chosen.isValid())
        m_group->setCurrentIndex(std::max(0, m_group->findData(chosen)));
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
    if (m_group->currentData().isValid())
        draft.group = m_group->currentData().toString();
    draft.keys = m_keys;
    return draft;
}

} // namespace enigm::views::enrollment
