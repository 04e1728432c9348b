#include "tests/control-plane/ota/tuf/TufJs.h"

#include "contract/json/JsonParser.h"
#include "tests/support/history/Require.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

constexpr int patience = 60'000; // milliseconds

QString home()
{
    return qEnvironmentVariable("ENIGM_TUF_JS");
}

/// The Node that came with it, or that of the system.
QString node()
{
    const QString own = home() + u"/node_modules/.bin/node"_s;
    return QFileInfo(own).isExecutable() ? own : QStandardPaths::findExecutable(u"node"_s);
}

void writeFile(const QString &path, QByteArrayView bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
        file.write(bytes.data(), bytes.size()) != bytes.size())
        qFatal("a file of the test cannot be written");
}

void writeAll(const QString &folder, const QMap<QString, QByteArray> &files)
{
    QDir(folder).removeRecursively();
    for (auto file = files.begin(); file != files.end(); ++file)
        writeFile(folder + u'/' + file.key(), *file);
}

QByteArray pem(const QByteArray &label, const QByteArray &der)
{
    QByteArray text = "-----BEGIN " + label + "-----\n";
    const QByteArray base64 = der.toBase64();
    for (qsizetype begin = 0; begin < base64.size(); begin += 64)
        text += base64.mid(begin, 64) + '\n';
    return text + "-----END " + label + "-----\n";
}

} // namespace

QString TufJs::missing()
{
    if (node().isEmpty())
        return u"node"_s;
    return QFileInfo::exists(home() + u"/node_modules/tuf-js/package.json"_s)
               ? QString()
               : u"tuf-js, which ./enigm test fetches,"_s;
}

TufJs::TufJs(const QByteArray &root)
{
    writeFile(path(u"metadata/root.json"_s), root);
    QDir().mkpath(path(u"downloads"_s));
}

QString TufJs::outcome(const MemoryRepository &served, const QString &target)
{
    writeAll(path(u"served/metadata"_s), served.files);
    writeAll(path(u"served/targets"_s), served.targets);
    return run(json::Object{{"folder"_L1, path(u"."_s)}, {"serve"_L1, path(u"served"_s)}, {"target"_L1, target}});
}

QString TufJs::outcome(const QUrl &url, const deployment::DeviceIdentity &device, const QByteArray &serverCertificate,
                       const QString &target)
{
    json::Object tls{{"ca"_L1, QString::fromLatin1(pem("CERTIFICATE", serverCertificate))},
                     {"cert"_L1, QString::fromLatin1(pem("CERTIFICATE", device.certificate))},
                     {"key"_L1, QString::fromLatin1(pem("PRIVATE KEY", device.tlsKey->pkcs8().view().toByteArray()))}};
    return run(json::Object{
        {"folder"_L1, path(u"."_s)}, {"target"_L1, target}, {"tls"_L1, std::move(tls)}, {"url"_L1, url.toString()}});
}

QByteArray TufJs::downloaded() const
{
    QFile file(m_folder.filePath(u"downloaded"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString TufJs::run(const json::Value &setting)
{
    writeFile(path(u"setting.json"_s), json::canonical(setting));
    QFile::remove(path(u"downloaded"_s));
    QProcess process;
    process.setWorkingDirectory(home());
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(node(), {QStringLiteral(ENIGM_TUF_JS_SCRIPT), path(u"setting.json"_s)});
    if (!process.waitForFinished(patience))
        return u"no answer"_s;
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace enigm::test
