#include "tests/contract/fleet/AttestationVectors.h"

#include "contract/fleet/Certificate.h"
#include "tests/support/Vectors.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace enigm::test {

QString attestationFolder()
{
    return vectorsDirectory() + u"/android-keyattestation/"_s;
}

std::vector<QByteArray> attestationChain(const QString &name)
{
    const QString path = attestationFolder() + name;
    QByteArray bytes;
    if (QFileInfo(path).isDir()) {
        for (const QString &file : QDir(path).entryList(QDir::Files, QDir::Name))
            bytes += readFile(path + u'/' + file);
    } else {
        bytes = readFile(path);
    }
    auto chain = fleet::parseCertificateChain(bytes);
    if (!chain)
        qFatal("%s: %s", qPrintable(name), qPrintable(chain.error().toString()));
    return std::move(*chain);
}

std::vector<AttestationVector> attestationVectors()
{
    std::vector<AttestationVector> result;
    const QJsonDocument verdicts = QJsonDocument::fromJson(readFile(attestationFolder() + u"verdicts.json"_s));
    for (const QJsonValue &item : verdicts[u"chains"_s].toArray()) {
        const QJsonValue locked = item[u"device_locked"_s];
        result.push_back({.name = item[u"chain"_s].toString(),
                          .chain = attestationChain(item[u"chain"_s].toString()),
                          .at = QDateTime::fromString(item[u"at"_s].toString(), Qt::ISODate).toSecsSinceEpoch(),
                          .strict = item[u"strict"_s].toString(),
                          .lab = item[u"lab"_s].toString(),
                          .lockedWord = locked.isBool() ? (locked.toBool() ? u"true"_s : u"false"_s) : QString(),
                          .bootState = item[u"verified_boot_state"_s].toString()});
    }
    return result;
}

std::vector<QByteArray> attestationRoots()
{
    std::vector<QByteArray> result;
    const QJsonDocument roots = QJsonDocument::fromJson(readFile(attestationFolder() + u"roots.json"_s));
    for (const QJsonValue &root : roots.array())
        result.push_back(fleet::parseCertificateChain(root.toString().toLatin1()).value().front());
    return result;
}

fleet::AttestationInput strictInput(const AttestationVector &vector)
{
    return {.chain = vector.chain,
            .roots = attestationRoots(),
            .expectedChallenge = fleet::challengeOf(vector.chain).value(),
            .at = vector.at,
            .acceptance = {.leastLevel = fleet::SecurityLevel::Software}};
}

fleet::AttestationInput lockedPhone()
{
    for (const AttestationVector &vector : attestationVectors()) {
        if (vector.strict == "verified"_L1)
            return strictInput(vector);
    }
    qFatal("No published chain is expected to verify.");
}

} // namespace enigm::test
