#include "views/ota/PlannedGroupForm.h"

#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Typography.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace enigm::views::ota {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::ota::GroupBy;
using models::ota::PlannedGroup;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int handlesHeight = 72;
constexpr qint64 hour = 3600;
constexpr int minute = 60;

QWidget *rowOf(std::initializer_list<QWidget *> parts)
{
    auto *const row = new QWidget;
    auto *const layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    for (QWidget *const part : parts)
        layout->addWidget(part);
    layout->addStretch(1);
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return row;
}

QDoubleSpinBox *percentage(const QString &name)
{
    auto *const box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setRange(0, 100);
    box->setDecimals(1);
    box->setSuffix(PlannedGroupForm::tr(" %", "after a number"));
    return box;
}

qint64 thousandths(const QDoubleSpinBox &box)
{
    return std::llround(box.value() * 10);
}

int minuteOf(const QTimeEdit &edit)
{
    return QTime(0, 0).secsTo(edit.time()) / minute;
}

QTime timeOf(int minutes)
{
    return QTime(0, 0).addSecs(minutes * minute);
}

} // namespace

PlannedGroupForm::PlannedGroupForm(const words::GroupNames &groups, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_by(new QComboBox)
    , m_share(percentage(u"groupShare"_s))
    , m_deviceGroup(new QComboBox)
    , m_handles(new QPlainTextEdit)
    , m_handlesNote(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Danger))
    , m_success(percentage(u"groupSuccess"_s))
    , m_hasErrorShare(new QCheckBox(tr("a share of")))
    , m_errorShare(percentage(u"groupErrorShare"_s))
    , m_hasErrorCount(new QCheckBox(tr("a count of")))
    , m_errorCount(new QSpinBox)
    , m_soak(new QSpinBox)
    , m_starts(new QDateTimeEdit)
    , m_hasWindow(new QCheckBox(tr("only from")))
    , m_windowFrom(new QTimeEdit)
    , m_windowTo(new QTimeEdit)
{
    setObjectName(u"groupForm"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // what is left over belongs below it
    auto *const form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setVerticalSpacing(metrics::grid);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_name->setObjectName(u"groupName"_s);
    m_name->setMaxLength(static_cast<int>(enigm::ota::RolloutGroup::longestName));
    m_name->setPlaceholderText(tr("such as First hundred"));
    form->addRow(tr("Name"), m_name);
    connect(m_name, &QLineEdit::textEdited, this, &PlannedGroupForm::say);
    buildDevices(*form, groups);
    buildTimes(*form);
    buildLimits(*form);
}

void PlannedGroupForm::buildDevices(QFormLayout &form, const words::GroupNames &groups)
{
    m_by->setObjectName(u"groupBy"_s);
    m_by->setAccessibleName(tr("How its devices are chosen"));
    m_by->addItems({tr("A share of all devices, drawn by lot"), tr("A device group"), tr("Devices by hand")});
    form.addRow(tr("Devices"), m_by);
    m_share->setAccessibleName(tr("Share of all devices"));
    m_deviceGroup->setObjectName(u"groupDeviceGroup"_s);
    m_deviceGroup->setAccessibleName(tr("Device group"));
    m_deviceGroup->addItem(tr("Choose a group"), QString());
    for (auto group = groups.begin(); group != groups.end(); ++group)
        m_deviceGroup->addItem(group.value(), group.key());
    m_handles->setObjectName(u"groupHandles"_s);
    m_handles->setAccessibleName(tr("Handles of the devices"));
    m_handles->setPlaceholderText(tr("One handle a line"));
    m_handles->setTabChangesFocus(true);
    m_handles->setFixedHeight(handlesHeight);
    m_handles->setFont(design::fontFor(TextStyle::MonoSmall));
    m_handlesNote->setObjectName(u"groupHandlesNote"_s);
    for (QWidget *const row : {static_cast<QWidget *>(m_share), static_cast<QWidget *>(m_deviceGroup),
                               static_cast<QWidget *>(m_handles), static_cast<QWidget *>(m_handlesNote)})
        form.addRow(QString(), row);
    connect(m_by, &QComboBox::activated, this, [this] {
        showDevices();
        say();
    });
    connect(m_share, &QDoubleSpinBox::valueChanged, this, &PlannedGroupForm::say);
    connect(m_deviceGroup, &QComboBox::activated, this, &PlannedGroupForm::say);
    connect(m_handles, &QPlainTextEdit::textChanged, this, [this] {
        readHandles();
        say();
    });
}

void PlannedGroupForm::buildTimes(QFormLayout &form)
{
    m_starts->setObjectName(u"groupStarts"_s);
    m_starts->setCalendarPopup(true);
    m_starts->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat) + u" HH:mm"_s);
    m_soak->setObjectName(u"groupSoak"_s);
    m_soak->setRange(0, static_cast<int>(enigm::ota::RolloutGroup::longestSoak / hour));
    m_soak->setSuffix(tr(" h", "after a number"));
    m_soak->setSpecialValueText(tr("not at all"));
    m_hasWindow->setObjectName(u"groupHasWindow"_s);
    m_windowFrom->setObjectName(u"groupWindowFrom"_s);
    m_windowFrom->setAccessibleName(tr("Offered from, UTC"));
    m_windowTo->setObjectName(u"groupWindowTo"_s);
    m_windowTo->setAccessibleName(tr("Offered up to, UTC"));
    form.addRow(tr("Not before"), m_starts);
    form.addRow(tr("Time of day"), rowOf({m_hasWindow, m_windowFrom, new QLabel(tr("to", "a time of day")), m_windowTo,
                                          new ToneLabel(tr("UTC"), TextStyle::Secondary, Tone::Muted)}));
    form.addRow(tr("Soaks"), m_soak);
    connect(m_starts, &QDateTimeEdit::dateTimeChanged, this, &PlannedGroupForm::say);
    connect(m_soak, &QSpinBox::valueChanged, this, &PlannedGroupForm::say);
    for (QTimeEdit *const edit : {m_windowFrom, m_windowTo}) {
        edit->setDisplayFormat(u"HH:mm"_s);
        connect(edit, &QTimeEdit::timeChanged, this, &PlannedGroupForm::say);
    }
    connect(m_hasWindow, &QCheckBox::toggled, this, [this](bool isOn) {
        m_windowFrom->setEnabled(isOn);
        m_windowTo->setEnabled(isOn);
        say();
    });
}

