#include "control-plane/identity/AssertionCheck.h"

#include "contract/signing/Secret.h"
#include "control-plane/store/Transaction.h"

#include <cmath>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;
using enigm::identity::SignedAssertion;

namespace {

std::unexpected<Problem> invalid(const QString &detail, const QString &where)
{
    return refuse(ProblemType::InvalidAssertion, detail, where);
}

} // namespace

Expected<SignedAssertion> acceptAssertion(QByteArrayView compact, const operators::Directory &directory, qint64 now)
{
    auto parsed = SignedAssertion::parse(compact);
    if (!parsed)
        return parsed;
    const enigm::identity::Assertion &assertion = parsed->assertion;
    if (assertion.audience != enigm::identity::audienceOf(directory.deploymentId()))
        return invalid(u"The assertion was made for another deployment."_s, u"/aud"_s);
    if (assertion.expires <= now || std::abs(now - assertion.issued) > enigm::identity::assertionLifetime)
        return invalid(u"The assertion has expired or lies in the future; check the clock of this machine."_s,
                       u"/exp"_s);
    const operators::Directory::Key *const key = directory.findKey(parsed->jws.kid());
    if (!key || key->operatorId != assertion.operatorId)
        return refuse(ProblemType::UnknownKey, u"This key is not one of this operator's keys."_s);
    if (!key->isValidAt(directory.size()))
        return refuse(ProblemType::KeyNotValid, u"This operator key was revoked."_s);
    if (const auto verified = parsed->jws.verify(key->key); !verified)
        return std::unexpected(verified.error());
    return parsed;
}

Expected<void> useAssertion(store::Transaction &transaction, const SignedAssertion &assertion)
{
    const QByteArray name = (assertion.assertion.operatorId + u' ' + assertion.assertion.id).toUtf8();
    return transaction.assertions.use(signing::sha256(name), assertion.assertion.expires);
}

} // namespace enigm::controlplane::identity
