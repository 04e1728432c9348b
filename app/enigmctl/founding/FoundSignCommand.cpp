#include "app/enigmctl/founding/FoundSignCommand.h"

#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "app/files/FileAccess.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Founding.h"
#include "contract/operators/Members.h"
#include "contract/signing/Jws.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

struct Payload
{
    json::Value value;
    operators::Founding founding;
};

std::expected<Payload, Failure> readPayload(const QString &path)
{
    const auto bytes = files::readFile(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    QByteArrayView text(*bytes);
    if (text.endsWith('\n'))
        text = text.chopped(1);
    auto value = json::parseSigned(text);
    if (!value)
        return std::unexpected(Failure(value.error().under(path)));
    auto founding = operators::Founding::fromJson(*value);
    if (!founding)
        return std::unexpected(Failure(founding.error().under(path)));
    return Payload{.value = std::move(*value), .founding = std::move(*founding)};
}

QString summaryOf(const operators::Founding &founding)
{
    QString text = u"You are about to sign the founding of '%1'%2 with %3 founders:"_s.arg(
        founding.name, founding.sample ? u" (a sample)"_s : QString(), QString::number(founding.founders.size()));
    for (const operators::Founder &founder : founding.founders)
        text += u" %1 (%2)"_s.arg(founder.operatorId, joined(founder.roles.words()));
    return text;
}

/// Asks for what opens the key; it is open for this signature only.
Expected<signing::Jws> sign(Terminal &terminal, const signing::LockedKey &key, const json::Value &payload)
{
    for (int attempt = 1;; ++attempt) {
        const auto secret = askKeySecret(terminal, key.tokenLabel());
        if (!secret)
            return std::unexpected(secret.error());
        const auto signer = key.unlock(*secret);
        if (signer)
            return signing::Jws::sign(operators::foundingTyp, payload, **signer);
        if (signer.error().type != ProblemType::WrongPassphrase || attempt == keyAttempts(terminal))
            return std::unexpected(signer.error());
        terminal.say(wrongKeySecret(key.tokenLabel()));
    }
}

} // namespace

Result signFounding(Context &context)
{
    const QString path = context.invocation.arguments().constFirst();
    const auto payload = readPayload(path);
    if (!payload)
        return std::unexpected(payload.error());
    const auto file = operatorFile(context.invocation);
    if (!file)
        return std::unexpected(file.error());
    const QString thumbprint = file->key->publicKey().thumbprint();
    const auto &founders = payload->founding.founders;
    const auto founder = std::ranges::find_if(founders, [&thumbprint](const operators::Founder &candidate) {
        return candidate.key.thumbprint() == thumbprint;
    });
    if (founder == founders.end())
        return std::unexpected(Problem{ProblemType::UnknownKey, u"This key is not one of the founders' keys."_s, path});
    context.terminal.say(summaryOf(payload->founding));
    const auto jws = sign(context.terminal, *file->key, payload->value);
    if (!jws)
        return std::unexpected(jws.error());
    const QString compact = QString::fromLatin1(jws->compact());
    return Answer{.document = json::Object{{"deployment"_L1, operators::valueOf(payload->founding.deploymentId())},
                                           {"founder"_L1, founder->operatorId},
                                           {"jws"_L1, compact}},
                  .text = compact + u'\n'};
}

} // namespace enigm::ctl
