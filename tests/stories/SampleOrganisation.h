#pragma once

#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/stories/ServedDeployment.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace enigm::test {

/// A sample organisation, founded and served by the real program on loopback, ended with this object.
class SampleOrganisation
{
public:
    /// Founds, with `more` options; empty where it went well, otherwise what the program said.
    [[nodiscard]] QString found(int devices, const QStringList &more = {});
    /// Serves, and waits for the ready line; as found(). `input` is the program's standard input.
    [[nodiscard]] QString serve(const QStringList &more = {}, const QByteArray &input = {});
    /// The program gets no chance to finish anything.
    void kill() { m_served.kill(); }

    /// enigmctl as this person ("administrator-1"), with the right passphrase and PIN unless another is given.
    [[nodiscard]] ProgramRun as(const QString &person, const QStringList &arguments, const QByteArray &pin = {}) const;
    /// enigmctl with the key of another file, as somebody who has one beside those of the sample.
    struct KeyInHand
    {
        QString file;
        QByteArray passphrase;
        QByteArray pin;
    };
    [[nodiscard]] ProgramRun with(const KeyInHand &key, const QStringList &arguments) const;
    /// enigmctl as this person, who opens one more key by this secret, once signed in.
    [[nodiscard]] ProgramRun opening(const QString &person, const QByteArray &secret,
                                     const QStringList &arguments) const;
    /// enigmctl without anybody's key.
    [[nodiscard]] ProgramRun offline(const QStringList &arguments) const;
    /// enigmctl with these lines on standard input.
    [[nodiscard]] ProgramRun withInput(const QStringList &arguments, const QByteArray &input) const;
    /// The devices check in once, all or this one.
    [[nodiscard]] ProgramRun checkIn(const QString &device = {}) const;

    /// This device checks in and reports this posture ("protected"), or lies of it as `more` says.
    [[nodiscard]] ProgramRun report(const QString &device, const QString &posture, const QStringList &more = {}) const;

    /// The devices check in and attest again, where it is "due" or "always".
    [[nodiscard]] ProgramRun attest(const QString &when, const QStringList &more = {}) const;

    /// The devices obey what they are told, all or as `more` says, and keep what they keep in "kept".
    [[nodiscard]] ProgramRun obey(const QStringList &more = {}) const;

    /// This device takes over the policies that are in force for it, keeps what it keeps in "kept", and confirms it, or
    /// lies of it as `more` says.
    [[nodiscard]] ProgramRun takePolicies(const QString &device, const QStringList &more = {}) const;

    /// The devices take the updates that they are offered, all or as `more` says, and keep what they keep in "kept".
    [[nodiscard]] ProgramRun update(const QStringList &more = {}) const;

    /// This device asks by which handles the network knows it.
    [[nodiscard]] ProgramRun handles(const QString &device) const;

    /// New devices enrol with the ticket in this file; `more` as the simulator's options.
    [[nodiscard]] ProgramRun enrol(const QString &ticketFile, const QStringList &more = {}) const;

    /// A stand-in co-signs both logs as they are now, once, in the session of an approver.
    [[nodiscard]] ProgramRun witness(int standIn = 1) const;
    [[nodiscard]] QString standInFile(int standIn) const
    {
        return path(QStringLiteral("data/sample/witnesses/stand-in-%1.json").arg(standIn));
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString deploymentFile() const { return path(QStringLiteral("data/deployment.json")); }
    [[nodiscard]] QString deviceUrl() const { return m_served.deviceUrl(); }
    [[nodiscard]] QString gatewayUrl() const { return m_served.gatewayUrl(); }
    [[nodiscard]] QByteArray pinOf(const QString &person) const;
    /// What `found` wrote for this person: "….json" or "….pin".
    [[nodiscard]] QString operatorFile(const QString &person, const QString &suffix = QStringLiteral(".json")) const;

private:
    /// The simulator, whose devices do as `how` says.
    [[nodiscard]] ProgramRun simulate(const QStringList &how) const;

    /// How long what goes through the whole fleet may take.
    [[nodiscard]] std::chrono::milliseconds longest() const;

    int m_devices = 0;
    QTemporaryDir m_folder;
    CtlProcess m_ctl{m_folder.filePath(QStringLiteral("state"))};
    ServedDeployment m_served{m_folder.filePath(QStringLiteral("data"))};
};

} // namespace enigm::test
