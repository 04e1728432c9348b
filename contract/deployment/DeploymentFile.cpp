#include "contract/deployment/DeploymentFile.h"

#include "contract/deployment/FileLine.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/operators/Founding.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

namespace {

using operators::valueOf;

struct Pair
{
    signing::PublicKey governance;
    signing::PublicKey activity;
};

struct Notes
{
    QByteArray governance;
    QByteArray activity;
};

Expected<Pair> parseKeys(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Pair keys{.governance = reader.with("governance"_L1, operators::parseEd25519),
              .activity = reader.with("activity"_L1, operators::parseEd25519)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return keys;
}

Expected<Notes> parseNotes(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Notes notes{.governance = reader.text("governance"_L1).toUtf8(), .activity = reader.text("activity"_L1).toUtf8()};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return notes;
}

/// An https address of a host and perhaps a port, in one spelling.
Expected<QUrl> parseUrl(const json::Value &value, const QString &pointer)
{
    const QString text = value.kind() == json::Value::Kind::Text ? value.text() : QString();
    QUrl url(text, QUrl::StrictMode);
    const bool isAddress = url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() &&
                           url.userInfo().isEmpty() && url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                           url.toString(QUrl::FullyEncoded) == text;
    if (!isAddress)
        return refuse(ProblemType::OutOfRange, u"An https address without a path is expected."_s, pointer);
    return url;
}

Expected<void> checkNote(const QByteArray &note, const QString &origin, const signing::PublicKey &key,
                         const QString &where)
{
    const auto log = log::NoteVerifier::make(origin.toUtf8(), log::NoteAlgorithm::Ed25519, key);
    if (!log)
        return std::unexpected(log.error().under(where));
    // The witnesses of this checkpoint are not known from this file, so their lines are passed over.
    if (const auto opened = log::SignedCheckpoint::openForeign(note, *log, {}); !opened)
        return std::unexpected(opened.error().under(where));
    return {};
}

Expected<void> checkNotes(const DeploymentFile &file)
{
    if (auto sound = checkNote(file.governanceCheckpoint, operators::governanceOrigin(file.deployment),
                               file.governanceLogKey, u"/checkpoints/governance"_s);
        !sound)
        return sound;
    return checkNote(file.activityCheckpoint, operators::activityOrigin(file.deployment), file.activityLogKey,
                     u"/checkpoints/activity"_s);
}

} // namespace

Expected<DeploymentFile> DeploymentFile::parse(QByteArrayView bytes)
{
    const auto line = lineOfFile(bytes);
    if (!line)
        return std::unexpected(line.error());
    const auto value = json::parse(*line);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    DeploymentFile file;
    file.name = reader.text("name"_L1);
    file.url = reader.with("url"_L1, parseUrl);
    file.tlsDigest = reader.bytes("tls"_L1, 32);
    file.deployment = reader.bytes("deployment"_L1, 32);
    file.sample = reader.boolean("sample"_L1);
    const Pair keys = reader.with("log_keys"_L1, parseKeys);
    const Notes notes = reader.with("checkpoints"_L1, parseNotes);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    file.governanceLogKey = keys.governance;
    file.activityLogKey = keys.activity;
    file.governanceCheckpoint = notes.governance;
    file.activityCheckpoint = notes.activity;
    if (file.toBytes() != bytes)
        return refuse(ProblemType::NotCanonical, u"The file is not in its canonical form."_s);
    if (auto sound = checkNotes(file); !sound)
        return std::unexpected(sound.error());
    return file;
}

QByteArray DeploymentFile::toBytes() const
{
    const json::Object keys{{"activity"_L1, activityLogKey.jwk()}, {"governance"_L1, governanceLogKey.jwk()}};
    const json::Object notes{{"activity"_L1, QString::fromUtf8(activityCheckpoint)},
                             {"governance"_L1, QString::fromUtf8(governanceCheckpoint)}};
    return json::canonical(json::Object{
               {"checkpoints"_L1, notes},
               {"deployment"_L1, valueOf(deployment)},
               {"log_keys"_L1, keys},
               {"name"_L1, name},
               {"sample"_L1, sample},
               {"tls"_L1, valueOf(tlsDigest)},
               {"url"_L1, url.toString(QUrl::FullyEncoded)},
               {"v"_L1, 1},
           }) +
           '\n';
}

QString DeploymentFile::fingerprint() const
{
    const QString hex = QString::fromLatin1(deployment.first(3).toHex().toUpper());
    return hex.first(4) + u'\u00B7' + hex.sliced(4);
}

} // namespace enigm::deployment
