#include "tests/stories/tour/Story.h"

#include "app/console/ConsoleWindow.h"
#include "app/console/OperatorConsole.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/DeviceArchive.h"
#include "contract/evidence/Evidence.h"
#include "models/audit/AuditTableModel.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Sitting.h"
#include "views/audit/AuditText.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/facts/StateBadge.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cstdio>

namespace enigm::tour {

using models::audit::AuditTableModel;
using namespace Qt::StringLiterals;

namespace {

constexpr int processTime = Hands::patience;
const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;
const QString reviewer = u"reviewer-1"_s;

} // namespace

Story::Story(const app::ConsoleWindow &window, Pictures &pictures, QString data, QString output)
    : m_window(window)
    , m_pictures(pictures)
    , m_data(std::move(data))
    , m_output(std::move(output))
{}

void Story::say(const QString &line)
{
    std::fprintf(stderr, "tour: %s\n", qPrintable(line));
}

void Story::play()
{
    begin();
    signIn(administrator, u"sign-in"_s);
    ask();
    signOut();
    checkDevice(false);
    signIn(approver, {});
    approve();
    saveEvidence();
    signOut();
    checkDevice(true);
    signIn(administrator, {});
    enrol();
    askForAdmission();
    signOut();
    signIn(approver, {});
    admit();
    signOut();
    report();
    signIn(administrator, {});
    lookAtNewcomer();
    writePolicy();
    signOut();
    signIn(approver, {});
    approveNext(u"policy-review"_s, u"policyReview"_s);
    signOut();
    signIn(administrator, {});
    assignPolicy();
    signOut();
    signIn(approver, {});
    approveNext(u"policy-assign-review"_s, u"whatIfQuestions"_s);
    signOut();
    signIn(administrator, {});
    lookAtPolicy();
    signOut();
    rollOut();
    signIn(administrator, {});
    showDevice(m_newcomer);
    restrict();
    askForRetirement();
    signOut();
    signIn(approver, {});
    approveNext(u"review-retirement"_s);
    signOut();
    signIn(administrator, {});
    lookAtResults();
    saveEndOfLife();
    signOut();
    signIn(reviewer, {});
    audit();
    signOut();
    verifyOffline();
}

void Story::begin()
{
    say(u"the first start"_s);
    auto *const here = Hands::find(u"tryHere"_s);
    m_pictures.take(u"first-start"_s, here);
    Hands::click(u"tryHere"_s);
    Hands::find(u"profiles"_s);
    deployment::DeploymentFile served = deployment();
    served.url = m_window.embedded()->url(); // any free port; trust hangs on the pins
    write(m_data + u"/served.json"_s, served.toBytes());
}

void Story::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        throw Stuck(u"%1 cannot be written"_s.arg(path));
}

QByteArray Story::bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Stuck(u"%1 cannot be read"_s.arg(path));
    return file.readAll();
}

QString Story::pinOf(const QString &name) const
{
    return QString::fromLatin1(bytesOf(u"%1/sample/operators/%2.pin"_s.arg(m_data, name)).trimmed());
}

deployment::DeploymentFile Story::deployment() const
{
    const auto file = deployment::DeploymentFile::parse(bytesOf(m_data + u"/deployment.json"_s));
    if (!file)
        throw Stuck(u"the deployment file is refused: %1"_s.arg(file.error().toString()));
    return *file;
}

void Story::signIn(const QString &name, const QString &picture)
{
    say(u"%1 signs in"_s.arg(name));
    Sitting::chooseKey(name, u"sample"_s);
    if (!picture.isEmpty())
        m_pictures.take(picture, Hands::find(u"signIn"_s));
    Hands::click(u"signIn"_s);
    Hands::find(u"navigation"_s);
}

void Story::signOut()
{
    Sitting::signOut();
}

void Story::stepUp(const QString &name)
{
    Sitting::stepUp(u"sample"_s, pinOf(name));
}

/// A wrong passphrase first, and then a wrong PIN.
void Story::mistype()
{
    auto *const pin = Hands::find<views::design::PinEdit>(u"stepUpPin"_s);
    const auto awaitQuestion = [pin] {
        Hands::await(u"for the step-up to be asked again"_s,
                     [pin] { return pin->isEnabled() && pin->text().isEmpty(); });
    };
    m_pictures.take(u"step-up"_s, pin);
    Sitting::fillStepUp(u"simple"_s, pinOf(administrator));
    awaitQuestion();
    m_pictures.take(u"wrong-passphrase"_s, pin);
    Sitting::fillStepUp(u"sample"_s, pinOf(administrator) == u"000000"_s ? u"111111"_s : u"000000"_s);
    awaitQuestion();
    m_pictures.take(u"wrong-pin"_s, pin);
}

