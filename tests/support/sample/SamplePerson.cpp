#include "tests/support/sample/SamplePerson.h"

#include "contract/deployment/OperatorFile.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

SamplePerson SamplePerson::of(const QString &directory, const QString &name)
{
    const QString path = directory + u"/sample/operators/"_s + name;
    const auto file = require(deployment::OperatorFile::parse(readFile(path + u".json"_s)));
    return {.id = file.operatorId,
            .key = require(file.key->unlock(signing::Secret("sample"))),
            .pin = readFile(path + u".pin"_s).trimmed()};
}

} // namespace enigm::test
