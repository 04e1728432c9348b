#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/operators/OperatorCommands.h"
#include "contract/encoding/Uuid.h"
#include "contract/log/NoteVerifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

client::ChangeDraft draftOf(const QString &action, changes::Parameters parameters)
{
    client::ChangeDraft draft;
    draft.action = action;
    draft.parameters = std::move(parameters);
    return draft;
}

std::expected<PublicKeyFile, Failure> givenKey(const Invocation &line)
{
    const auto path = line.required("key"_L1);
    if (!path)
        return std::unexpected(path.error());
    return publicKeyFile(*path);
}

std::expected<operators::Roles, Failure> givenRoles(const Invocation &line)
{
    operators::Roles roles;
    for (const QString &word : line.values("role"_L1)) {
        const auto role = operators::roleOf(word);
        if (!role)
            return misused(u"'%1' is not a role."_s.arg(word), u"--role"_s);
        roles.add(*role);
    }
    if (roles.isEmpty())
        return misused(u"At least one role is needed."_s, u"--role"_s);
    return roles;
}

/// --operator-id, or what the key file says, or `fallback`.
std::expected<QString, Failure> givenOperator(const Invocation &line, const QString &fallback)
{
    const QString id = line.value("operator-id"_L1).value_or(fallback);
    if (!encoding::parseUuid7(id))
        return misused(u"An operator id is a UUID of version 7."_s, u"--operator-id"_s);
    return id;
}

/// Of a C2SP verifier key on the line, or of --key.
std::expected<signing::PublicKey, Failure> givenWitnessKey(const Invocation &line)
{
    const QString name = line.arguments().constFirst();
    if (line.arguments().size() == 1) {
        const auto file = givenKey(line);
        if (!file)
            return std::unexpected(file.error());
        return file->key;
    }
    const auto verifier = log::NoteVerifier::parse(line.arguments().constLast().toUtf8());
    if (!verifier)
        return misused(verifier.error().detail, u"VKEY"_s);
    if (QString::fromUtf8(verifier->name()) != name)
        return misused(u"The verifier key names another witness."_s, u"VKEY"_s);
    return verifier->publicKey();
}

} // namespace

client::Task<Result> admitOperator(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto name = line.required("name"_L1);
    if (!name)
        co_return std::unexpected(name.error());
    const auto roles = givenRoles(line);
    if (!roles)
        co_return std::unexpected(roles.error());
    const auto file = givenKey(line);
    if (!file)
        co_return std::unexpected(file.error());
    const QString fresh = encoding::makeUuid7(context.clock.nowMilliseconds());
    const auto id = givenOperator(line, file->operatorId.isEmpty() ? fresh : file->operatorId);
    if (!id)
        co_return std::unexpected(id.error());
    client::ChangeDraft draft = draftOf(
        u"operator.admit"_s, changes::AdmitOperatorParameters{.operatorId = *id, .roles = *roles, .keys = {file->key}});
    draft.names.insert(*id, *name);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> addKey(Context &context, Connection &connection)
{
    const auto file = givenKey(context.invocation);
    if (!file)
        co_return std::unexpected(file.error());
    const auto id = givenOperator(context.invocation, file->operatorId);
    if (!id)
        co_return std::unexpected(id.error());
    client::ChangeDraft draft = draftOf(u"key.add"_s, changes::AddKeyParameters{.operatorId = *id, .key = file->key});
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> revokeKey(Context &context, Connection &connection)
{
    const QString thumbprint = context.invocation.arguments().constFirst();
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const operators::Directory::Key *const key = connection.follower().directory()->findKey(thumbprint);
    if (!key)
        co_return std::unexpected(
            Failure(Problem{ProblemType::UnknownKey, u"The directory knows no such key."_s, thumbprint}));
    const auto id = givenOperator(context.invocation, key->operatorId);
    if (!id)
        co_return std::unexpected(id.error());
    client::ChangeDraft draft =
        draftOf(u"key.revoke"_s, changes::RevokeKeyParameters{.operatorId = *id, .key = thumbprint});
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> addWitness(Context &context, Connection &connection)
{
    const auto key = givenWitnessKey(context.invocation);
    if (!key)
        co_return std::unexpected(key.error());
    const operators::Witness witness{.name = context.invocation.arguments().constFirst(),
                                     .key = *key,
                                     .standIn = context.invocation.has("stand-in"_L1)};
    client::ChangeDraft draft = draftOf(u"witness.add"_s, changes::AddWitnessParameters{.witness = witness});
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> removeWitness(Context &context, Connection &connection)
{
    client::ChangeDraft draft = draftOf(
        u"witness.remove"_s, changes::RemoveWitnessParameters{.name = context.invocation.arguments().constFirst()});
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