void Story::ask()
{
    say(u"%1 asks for a device to be revoked"_s.arg(administrator));
    auto *const table = Hands::find<QTableView>(u"devicesTable"_s);
    const auto isFilled = [table] { return table->isVisible() && table->model()->index(0, 0).data().isValid(); };
    Hands::await(u"for the fleet"_s, isFilled);
    Hands::type(u"devicesFilter"_s, u"state:trusted "_s);
    // The table gives way to its skeleton while the filtered fleet is fetched.
    Hands::await(u"for the filter to take hold"_s, [table] { return !table->isVisible(); });
    Hands::await(u"for trusted devices"_s, isFilled);
    Hands::await(u"for the log to be verified"_s, [] {
        return Hands::find<views::design::StateBadge>(u"logState"_s)->state().glyph == views::design::Glyph::Proof;
    });
    // "1 of 2 stand-ins to 40": before, it says in words that there is none.
    Hands::await(u"for a stand-in to have seen the log"_s, [] {
        const QString word = Hands::find<views::design::StateBadge>(u"witnesses"_s)->state().word;
        return !word.isEmpty() && word.front().isDigit();
    });
    Hands::clickCell(table, 2, 0);
    Hands::await(u"for the inspector"_s, [] { return Hands::isShown(u"deviceInspector"_s); });
    Hands::await(u"for what happened to the device"_s, [] { return Hands::isShown(u"event:enrolled"_s); });
    m_handle = table->model()->index(2, 0).data(Qt::UserRole).toString();
    gatherPhones(table);
    m_pictures.take(u"devices"_s, table);
    Hands::click(u"device.revoke"_s);
    Hands::type(u"composeReason"_s, u"Lost in transit"_s);
    Hands::type(u"composeReference"_s, u"INC-4711"_s);
    m_pictures.take(u"compose"_s, Hands::find(u"composeWindow"_s));
    Hands::click(u"composeSign"_s);
    mistype();
    stepUp(administrator);
    Hands::awaitGone(u"composeWindow"_s);
    m_pictures.take(u"asked"_s, table);
}

QString Story::phones(const QString &which) const
{
    return u"%1/phones/%2.json"_s.arg(m_data, which);
}

/// All phones of the sample lie in one file, which takes seconds to be opened: the chosen one's and those of the next
/// dozen get files of their own.
void Story::gatherPhones(const QTableView *table)
{
    constexpr int first = 3; // behind the chosen one
    constexpr int pilots = 12;
    const auto handleIn = [table](int row) { return table->model()->index(row, 0).data(Qt::UserRole).toString(); };
    Hands::await(u"for the pilots"_s, [&handleIn] { return !handleIn(first + pilots).isEmpty(); });
    const signing::Secret passphrase("sample");
    const auto all = deployment::DeviceArchive::open(bytesOf(m_data + u"/sample/devices/000.json"_s), passphrase);
    if (!all)
        throw Stuck(u"the sample's devices are refused: %1"_s.arg(all.error().toString()));
    const auto phoneOf = [&all](const QString &handle) {
        const auto phone = std::ranges::find(all->devices, handle, [](const auto &one) { return one.handle.text(); });
        return phone == all->devices.end() ? throw Stuck(u"there is no phone of %1"_s.arg(handle)) : *phone;
    };
    deployment::DeviceArchive chosen{.deployment = all->deployment, .devices = {phoneOf(m_handle)}};
    QDir().mkpath(m_data + u"/phones"_s);
    write(phones(u"revoked"_s), chosen.seal(passphrase));
    chosen.devices.clear();
    for (int row = first; row < first + pilots; ++row) {
        m_pilots.append(handleIn(row));
        chosen.devices.push_back(phoneOf(handleIn(row)));
    }
    write(phones(u"pilots"_s), chosen.seal(passphrase));
}

void Story::approve()
{
    say(u"%1 reviews and signs"_s.arg(approver));
    auto *const table = Hands::find<QTableView>(u"approvalsTable"_s);
    Hands::await(u"for the request in the inbox"_s, [table] { return table->model()->rowCount() > 0; });
    m_pictures.take(u"approvals"_s, table);
    Hands::doubleClickCell(table, 0, 0);
    auto *const sign = Hands::find(u"reviewSign"_s);
    Hands::await(u"for the change to be verified"_s, [sign] { return sign->isEnabled(); });
    m_pictures.take(u"review"_s, sign);
    Hands::type(u"reviewComment"_s, u"Confirmed with the holder"_s);
    Hands::click(u"reviewSign"_s);
    stepUp(approver);
    auto *const evidence = Hands::find(u"reviewEvidence"_s);
    m_pictures.take(u"executed"_s, evidence);
}

void Story::propose(const QString &person, const QString &reason)
{
    Hands::type(u"composeReason"_s, reason);
    Hands::click(u"composeSign"_s);
    stepUp(person);
    Hands::awaitGone(u"composeWindow"_s);
}

