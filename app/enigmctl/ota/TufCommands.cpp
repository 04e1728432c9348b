#include "app/enigmctl/ota/TufCommands.h"

#include "api-client/ota/TufClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/ota/GivenAuthorityKey.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/ota/tuf/Root.h"
#include "contract/ota/tuf/Targets.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using client::TufClient;
using ota::tuf::PendingRole;

constexpr qint64 day = 86'400;

QString digestText(const PendingRole &role)
{
    return QString::fromLatin1(encoding::toBase64Url(ota::tuf::Envelope(role.body).digest()));
}

client::Task<std::expected<PendingRole, Failure>> pendingNamed(TufClient &client, QString name)
{
    const auto pending = co_await client.pending();
    if (!pending)
        co_return std::unexpected(Failure(pending.error()));
    const auto role = std::ranges::find(*pending, name, &PendingRole::role);
    if (role == pending->end())
        co_return std::unexpected(
            Failure(Problem{ProblemType::NotFound, u"Nothing of this role waits for signatures."_s, name}));
    co_return *role;
}

/// What a person is about to sign, as it is read here and not as the control plane describes it; a line each.
QStringList summaryOf(const PendingRole &role)
{
    QStringList lines{u"You are about to sign version %1 of the role '%2'."_s.arg(role.version).arg(role.role)};
    if (const auto root = ota::tuf::Root::fromJson(role.body); root && role.role == ota::tuf::rootRole) {
        lines.append(u"Its digest, which governance has to name, is %1."_s.arg(digestText(role)));
        lines.append(
            u"Its own role has %1 keys, of which %2 sign."_s.arg(root->root.keyids.size()).arg(root->root.threshold));
        return lines;
    }
    const auto targets = ota::tuf::Targets::fromJson(role.body);
    if (!targets)
        return lines;
    lines.append(u"It ends at %1 and vouches for %2 files."_s.arg(timeText(targets->heading.expires),
                                                                  QString::number(targets->files.size())));
    for (auto file = targets->files.begin(); file != targets->files.end(); ++file)
        lines.append(
            u"  %1 (%2 bytes, SHA-256 %3)"_s.arg(file.key(), QString::number(file->length), file->hashes.name()));
    return lines;
}

Result standingAnswer(const QString &role, const TufClient::Standing &standing)
{
    json::Array have;
    for (const QString &keyid : standing.have)
        have.emplace_back(keyid);
    return Answer{
        .document = json::Object{{"have"_L1, std::move(have)}, {"role"_L1, role}, {"version"_L1, standing.version}},
        .text = u"Version %1 of the role '%2' has %3 signatures.\n"_s.arg(QString::number(standing.version), role,
                                                                          QString::number(standing.have.size()))};
}

/// The public key beside a locked one, or by itself.
std::expected<signing::PublicKey, Failure> rootKeyFile(const QString &path)
{
    if (const auto locked = authorityKeyFile(path))
        return (*locked)->publicKey();
    const auto file = publicKeyFile(path);
    if (!file)
        return std::unexpected(file.error());
    return file->key;
}

std::expected<TufClient::RootTerms, Failure> givenTerms(Context &context)
{
    const auto threshold = context.invocation.number("threshold"_L1, 2, 16, 2);
    const auto lifetime = context.invocation.number("lifetime"_L1, 30, 730, 365);
    if (!threshold || !lifetime)
        return std::unexpected(threshold ? lifetime.error() : threshold.error());
    TufClient::RootTerms terms{
        .keys = {}, .threshold = static_cast<int>(*threshold), .expires = context.clock.now() + *lifetime * day};
    for (const QString &path : context.invocation.values("root-key"_L1)) {
        const auto key = rootKeyFile(path);
        if (!key)
            return std::unexpected(key.error());
        terms.keys.push_back(*key);
    }
    if (terms.keys.empty())
        return misused(u"Name the keys of the root."_s, u"--root-key"_s);
    return terms;
}

} // namespace

