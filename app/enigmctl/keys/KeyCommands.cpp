#include "app/enigmctl/keys/KeyCommands.h"

#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/keys/NewKey.h"
#include "app/enigmctl/output/Table.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/SafeText.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestOperatorFile = 64 * 1024;
constexpr qsizetype longestName = 100;

/// A key that is made before its deployment exists belongs to none: the id hangs on the founders' keys.
const QByteArray noDeployment(32, '\0');

Answer describe(const deployment::OperatorFile &file, const QString &note)
{
    const signing::PublicKey &key = file.key->publicKey();
    const QString token = file.key->tokenLabel();
    const bool isAssigned = file.deployment != noDeployment;
    Table table;
    table.addRow({u"name"_s, file.name});
    table.addRow({u"operator"_s, file.operatorId});
    table.addRow({u"deployment"_s, isAssigned ? operators::valueOf(file.deployment).text() : u"none yet"_s});
    if (!token.isEmpty())
        table.addRow({u"token"_s, token});
    table.addRow({u"thumbprint"_s, key.thumbprint()});
    table.addRow({u"public key"_s, QString::fromUtf8(json::canonical(key.jwk()))});
    return {.document =
                json::Object{{"deployment"_L1, isAssigned ? operators::valueOf(file.deployment) : json::Value()},
                             {"key"_L1, key.jwk()},
                             {"name"_L1, file.name},
                             {"operator"_L1, file.operatorId},
                             {"thumbprint"_L1, key.thumbprint()},
                             {"token"_L1, token.isEmpty() ? json::Value() : json::Value(token)}},
            .text = note + table.toText()};
}

std::expected<deployment::OperatorFile, Failure> readOperatorFile(const QString &path)
{
    const auto bytes = files::readFile(path, largestOperatorFile);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto file = deployment::OperatorFile::parse(*bytes);
    if (!file)
        return std::unexpected(Failure(file.error().under(path)));
    return std::move(*file);
}

std::expected<QString, Failure> operatorIdFor(const Context &context)
{
    const auto given = context.invocation.value("operator-id"_L1);
    if (!given)
        return encoding::makeUuid7(context.clock.nowMilliseconds());
    if (!encoding::parseUuid7(*given))
        return misused(u"An operator id is a UUID of version 7."_s, u"--operator-id"_s);
    return *given;
}

} // namespace

Result createKey(Context &context)
{
    const Invocation &line = context.invocation;
    const auto name = line.required("name"_L1);
    if (!name)
        return std::unexpected(name.error());
    if (name->isEmpty() || name->size() > longestName || !encoding::checkSafeText(*name))
        return misused(u"A name has 1 to 100 characters and none that cannot be seen."_s, u"--name"_s);
    const auto operatorId = operatorIdFor(context);
    if (!operatorId)
        return std::unexpected(operatorId.error());
    QByteArray deployment = noDeployment;
    if (line.has("deployment-id"_L1) || line.has("deployment"_L1)) {
        const auto given = deploymentId(line);
        if (!given)
            return std::unexpected(given.error());
        deployment = *given;
    }
    const QString path = line.arguments().constFirst();
    if (QFile::exists(path)) // before a key is made for it
        return std::unexpected(Problem{ProblemType::AlreadyExists, u"There is such a file already."_s, path});
    auto made = NewKey::make(context);
    if (!made)
        return std::unexpected(made.error());
    const deployment::OperatorFile file{
        .deployment = deployment, .name = *name, .operatorId = *operatorId, .key = std::move(made->key)};
    if (const auto written = files::writeNewFile(path, file.toBytes(), files::Readers::Owner); !written)
        return std::unexpected(written.error());
    return describe(file, made->note.arg(path) + u" Give others only what 'enigmctl key show' prints.\n"_s);
}

Result showKey(Context &context)
{
    const auto file = readOperatorFile(context.invocation.arguments().constFirst());
    if (!file)
        return std::unexpected(file.error());
    return describe(*file, {});
}

Result assignKey(Context &context)
{
    const QString path = context.invocation.arguments().constFirst();
    auto file = readOperatorFile(path);
    if (!file)
        return std::unexpected(file.error());
    const auto id = deploymentId(context.invocation);
    if (!id)
        return std::unexpected(id.error());
    if (file->deployment != noDeployment && file->deployment != *id)
        return std::unexpected(
            Problem{ProblemType::WrongDeployment, u"The key belongs to another deployment."_s, path});
    file->deployment = *id;
    if (const auto written = files::writeFile(path, file->toBytes(), files::Readers::Owner); !written)
        return std::unexpected(written.error());
    return describe(*file, {});
}

} // namespace enigm::ctl