void Story::approveNext(const QString &picture, const QString &shown)
{
    auto *const table = Hands::find<QTableView>(u"approvalsTable"_s);
    Hands::await(u"for the change in the inbox"_s, [table] { return table->model()->rowCount() > 0; });
    Hands::doubleClickCell(table, 0, 0);
    auto *const sign = Hands::find(u"reviewSign"_s);
    Hands::await(u"for the change to be verified"_s, [sign] { return sign->isEnabled(); });
    Hands::find(shown);
    m_pictures.take(picture, sign);
    Hands::click(u"reviewSign"_s);
    stepUp(approver);
    Hands::find(u"reviewEvidence"_s);
    Hands::press(Hands::find(u"reviewWindow"_s), Qt::Key_Escape);
    Hands::awaitGone(u"reviewWindow"_s);
}

void Story::saveEvidence()
{
    const QString path = m_output + u"/evidence.json"_s;
    QFile::remove(path);
    Hands::click(u"reviewEvidence"_s);
    Hands::answerFileDialog(path);
    Hands::await(u"for the evidence"_s, [&path] { return QFile::exists(path); });
    Hands::press(Hands::find(u"reviewWindow"_s), Qt::Key_Escape);
    Hands::awaitGone(u"reviewWindow"_s);
}

void Story::checkDevice(bool refused)
{
    say(refused ? u"the device is refused"_s : u"the device is served"_s);
    run(u"enigm-fleet-simulator"_s,
        {u"--devices"_s, phones(u"revoked"_s), u"--deployment"_s, m_data + u"/deployment.json"_s, u"--url"_s,
         m_window.embedded()->deviceUrl().toString(), u"--device"_s, m_handle, u"--once"_s},
        refused ? 1 : 0);
}

void Story::audit()
{
    say(u"%1 reads and exports the log"_s.arg(reviewer));
    auto *const table = Hands::find<QTableView>(u"auditTable"_s);
    const int row = awaitExecution(table);
    Hands::clickCell(table, row, AuditTableModel::Time);
    m_pictures.take(u"audit"_s, table);
    const QString path = m_output + u"/audit.jsonl"_s;
    QFile::remove(path);
    Hands::click(u"exportAudit"_s);
    Hands::answerFileDialog(path);
    Hands::await(u"for the export"_s, [&path] { return QFile::exists(path); });
    m_pictures.take(u"exported"_s, table);
}

/// Where the trail shows that the change was executed, once this console has proven that it was.
int Story::awaitExecution(const QTableView *table) const
{
    const auto verdict = evidence::verifyEvidence(bytesOf(m_output + u"/evidence.json"_s), deployment().deployment);
    if (!verdict)
        throw Stuck(u"the evidence is refused: %1"_s.arg(verdict.error().toString()));
    const QAbstractItemModel &trail = *table->model();
    const auto value = [&trail](int row, int column, int role) { return trail.index(row, column).data(role); };
    int found = -1;
    Hands::await(u"for the execution in the trail"_s, [&] {
        for (int row = 0; row < trail.rowCount() && found < 0; ++row) {
            if (value(row, 0, AuditTableModel::IndexRole).toLongLong() == verdict->executionIndex)
                found = row;
        }
        return found >= 0;
    });
    if (value(found, AuditTableModel::Action, AuditTableModel::ValueRole).toString() != "change.executed"_L1 ||
        !value(found, 0, AuditTableModel::HandlesRole).toStringList().contains(m_handle))
        throw Stuck(u"the trail shows something else where the change was executed"_s);
    const QString proven = views::audit::proofWord(models::audit::ProofState::Proven).word;
    Hands::await(u"for the execution to be shown as proven"_s,
                 [&] { return value(found, AuditTableModel::Proof, Qt::DisplayRole).toString() == proven; });
    return found;
}

void Story::verifyOffline()
{
    say(u"the offline verifier reads both files"_s);
    const QString deployment = m_data + u"/deployment.json"_s;
    const auto verify = [this, &deployment](const QString &what, const QString &file) {
        const QString printed =
            run(u"enigmctl"_s, {what, u"verify"_s, m_output + file, u"--deployment"_s, deployment}, 0);
        say(printed.trimmed());
    };
    verify(u"evidence"_s, u"/evidence.json"_s);
    verify(u"evidence"_s, u"/end-of-life.json"_s);
    verify(u"audit"_s, u"/audit.jsonl"_s);
}

QString Story::run(const QString &program, const QStringList &arguments, int expected, const QByteArray &input) const
{
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, processTime);
    const QString printed = QString::fromUtf8(process.readAllStandardOutput());
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != expected)
        throw Stuck(u"%1 %2 ended with %3: %4%5"_s.arg(program, arguments.join(u' '))
                        .arg(process.exitCode())
                        .arg(printed, QString::fromUtf8(process.readAllStandardError())));
    return printed;
}

} // namespace enigm::tour
