#include "app/gateway/program/PointCommands.h"

#include "app/files/FileAccess.h"
#include "app/gateway/program/PointOptions.h"
#include "contract/certificates/CertificateTemplate.h"
#include "contract/fleet/Certificate.h"

#include <cstdio>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

ExitCode printDigest(const Expected<PointKey> &key)
{
    if (!key)
        return refused(key.error());
    std::puts(key->digest.constData());
    return ExitCode::Done;
}

ExitCode withKey(PointOptions &options, const QStringList &arguments, Expected<PointKey> (*take)(const QString &))
{
    if (const auto done = options.read(arguments))
        return *done;
    const auto folder = options.required(u"point"_s);
    return folder ? printDigest(take(*folder)) : misused(folder.error());
}

} // namespace

ExitCode createKey(const QStringList &arguments)
{
    PointOptions options("key create"_L1,
                         "Makes the key of an enforcement point and prints the digest by which it is enrolled."_L1,
                         PointOptions::Asks::Nobody);
    return withKey(options, arguments,
                   [](const QString &folder) { return PointKey::create(folder, time::SystemClock().now()); });
}

ExitCode showKey(const QStringList &arguments)
{
    PointOptions options("key show"_L1, "Prints the digest of the key."_L1, PointOptions::Asks::Nobody);
    return withKey(options, arguments, &PointKey::load);
}

ExitCode fetchAuthority(const QStringList &arguments)
{
    const QString outOption = u"out"_s;
    PointOptions options("authority"_L1,
                         "Fetches the certificate of who signs the certificates that devices show on the network."_L1);
    options.add(outOption, u"Where it goes, as PEM."_s, u"FILE"_s);
    if (const auto done = options.read(arguments))
        return *done;
    const auto file = options.required(outOption);
    const auto point = options.point(policy::NetworkPath::ProxyNetwork);
    if (!file || !point)
        return misused(file ? point.error() : file.error());
    const auto authority = QCoro::waitFor((*point)->client().authority());
    if (!authority)
        return refused(authority.error());
    if (const auto certificate = fleet::Certificate::parse(authority->certificate); !certificate)
        return refused(certificate.error());
    const auto written =
        files::writeFile(*file, certificates::certificatePem(authority->certificate), files::Readers::All);
    return written ? ExitCode::Done : refused(written.error());
}

} // namespace enigm::gateway