client::Task<Result> showRepository(Context &, Connection &connection)
{
    const auto status = co_await TufClient(connection.session()).status();
    if (!status)
        co_return std::unexpected(Failure(status.error()));
    Table roles({u"ROLE"_s, u"VERSION"_s, u"SIGNED"_s, u"THRESHOLD"_s, u"EXPIRES"_s});
    for (const ota::tuf::RoleStatus &role : status->roles) {
        const auto count = std::ranges::count(role.keys, true, &ota::tuf::RoleStatus::Key::hasSigned);
        roles.addRow({role.role, QString::number(role.version), u"%1 of %2"_s.arg(count).arg(role.keys.size()),
                      QString::number(role.threshold), timeText(role.expires)});
    }
    Table roots({u"ROOT"_s, u"DIGEST"_s, u"SINCE"_s, u"NAMED BY"_s});
    for (const ota::tuf::RootRecord &root : status->roots)
        roots.addRow({QString::number(root.version), QString::fromLatin1(encoding::toBase64Url(root.digest)),
                      timeText(root.time), root.change.value_or(u"the founding"_s)});
    co_return Answer{.document = status->toJson(), .text = roles.toText() + u'\n' + roots.toText()};
}

client::Task<Result> listPendingRoles(Context &, Connection &connection)
{
    const auto pending = co_await TufClient(connection.session()).pending();
    if (!pending)
        co_return std::unexpected(Failure(pending.error()));
    Table table({u"ROLE"_s, u"VERSION"_s, u"SIGNED"_s, u"DIGEST"_s});
    json::Array items;
    for (const PendingRole &role : *pending) {
        table.addRow({role.role, QString::number(role.version), u"%1 of %2"_s.arg(role.have.size()).arg(role.threshold),
                      digestText(role)});
        items.push_back(role.toJson());
    }
    co_return Answer{.document = json::Object{{"items"_L1, std::move(items)}}, .text = table.toText()};
}

client::Task<Result> draftRoot(Context &context, Connection &connection)
{
    auto terms = givenTerms(context);
    if (!terms)
        co_return std::unexpected(terms.error());
    TufClient client(connection.session());
    const auto drafted = co_await client.draftRoot(std::move(*terms));
    if (!drafted)
        co_return std::unexpected(Failure(drafted.error()));
    const auto role = co_await pendingNamed(client, QString(ota::tuf::rootRole));
    if (!role)
        co_return std::unexpected(role.error());
    const QStringList &paths = context.invocation.arguments();
    if (!paths.isEmpty()) {
        const QByteArray text = ota::tuf::signedText(role->body);
        if (const auto written = files::writeNewFile(paths.constFirst(), text, files::Readers::All); !written)
            co_return std::unexpected(Failure(written.error()));
    }
    co_return Answer{.document = role->toJson(),
                     .text = u"Root %1 waits for its people, and for governance to name %2.\n"_s.arg(
                         QString::number(role->version), digestText(*role))};
}

client::Task<Result> signRole(Context &context, Connection &connection)
{
    const QString name = context.invocation.arguments().constFirst();
    const auto key = givenAuthorityKey(context.invocation);
    if (!key)
        co_return std::unexpected(key.error());
    TufClient client(connection.session());
    auto role = co_await pendingNamed(client, name);
    if (!role)
        co_return std::unexpected(role.error());
    const QString keyid = ota::tuf::Key((*key)->publicKey()).keyid();
    if (!role->keys.contains(keyid))
        co_return std::unexpected(
            Failure(Problem{ProblemType::UnknownKey, u"This key does not sign the role."_s, keyid}));
    for (const QString &line : summaryOf(*role))
        context.terminal.say(line);
    const auto signer = openAuthorityKey(context.terminal, **key);
    if (!signer)
        co_return std::unexpected(Failure(signer.error()));
    auto bytes = ota::tuf::signWith(**signer, ota::tuf::signedText(role->body));
    if (!bytes)
        co_return std::unexpected(Failure(bytes.error()));
    ota::tuf::Signature signature{.keyid = keyid, .bytes = std::move(*bytes)};
    const auto standing = co_await client.sign(std::move(*role), std::move(signature));
    if (!standing)
        co_return std::unexpected(Failure(standing.error()));
    co_return standingAnswer(name, *standing);
}

client::Task<Result> publishRelease(Context &context, Connection &connection)
{
    const auto release = encoding::parseUuid7(context.invocation.arguments().constFirst());
    if (!release)
        co_return misused(u"Name the release by its id."_s, u"RELEASE"_s);
    const auto channel = context.invocation.required("channel"_L1);
    if (!channel)
        co_return std::unexpected(channel.error());
    const auto standing = co_await TufClient(connection.session()).publish(*release, *channel);
    if (!standing)
        co_return std::unexpected(Failure(standing.error()));
    co_return standingAnswer(*channel, *standing);
}

} // namespace enigm::ctl
