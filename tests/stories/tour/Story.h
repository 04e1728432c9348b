#pragma once

#include "tests/stories/tour/Pictures.h"

#include <QString>
#include <QStringList>

class QTableView;

namespace enigm::app {
class ConsoleWindow;
}

namespace enigm::deployment {
struct DeploymentFile;
}

namespace enigm::tour {

/// The main job, from the first start to the proof: an administrator asks for a device to be revoked, an approver
/// signs, the device is refused; another comes in by a ticket, is admitted and reports; a policy is written, weighed,
/// signed and assigned; a release is imported, signed by both authorities and rolled out, halts by itself, goes on by
/// approval and is halted by hand; the device is restricted, obeys, and is retired; a reviewer exports the log, and the
/// offline verifier accepts the log, the evidence and the record of the end.
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
    void gatherPhones(const QTableView *table);
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
    void obey();
    void lookAtResults();
    void saveEndOfLife();
    void showDevice(const QString &handle);
    void writePolicy();
    void assignPolicy();
    void lookAtPolicy();
    void rollOut();
    void importRelease();
    void signManifest();
    void askForProduction();
    void publish();
    void openUpdates();
    void planRollout();
    void watchRollout();
    void failUntilItHalts();
    void resume();
    void halt();
    void lookAtTrust();
    /// Gives the reason of the change that is being composed, and signs it.
    void propose(const QString &person, const QString &reason);
    /// The approver reviews and signs what waits first; `shown` has to be in sight for the picture.
    void approveNext(const QString &picture, const QString &shown = QStringLiteral("reviewSign"));
    /// Has a stand-in sign the log as it is: until one has, no device obeys.
    void witness() const;
    /// And waits until its first group says so.
    void openRollout(const QString &figures);
    void update(const QStringList &how) const;
    void withManifestKey(const QStringList &arguments) const;
    static void write(const QString &path, const QByteArray &bytes);
    void audit();
    [[nodiscard]] int awaitExecution(const QTableView *table) const;
    void verifyOffline();
    [[nodiscard]] static QByteArray bytesOf(const QString &path);
    [[nodiscard]] QString pinOf(const QString &name) const;
    /// A file of phones of the story: "revoked", "pilots".
    [[nodiscard]] QString phones(const QString &which) const;
    [[nodiscard]] enigm::deployment::DeploymentFile deployment() const;
    /// Runs a program of the project beside this one; what it printed, where it ended with `expected`.
    QString run(const QString &program, const QStringList &arguments, int expected, const QByteArray &input = {}) const;
    /// enigmctl as this person; `secrets` are asked for after what opens the key.
    QByteArray control(const QString &person, const QStringList &arguments, const QByteArray &secrets = {}) const;
    /// The same where a change is signed.
    QString controlSigning(const QString &person, const QStringList &arguments) const;
    static void say(const QString &line);

    const app::ConsoleWindow &m_window;
    Pictures &m_pictures;
    const QString m_data;
    const QString m_output;
    QString m_handle;     ///< of the device that is revoked
    QString m_newcomer;   ///< of the device that enrols
    QStringList m_pilots; ///< of the devices that are updated first
};

} // namespace enigm::tour
