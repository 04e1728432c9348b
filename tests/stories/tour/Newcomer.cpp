#include "app/console/ConsoleWindow.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Story.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QTableView>

namespace enigm::tour {

using namespace Qt::StringLiterals;

// How a device comes in.

/// The picture is taken once the ticket is used up: what opens nothing may be seen by everybody.
void Story::enrol()
{
    say(u"a device comes in by a ticket"_s);
    Hands::click(u"enrollDevices"_s);
    Hands::type(u"ticketName"_s, u"Spare phones"_s);
    Hands::click(u"makeTicket"_s);
    auto *const text = Hands::find<QPlainTextEdit>(u"ticketText"_s);
    Hands::await(u"for the ticket"_s, [text] { return text->isVisible() && !text->toPlainText().isEmpty(); });
    const QString path = m_data + u"/ticket"_s;
    write(path, text->toPlainText().toLatin1());
    const QString printed = run(u"enigm-fleet-simulator"_s,
                                {u"--enroll"_s, path, u"--attestation"_s, m_data + u"/sample/attestation.json"_s,
                                 u"--devices"_s, m_data + u"/newcomers"_s},
                                0);
    QFile::remove(path);
    m_newcomer = printed.section(u' ', 0, 0);
    const auto *const profiles = Hands::find<QTableView>(u"profilesTable"_s);
    Hands::await(u"for the ticket to be used up"_s, [profiles] {
        const QAbstractItemModel &model = *profiles->model();
        return model.rowCount() == 1 && model.index(0, 2).data().toString().startsWith(u'1');
    });
    m_pictures.take(u"ticket"_s, text);
    Hands::click(u"ticketDone"_s);
    Hands::press(Hands::find(u"enrollmentWindow"_s), Qt::Key_Escape);
    Hands::awaitGone(u"enrollmentWindow"_s);
}

void Story::showDevice(const QString &handle)
{
    auto *const table = Hands::find<QTableView>(u"devicesTable"_s);
    Hands::type(u"devicesFilter"_s, handle);
    Hands::await(u"for the device"_s, [table, &handle] {
        const QAbstractItemModel &model = *table->model();
        return table->isVisible() && model.rowCount() == 1 && model.index(0, 0).data(Qt::UserRole).toString() == handle;
    });
    Hands::clickCell(table, 0, 0);
    Hands::find(u"event:enrolled"_s);
}

void Story::askForAdmission()
{
    showDevice(m_newcomer);
    m_pictures.take(u"waits-for-admission"_s, Hands::find(u"devicesTable"_s));
    Hands::click(u"device.admit"_s);
    propose(u"administrator-1"_s, u"Spare phone for the field"_s);
}

void Story::admit()
{
    say(u"an approver's console judges the attestation again"_s);
    approveNext(u"review-admission"_s);
}

void Story::report()
{
    say(u"the new device checks in and reports"_s);
    run(u"enigm-fleet-simulator"_s,
        {u"--devices"_s, m_data + u"/newcomers"_s, u"--deployment"_s, m_data + u"/deployment.json"_s, u"--url"_s,
         m_window.embedded()->deviceUrl().toString(), u"--device"_s, m_newcomer, u"--report"_s, u"review-required"_s},
        0);
}

void Story::lookAtNewcomer()
{
    showDevice(m_newcomer);
    m_pictures.take(u"newcomer"_s, Hands::find(u"devicesTable"_s));
}

} // namespace enigm::tour
