#include "control-plane/program/SampleWitness.h"

#include "contract/deployment/WitnessFile.h"
#include "contract/signing/KeyFile.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleOperator.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

Expected<void> SampleWitness::write(const QString &directory) const
{
    const deployment::WitnessFile file{.name = name,
                                       .key = std::make_shared<const signing::SealedKey>(signing::SealedKey::seal(
                                           *key, signing::Secret(QByteArrayView(samplePassphrase.data()))))};
    return writeFile(directory + u'/' + name + u".json"_s, file.toBytes(), Readers::Owner);
}

std::vector<SampleWitness> makeSampleWitnesses()
{
    std::vector<SampleWitness> witnesses;
    for (const QString &name : {u"stand-in-1"_s, u"stand-in-2"_s})
        witnesses.push_back({.name = name, .key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519)});
    return witnesses;
}

} // namespace enigm::controlplane::program
