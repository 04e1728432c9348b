#include "views/words/ReleaseText.h"

#include "contract/encoding/Base64Url.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::words {

using design::Fact;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseText)
};

Fact digestFact(const QString &name, const QByteArray &digest)
{
    return {.name = name, .value = QString::fromLatin1(encoding::toBase64Url(digest)), .code = true};
}

QString whoText(const enigm::ota::RolloutGroup &group)
{
    if (group.share)
        return shareText(*group.share);
    const int count = static_cast<int>(group.members->count);
    return group.members->group ? Words::tr("%n device(s) of a group", nullptr, count)
                                : Words::tr("%n device(s) picked by hand", nullptr, count);
}

QString errorsText(const enigm::ota::ErrorThreshold &errors)
{
    if (errors.count && errors.share)
        return Words::tr("more than %1 failures or %2")
            .arg(QLocale().toString(*errors.count), shareText(*errors.share));
    return errors.count ? Words::tr("more than %n failure(s)", nullptr, static_cast<int>(*errors.count))
                        : Words::tr("more than %1 failures").arg(shareText(errors.share.value_or(0)));
}

QString groupText(const enigm::ota::RolloutGroup &group)
{
    const QString soak = group.soak > 0 ? spanText(group.soak) : Words::tr("none");
    return Words::tr("%1, from %2; goes on at %3 confirmed, halts at %4; soaks %5")
        .arg(whoText(group), exactTime(group.starts), shareText(group.success), errorsText(group.errors), soak);
}

} // namespace

QString modelText(enigm::ota::RolloutModel model)
{
    switch (model) {
    case enigm::ota::RolloutModel::Validation:
        return Words::tr("Validation");
    case enigm::ota::RolloutModel::Limited:
        return Words::tr("Limited");
    case enigm::ota::RolloutModel::Stable:
        return Words::tr("Stable");
    case enigm::ota::RolloutModel::Security:
        return Words::tr("Security");
    }
    Q_UNREACHABLE();
}

QString shareText(qint64 permille)
{
    const int decimals = permille % 10 == 0 ? 0 : 1;
    return Words::tr("%1 %").arg(QLocale().toString(static_cast<double>(permille) / 10, 'f', decimals));
}

QString peopleText(const std::vector<QString> &operators, const QMap<QString, QString> &names)
{
    QStringList called;
    for (const QString &one : operators)
        called.append(names.value(one, one));
    return called.join(QStringLiteral(", "));
}

std::vector<Fact> releaseFacts(const changes::SignManifestParameters &parameters)
{
    const enigm::ota::Manifest &manifest = parameters.manifest;
    std::vector<Fact> facts{
        {.name = Words::tr("Version"), .value = manifest.version},
        {.name = Words::tr("Security patch level"), .value = QString::number(manifest.securityPatch)},
        {.name = Words::tr("Rollback index"), .value = QLocale().toString(manifest.rollbackIndex)},
        {.name = Words::tr("For builds"),
         .value = QStringList(manifest.builds.begin(), manifest.builds.end()).join(u'\n')},
        {.name = Words::tr("Artifact"),
         .value =
             Words::tr("%1, %2").arg(manifest.artifact.name, QLocale().formattedDataSize(manifest.artifact.length))},
        digestFact(Words::tr("SHA-256"), manifest.artifact.digest),
        {.name = Words::tr("Release id"), .value = manifest.release},
    };
    if (!manifest.notes.isEmpty())
        facts.push_back({.name = Words::tr("Notes"), .value = manifest.notes});
    return facts;
}

std::vector<Fact> releaseFacts(const changes::SignProductionParameters &parameters)
{
    return {{.name = Words::tr("Release id"), .value = parameters.release},
            {.name = Words::tr("Artifact"), .value = QLocale().formattedDataSize(parameters.length)},
            digestFact(Words::tr("SHA-256"), parameters.artifact),
            digestFact(Words::tr("Manifest"), parameters.manifest)};
}

std::vector<Fact> rolloutFacts(const changes::StartRolloutParameters &parameters)
{
    const enigm::ota::RolloutPlan &plan = parameters.plan;
    std::vector<Fact> facts{{.name = Words::tr("Model"), .value = modelText(plan.model)},
                            {.name = Words::tr("Release id"), .value = parameters.release}};
    for (const enigm::ota::RolloutGroup &group : plan.groups)
        facts.push_back({.name = group.name, .value = groupText(group)});
    facts.push_back({.name = Words::tr("Silent devices"),
                     .value = Words::tr("count as failed after %1").arg(spanText(plan.silentAfter))});
    facts.push_back({.name = Words::tr("Attempts"), .value = QLocale().toString(plan.retry.attempts)});
    if (plan.rate)
        facts.push_back({.name = Words::tr("Download rate"),
                         .value = Words::tr("%1 a second").arg(QLocale().formattedDataSize(*plan.rate))});
    facts.push_back(digestFact(Words::tr("Manifest"), parameters.manifest));
    return facts;
}

std::vector<Fact> rolloutFacts(const changes::ResumeRolloutParameters &parameters)
{
    return {{.name = Words::tr("Rollout id"), .value = parameters.rollout},
            digestFact(Words::tr("Where it stood"), parameters.standing)};
}

std::vector<Fact> rolloutFacts(const changes::StopRolloutParameters &parameters)
{
    return {{.name = Words::tr("Rollout id"), .value = parameters.rollout}};
}

std::vector<Fact> updateKeyFacts(const changes::SetUpdateKeysParameters &parameters)
{
    std::vector<Fact> facts;
    for (const signing::PublicKey &key : parameters.keys.manifest)
        facts.push_back({.name = Words::tr("Manifest key"), .value = key.thumbprint(), .code = true});
    for (const signing::PublicKey &key : parameters.keys.production)
        facts.push_back({.name = Words::tr("Production key"), .value = key.thumbprint(), .code = true});
    if (parameters.keys.tufRoot)
        facts.push_back(digestFact(Words::tr("Root of the repository"), *parameters.keys.tufRoot));
    return facts;
}

} // namespace enigm::views::words