void PlannedGroupForm::buildLimits(QFormLayout &form)
{
    m_hasErrorShare->setObjectName(u"groupHasErrorShare"_s);
    m_hasErrorCount->setObjectName(u"groupHasErrorCount"_s);
    m_errorCount->setObjectName(u"groupErrorCount"_s);
    m_errorCount->setRange(0, 1'000'000);
    m_errorCount->setSuffix(tr(" devices", "after a number"));
    m_errorShare->setAccessibleName(tr("Share of failures that it bears"));
    m_errorCount->setAccessibleName(tr("Count of failures that it bears"));
    form.addRow(tr("Complete at"),
                rowOf({m_success, new ToneLabel(tr("of its eligible devices"), TextStyle::Secondary, Tone::Muted)}));
    form.addRow(tr("Halts above"), rowOf({m_hasErrorShare, m_errorShare}));
    form.addRow(tr("or above"), rowOf({m_hasErrorCount, m_errorCount}));
    for (QDoubleSpinBox *const box : {m_success, m_errorShare})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PlannedGroupForm::say);
    connect(m_errorCount, &QSpinBox::valueChanged, this, &PlannedGroupForm::say);
    connect(m_hasErrorShare, &QCheckBox::toggled, this, [this](bool isOn) {
        m_errorShare->setEnabled(isOn);
        say();
    });
    connect(m_hasErrorCount, &QCheckBox::toggled, this, [this](bool isOn) {
        m_errorCount->setEnabled(isOn);
        say();
    });
}

