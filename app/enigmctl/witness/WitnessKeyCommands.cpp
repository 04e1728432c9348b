#include "api-client/keys/WitnessVault.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/witness/WitnessCommands.h"
#include "app/files/FileAccess.h"
#include "contract/deployment/WitnessFile.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/log/SignedNote.h"
#include "contract/signing/KeyFile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

Result describe(const QString &name, const signing::PublicKey &key, const QString &note)
{
    const auto verifier = evidence::cosignatureKey({.name = name, .key = key});
    if (!verifier)
        return std::unexpected(verifier.error());
    const QString vkey = QString::fromUtf8(verifier->toVkey());
    Table table;
    table.addRow({u"witness"_s, name});
    table.addRow({u"thumbprint"_s, key.thumbprint()});
    table.addRow({u"vkey"_s, vkey});
    return Answer{.document = json::Object{{"key"_L1, key.jwk()},
                                           {"name"_L1, name},
                                           {"thumbprint"_L1, key.thumbprint()},
                                           {"vkey"_L1, vkey}},
                  .text = note + table.toText()};
}

constexpr auto hint = " It vouches once 'enigmctl witness add NAME VKEY' was signed off.\n"_L1;

Result sealInto(Context &context, const QString &name, const QString &path)
{
    if (QFile::exists(path)) // before a key is made for it
        return std::unexpected(Problem{ProblemType::AlreadyExists, u"There is such a file already."_s, path});
    const auto passphrase = newPassphrase(context.terminal);
    if (!passphrase)
        return std::unexpected(passphrase.error());
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    const deployment::WitnessFile file{
        .name = name, .key = std::make_shared<const signing::SealedKey>(signing::SealedKey::seal(*key, *passphrase))};
    if (const auto written = files::writeNewFile(path, file.toBytes(), files::Readers::Owner); !written)
        return std::unexpected(written.error());
    return describe(name, key->publicKey(), u"The key is sealed in %1."_s.arg(path) + hint);
}

} // namespace

Result createWitnessKey(Context &context)
{
    const QStringList &arguments = context.invocation.arguments();
    const QString &name = arguments.constFirst();
    if (!log::isKeyName(name.toUtf8()))
        return misused(u"A witness's name has no spaces and no plus."_s, u"NAME"_s);
    if (arguments.size() == 2)
        return sealInto(context, name, arguments.constLast());
    const auto id = deploymentId(context.invocation);
    if (!id)
        return std::unexpected(id.error());
    const auto key = QCoro::waitFor(client::WitnessVault().create(*id, name));
    if (!key)
        return std::unexpected(key.error());
    return describe(name, key->key->publicKey(), u"The key is in your keychain, and nowhere else."_s + hint);
}

Result showWitnessKey(Context &context)
{
    const QStringList &arguments = context.invocation.arguments();
    if (!arguments.isEmpty()) {
        const auto file = witnessFile(arguments.constFirst());
        if (!file)
            return std::unexpected(file.error());
        return describe(file->name, file->key->publicKey(), {});
    }
    const auto id = deploymentId(context.invocation);
    if (!id)
        return std::unexpected(id.error());
    const auto key = QCoro::waitFor(client::WitnessVault().load(*id));
    if (!key)
        return std::unexpected(key.error());
    return describe(key->name, key->key->publicKey(), {});
}

} // namespace enigm::ctl
