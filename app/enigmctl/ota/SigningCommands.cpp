#include "app/enigmctl/ota/SigningCommands.h"

#include "api-client/ota/ReleaseClient.h"
#include "api-client/ota/SigningClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/keys/NewKey.h"
#include "app/enigmctl/ota/GivenAuthorityKey.h"
#include "app/enigmctl/output/Table.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/ota/tuf/Root.h"
#include "contract/signing/Secret.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using operators::SigningAuthority;
using operators::UpdateKeys;

constexpr qint64 largestRoot = 1024 * 1024;

std::expected<QString, Failure> releaseNamed(const Invocation &line)
{
    auto id = encoding::parseUuid7(line.arguments().constFirst());
    if (!id)
        return misused(u"Name the release by its id."_s, u"RELEASE"_s);
    return std::move(*id);
}

Expected<ota::SignedManifest> signWith(const signing::LockedKey &key, const ota::Manifest &manifest, Terminal &terminal)
{
    const auto signer = openAuthorityKey(terminal, key);
    if (!signer)
        return std::unexpected(signer.error());
    return ota::SignedManifest::sign(manifest, **signer);
}

changes::Parameters partOf(const ota::Release &release, SigningAuthority authority)
{
    if (authority == SigningAuthority::Manifest)
        return changes::SignManifestParameters{.manifest = release.manifest};
    return changes::SignProductionParameters{.release = release.id(),
                                             .manifest = release.manifest.digest(),
                                             .artifact = release.manifest.artifact.digest,
                                             .length = release.manifest.artifact.length};
}

std::expected<std::vector<signing::PublicKey>, Failure> keysOf(const QStringList &paths)
{
    std::vector<signing::PublicKey> keys;
    for (const QString &path : paths) {
        const auto file = publicKeyFile(path);
        if (!file)
            return std::unexpected(file.error());
        keys.push_back(file->key);
    }
    return keys;
}

/// The digest of a root, out of the file that holds what is signed of it and nothing else: of any other file governance
/// would name what nobody can sign.
std::expected<QByteArray, Failure> rootDigest(const QString &path)
{
    const auto bytes = files::readFile(path, largestRoot);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto root = andThen(ota::tuf::parseSignedText(*bytes), ota::tuf::Root::fromJson);
    if (!root)
        return std::unexpected(Failure(root.error().under(path)));
    return signing::sha256(*bytes);
}

/// What is given, in the place of what is in force.
std::expected<UpdateKeys, Failure> givenKeys(const Invocation &line, UpdateKeys keys)
{
    for (const auto &[option, list] :
         {std::pair{"manifest-key"_L1, &keys.manifest}, {"production-key"_L1, &keys.production}}) {
        if (!line.has(option))
            continue;
        auto given = keysOf(line.values(option));
        if (!given)
            return std::unexpected(given.error());
        *list = std::move(*given);
    }
    if (const auto root = line.value("tuf-root"_L1)) {
        const auto digest = rootDigest(*root);
        if (!digest)
            return std::unexpected(digest.error());
        keys.tufRoot = *digest;
    }
    keys.sort();
    return keys;
}

Answer describe(const UpdateKeys &keys)
{
    Table table;
    for (const SigningAuthority authority : {SigningAuthority::Manifest, SigningAuthority::Production}) {
        for (const signing::PublicKey &key : keys.of(authority))
            table.addRow({QString(operators::toWord(authority)), key.thumbprint()});
    }
    if (keys.tufRoot)
        table.addRow({u"repository root"_s, QString::fromLatin1(encoding::toBase64Url(*keys.tufRoot))});
    return {.document = keys.toJson(), .text = table.toText()};
}

client::Task<std::expected<UpdateKeys, Failure>> presentKeys(Connection &connection)
{
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    co_return connection.follower().directory()->updateKeys();
}

} // namespace

Result createAuthorityKey(Context &context)
{
    const QString path = context.invocation.arguments().constFirst();
    if (QFile::exists(path)) // before a key is made for it
        return std::unexpected(Problem{ProblemType::AlreadyExists, u"There is such a file already."_s, path});
    const auto made = NewKey::make(context);
    if (!made)
        return std::unexpected(made.error());
    const QByteArray bytes = json::canonical(made->key->toJson()) + '\n';
    if (const auto written = files::writeNewFile(path, bytes, files::Readers::Owner); !written)
        return std::unexpected(written.error());
    const signing::PublicKey &key = made->key->publicKey();
    return Answer{.document = json::Object{{"key"_L1, key.jwk()}, {"thumbprint"_L1, key.thumbprint()}},
                  .text = made->note.arg(path) + u'\n' + QString::fromUtf8(json::canonical(key.jwk())) + u'\n'};
}

client::Task<Result> signOffRelease(Context &context, Connection &connection)
{
    const auto id = releaseNamed(context.invocation);
    if (!id)
        co_return std::unexpected(id.error());
    const auto word = context.invocation.required("authority"_L1);
    if (!word)
        co_return std::unexpected(word.error());
    const auto authority = operators::signingAuthorityOf(*word);
    if (!authority)
        co_return misused(u"An authority is manifest or production."_s, u"--authority"_s);
    const auto release = co_await client::ReleaseClient(connection.session()).release(*id);
    if (!release)
        co_return std::unexpected(Failure(release.error()));
    client::ChangeDraft draft;
    draft.action =
        *authority == SigningAuthority::Manifest ? changes::releaseSignManifest : changes::releaseSignProduction;
    draft.parameters = partOf(*release, *authority);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> signRelease(Context &context, Connection &connection)
{
    const auto id = releaseNamed(context.invocation);
    const auto key = givenAuthorityKey(context.invocation);
    if (!id || !key)
        co_return std::unexpected(id ? key.error() : id.error());
    const auto keys = co_await presentKeys(connection);
    if (!keys)
        co_return std::unexpected(keys.error());
    const auto release = co_await client::ReleaseClient(connection.session()).release(*id);
    if (!release)
        co_return std::unexpected(Failure(release.error()));
    if (const auto may = client::checkMaySign(*release, *keys, (*key)->publicKey()); !may)
        co_return std::unexpected(Failure(may.error()));
    const auto made = signWith(**key, release->manifest, context.terminal);
    if (!made)
        co_return std::unexpected(Failure(made.error()));
    const auto taken = co_await client::SigningClient(connection.session()).handIn(*id, made->jws.compact());
    if (!taken)
        co_return std::unexpected(Failure(taken.error()));
    co_return Answer{.document = json::Object{{"key"_L1, made->jws.kid()}, {"release"_L1, *id}},
                     .text = u"The manifest of release %1 is signed with the key %2.\n"_s.arg(*id, made->jws.kid())};
}

client::Task<Result> showUpdateKeys(Context &, Connection &connection)
{
    const auto keys = co_await presentKeys(connection);
    if (!keys)
        co_return std::unexpected(keys.error());
    co_return describe(*keys);
}

client::Task<Result> setUpdateKeys(Context &context, Connection &connection)
{
    auto before = co_await presentKeys(connection);
    if (!before)
        co_return std::unexpected(before.error());
    auto keys = givenKeys(context.invocation, std::move(*before));
    if (!keys)
        co_return std::unexpected(keys.error());
    client::ChangeDraft draft;
    draft.action = changes::updateKeysSet;
    draft.parameters = changes::SetUpdateKeysParameters{.keys = std::move(*keys)};
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