void PlannedGroupForm::setGroup(const PlannedGroup &group, bool soaks)
{
    const bool isOther = group.id != m_group.id;
    if (!isOther && soaks == m_soak->isEnabled() && this->group() == group)
        return; // what is being typed is left alone
    m_isFilling = true;
    m_group = group;
    const enigm::ota::RolloutGroup &settings = group.settings;
    m_name->setText(settings.name);
    m_by->setCurrentIndex(static_cast<int>(group.by));
    m_share->setValue(static_cast<double>(group.share) / 10);
    m_deviceGroup->setCurrentIndex(std::max(0, m_deviceGroup->findData(group.deviceGroup)));
    if (isOther) {
        QStringList handles;
        for (const fleet::DeviceHandle &handle : group.handles)
            handles.append(handle.text());
        m_handles->setPlainText(handles.join(u'\n'));
        m_handlesNote->clear();
    }
    m_success->setValue(static_cast<double>(settings.success) / 10);
    m_hasErrorShare->setChecked(settings.errors.share.has_value());
    m_errorShare->setEnabled(settings.errors.share.has_value());
    m_errorShare->setValue(static_cast<double>(settings.errors.share.value_or(20)) / 10);
    m_hasErrorCount->setChecked(settings.errors.count.has_value());
    m_errorCount->setEnabled(settings.errors.count.has_value());
    m_errorCount->setValue(static_cast<int>(settings.errors.count.value_or(10)));
    m_soak->setEnabled(soaks);
    m_soak->setToolTip(soaks ? QString() : tr("Groups of a security rollout do not soak.").toHtmlEscaped());
    m_soak->setValue(soaks ? static_cast<int>(settings.soak / hour) : 0);
    m_starts->setDateTime(QDateTime::fromSecsSinceEpoch(settings.starts));
    m_hasWindow->setChecked(settings.window.has_value());
    m_windowFrom->setEnabled(settings.window.has_value());
    m_windowTo->setEnabled(settings.window.has_value());
    const enigm::ota::DailyWindow window = settings.window.value_or(enigm::ota::DailyWindow{.from = 1320, .to = 300});
    m_windowFrom->setTime(timeOf(window.from));
    m_windowTo->setTime(timeOf(window.to));
    showDevices();
    m_isFilling = false;
}

PlannedGroup PlannedGroupForm::group() const
{
    PlannedGroup group = m_group;
    enigm::ota::RolloutGroup &settings = group.settings;
    settings.name = m_name->text().trimmed();
    group.by = static_cast<GroupBy>(m_by->currentIndex());
    group.share = thousandths(*m_share);
    group.deviceGroup = m_deviceGroup->currentData().toString();
    settings.success = thousandths(*m_success);
    settings.errors = {
        .count = m_hasErrorCount->isChecked() ? std::optional<qint64>(m_errorCount->value()) : std::nullopt,
        .share = m_hasErrorShare->isChecked() ? std::optional(thousandths(*m_errorShare)) : std::nullopt};
    if (m_soak->isEnabled())
        settings.soak = m_soak->value() * hour;
    settings.starts = m_starts->dateTime().toSecsSinceEpoch();
    settings.window =
        m_hasWindow->isChecked()
            ? std::optional(enigm::ota::DailyWindow{.from = minuteOf(*m_windowFrom), .to = minuteOf(*m_windowTo)})
            : std::nullopt;
    return group;
}

void PlannedGroupForm::showDevices()
{
    const auto by = static_cast<GroupBy>(m_by->currentIndex());
    m_share->setVisible(by == GroupBy::Share);
    m_deviceGroup->setVisible(by == GroupBy::DeviceGroup);
    m_handles->setVisible(by == GroupBy::Handles);
    m_handlesNote->setVisible(by == GroupBy::Handles && !m_handlesNote->text().isEmpty());
}

/// What is no handle is told, and left out.
void PlannedGroupForm::readHandles()
{
    static const QRegularExpression separator(u"[\\n,;]+"_s);
    QStringList unreadable;
    m_group.handles.clear();
    for (const QString &text : m_handles->toPlainText().split(separator, Qt::SkipEmptyParts)) {
        if (text.trimmed().isEmpty())
            continue;
        const auto handle = fleet::DeviceHandle::parseTyped(text);
        if (handle && handle->audience() == fleet::HandleAudience::Console)
            m_group.handles.push_back(*handle);
        else
            unreadable.append(text.trimmed());
    }
    std::ranges::sort(m_group.handles);
    m_group.handles.erase(std::unique(m_group.handles.begin(), m_group.handles.end()), m_group.handles.end());
    m_handlesNote->setText(unreadable.isEmpty() ? QString()
                                                : tr("No handle of a device: %1").arg(unreadable.join(u", "_s)));
    m_handlesNote->setVisible(!unreadable.isEmpty());
}

void PlannedGroupForm::say()
{
    if (!m_isFilling)
        Q_EMIT changed();
}

} // namespace enigm::views::ota
