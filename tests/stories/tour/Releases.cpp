#include "contract/json/JsonParser.h"
#include "contract/ota/RolloutWords.h"
#include "contract/policy/PolicyDocument.h"
#include "models/ota/ReleaseListModel.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Story.h"
#include "views/ota/ImportWindow.h"
#include "views/words/ReleaseStageText.h"

#include <QAbstractButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace enigm::tour {

using namespace Qt::StringLiterals;
using models::ota::ReleaseListModel;
using ota::ReleaseStage;

// How a release comes in, and who signs it before any device takes it.

namespace {

const QString administrator = u"administrator-1"_s;
const QString manager = u"release-manager-1"_s;
const QString channel = ota::toWord(ota::RolloutModel::Limited);

void awaitStage(const QTableView *table, ReleaseStage stage)
{
    Hands::await(u"for the release to come to %1"_s.arg(views::words::stageText(stage)), [table, stage] {
        return table->model()->index(0, ReleaseListModel::Stage).data().toString() == views::words::stageText(stage);
    });
}

/// The list of releases with the only one chosen, once it is in this stage.
QTableView *chooseRelease(ReleaseStage stage)
{
    auto *const table = Hands::find<QTableView>(u"releasesTable"_s);
    awaitStage(table, stage);
    Hands::clickCell(table, 0, 0);
    Hands::find(u"releaseTitle"_s);
    return table;
}

} // namespace

void Story::importRelease()
{
    say(u"%1 imports a release"_s.arg(manager));
    m_pictures.take(u"releases-empty"_s, Hands::find(u"releasesPane"_s));
    const QString artifact = m_data + u"/os-2026.11.2.swu"_s;
    constexpr int size = 300'000;
    write(artifact, QByteArray(size, 'e'));
    Hands::click(u"releaseImport"_s);
    Hands::click(u"importChoose"_s);
    Hands::answerFileDialog(artifact);
    Hands::type(u"manifestVersion"_s, u"2026.11.2"_s);
    Hands::type(u"manifestBuild"_s, u"nightly-4711"_s);
    Hands::paste(u"manifestBuilds"_s, u"enigm-reference"_s);
    Hands::type(u"manifestPatch"_s, u"2026-11"_s);
    Hands::type(u"manifestRollback"_s, u"7"_s);
    Hands::paste(u"manifestNotes"_s, u"Mends what was found in October."_s);
    m_pictures.take(u"release-import"_s, Hands::find(u"importWindow"_s));
    Hands::click(u"importNext"_s);
    const auto *const next = Hands::find<QAbstractButton>(u"importNext"_s);
    Hands::await(u"for the artifact to have arrived"_s,
                 [next] { return next->text() == views::ota::ImportWindow::tr("Ask for signing…"); });
    Hands::click(u"importNext"_s);
    propose(manager, u"November update"_s);
}

/// The manifest authority's token is in the manager's hands, at the manager's own machine.
void Story::signManifest()
{
    say(u"%1 signs the manifest"_s.arg(manager));
    const auto list = json::parse(control(manager, {u"release"_s, u"list"_s}).trimmed());
    const json::Value *const releases = list ? list->object().find("releases"_L1) : nullptr;
    if (!releases || releases->array().size() != 1)
        throw Stuck(u"there is not the one release"_s);
    const QString release = releases->array().front().object().find("id"_L1)->text();
    withManifestKey({u"release"_s, u"sign"_s, release});
}

void Story::askForProduction()
{
    chooseRelease(ReleaseStage::Manifest);
    m_pictures.take(u"release-half-signed"_s, Hands::find(u"releasesPane"_s));
    Hands::click(u"releaseSign"_s);
    propose(manager, u"November update"_s);
}

void Story::publish()
{
    say(u"%1 publishes the release"_s.arg(manager));
    const QTableView *const table = chooseRelease(ReleaseStage::Signing);
    QTabBar *const tabs = Hands::find<QTabWidget>(u"releaseTabs"_s)->tabBar();
    const auto showTab = [tabs](int tab) { QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center()); };
    showTab(1);
    m_pictures.take(u"release-signatures"_s, table->window());
    Hands::chooseFromMenu(u"releasePublish"_s, u"publish:"_s + channel);
    Hands::await(u"for the channel's next version"_s, [this] {
        return control(manager, {u"tuf"_s, u"pending"_s}).contains('"' + channel.toLatin1() + '"');
    });
    withManifestKey({u"tuf"_s, u"sign"_s, channel});
    awaitStage(table, ReleaseStage::Registration);
    showTab(0);
    m_pictures.take(u"releases"_s, table->window());
}

/// Without a policy that lets them, no device is given an update.
void Story::openUpdates()
{
    say(u"a policy lets devices fetch updates"_s);
    const policy::PolicyDocument updates{.kind = policy::PolicyKind::OtaEligibility,
                                         .name = u"Updates"_s,
                                         .rules = {{.id = u"updates"_s,
                                                    .effect = policy::Effect::Allow,
                                                    .action = policy::ActionCategory::FetchUpdate,
                                                    .resource = log::Resource::Release}}};
    const QString path = m_data + u"/updates.json"_s;
    write(path, json::canonical(updates.toJson()));
    for (const QStringList &line : {QStringList{u"policy"_s, u"publish"_s, path},
                                    QStringList{u"policy"_s, u"assign"_s, updates.name, u"--everyone"_s}}) {
        const QString asked = controlSigning(administrator, line + QStringList{u"--reason"_s, u"November update"_s});
        const auto change = json::parse(asked.trimmed().toUtf8());
        if (!change)
            throw Stuck(u"enigmctl answered %1"_s.arg(asked));
        controlSigning(u"approver-1"_s, {u"change"_s, u"approve"_s, change->object().find("id"_L1)->text()});
    }
}

void Story::withManifestKey(const QStringList &arguments) const
{
    control(manager, arguments + QStringList{u"--authority-key"_s, m_data + u"/sample/authorities/manifest.json"_s},
            "sample\n");
}

void Story::witness() const
{
    control(u"approver-2"_s, {u"witness"_s, u"cosign"_s, m_data + u"/sample/witnesses/stand-in-1.json"_s, u"--once"_s},
            "sample\n");
}

QByteArray Story::control(const QString &person, const QStringList &arguments, const QByteArray &secrets) const
{
    const QStringList identity{u"--deployment"_s,
                               m_data + u"/served.json"_s,
                               u"--operator"_s,
                               u"%1/sample/operators/%2.json"_s.arg(m_data, person),
                               u"--json"_s,
                               u"--passphrase-fd"_s,
                               u"0"_s};
    return run(u"enigmctl"_s, identity + arguments, 0, "sample\n" + secrets).toUtf8();
}

QString Story::controlSigning(const QString &person, const QStringList &arguments) const
{
    return QString::fromUtf8(control(person, arguments + QStringList{u"--pin-fd"_s, u"0"_s, u"--yes"_s},
                                     "sample\n" + pinOf(person).toLatin1() + '\n'));
}

} // namespace enigm::tour
