#pragma once

#include "tests/stories/tour/Pictures.h"

#include <QString>
#include <QStringList>

class QTableView;

namespace enigm::app {
class ConsoleWindow;
}

namespace enigm::tour {

/// The main job, from the first start to the proof: an administrator asks for a device to be revoked, an approver
/// signs, the device is refused; another comes in by a ticket, is admitted and reports; a policy is written, weighed,
/// signed and assigned; the device is restricted, obeys, and is retired; a reviewer exports the log, and the offline
/// verifier accepts the log, the evidence and the record of the end.
class Story
{
public:
    /// `data`: where "Try it here" founds its sample, `output`: where pictures and exported files go.
    Story(const app::ConsoleWindow &window, Pictures &pictures, QString data, QString output);

    /// Plays everything; throws Stuck.
    void play();

private:
    void begin();
    void signIn(const QString &name, const QString &picture);
    void signOut();
    void stepUp(const QString &name);
    void ask();
    void mistype();
    void approve();
    void saveEvidence();
    void checkDevice(bool refused);
    void enrol();
    void askForAdmission();
    void admit();
    void report();
    void lookAtNewcomer();
    void restrict();
    void askForRetirement();
    void approveRetirement();
    void obey();
    void lookAtResults();
    void saveEndOfLife();
    void showDevice(const QString &handle);
    void ask(const QString &reason);
    void writePolicy();
    void approvePolicyChange(const QString &shown, const QString &picture);
    void assignPolicy();
    void lookAtPolicy();
    void audit();
    [[nodiscard]] int awaitExecution(const QTableView *table) const;
    void verifyOffline();
    [[nodiscard]] static QByteArray bytesOf(const QString &path);
    [[nodiscard]] QString pinOf(const QString &name) const;
    [[nodiscard]] QByteArray deploymentId() const;
    /// Runs a program of the project beside this one; what it printed, where it ended with `expected`.
    QString run(const QString &program, const QStringList &arguments, int expected) const;
    static void say(const QString &line);

    const app::ConsoleWindow &m_window;
    Pictures &m_pictures;
    const QString m_data;
    const QString m_output;
    QString m_handle;   ///< of the device that is revoked
    QString m_newcomer; ///< of the device that enrols
};

} // namespace enigm::tour
