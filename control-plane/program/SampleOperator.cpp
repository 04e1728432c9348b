#include "control-plane/program/SampleOperator.h"

#include "contract/deployment/OperatorFile.h"
#include "contract/encoding/Uuid.h"
#include "contract/signing/KeyFile.h"
#include "control-plane/program/PrivateFiles.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using operators::Role;
using operators::Roles;

constexpr int pinDigits = 6;

/// Uniform over 000000 to 999999: bytes that would favour small digits are thrown away.
signing::Secret makePin()
{
    constexpr unsigned char fairest = 250;
    QByteArray digits;
    while (digits.size() < pinDigits) {
        const auto byte = static_cast<unsigned char>(signing::randomBytes(1).front());
        if (byte < fairest)
            digits.append(static_cast<char>('0' + byte % 10));
    }
    return signing::Secret::taking(digits);
}

SampleOperator makeOperator(const QString &name, Role role, bool isFounder, qint64 nowMilliseconds)
{
    return {.name = name,
            .id = encoding::makeUuid7(nowMilliseconds),
            .installation = encoding::makeUuid7(nowMilliseconds),
            .roles = {role},
            .key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256),
            .pin = makePin(),
            .isFounder = isFounder};
}

} // namespace

Expected<void> SampleOperator::write(const QString &directory, const QByteArray &deployment) const
{
    const deployment::OperatorFile file{.deployment = deployment,
                                        .name = name,
                                        .operatorId = id,
                                        .key = std::make_shared<const signing::SealedKey>(signing::SealedKey::seal(
                                            *key, signing::Secret(QByteArrayView(samplePassphrase.data()))))};
    const QString path = directory + u'/' + name;
    if (auto written = writeFile(path + u".json"_s, file.toBytes(), Readers::Owner); !written)
        return written;
    QByteArray line = pin.view().toByteArray() + '\n';
    const signing::Secret digits = signing::Secret::taking(line);
    return writeFile(path + u".pin"_s, digits.view(), Readers::Owner);
}

std::vector<SampleOperator> makeSampleOperators(qint64 nowMilliseconds)
{
    std::vector<SampleOperator> operators;
    operators.push_back(makeOperator(u"administrator-1"_s, Role::Administrator, true, nowMilliseconds));
    operators.push_back(makeOperator(u"administrator-2"_s, Role::Administrator, false, nowMilliseconds));
    operators.push_back(makeOperator(u"approver-1"_s, Role::Approver, true, nowMilliseconds));
    operators.push_back(makeOperator(u"approver-2"_s, Role::Approver, true, nowMilliseconds));
    operators.push_back(makeOperator(u"reviewer-1"_s, Role::SecurityReviewer, true, nowMilliseconds));
    operators.push_back(makeOperator(u"release-manager-1"_s, Role::ReleaseManager, false, nowMilliseconds));
    return operators;
}

} // namespace enigm::controlplane::program
