#include "views/ota/ReleasesPane.h"

#include "api-client/session/Session.h"
#include "contract/changes/Action.h"
#include "views/design/controls/Button.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/ota/ReleaseDetailPanel.h"
#include "views/ota/ReleaseWordsProxy.h"
#include "views/panes/ListHead.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"

#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace enigm::views::ota {

using enigm::ota::Release;
using models::ota::ReleaseListModel;
using models::session::OperatorNames;
using models::session::Phase;
using namespace Qt::StringLiterals;

namespace {

const QString splitterKey = u"releases/splitter"_s;

} // namespace

ReleasesPane::ReleasesPane(const ReleasesContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new ReleaseWordsProxy(context.releases, context.session, this))
    , m_head(new panes::ListHead(tr("Releases"),
                                 {.objectName = u"releasesFilter"_s,
                                  .placeholder = tr("Version, stage or build"),
                                  .accessibleName = tr("Show only releases with these words")},
                                 this))
    , m_import(new design::Button(design::ButtonRole::Quiet, tr("Import")))
    , m_table(new design::TableView)
    , m_detail(new ReleaseDetailPanel)
    , m_splitter(new QSplitter)
{
    setObjectName(u"releasesPane"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_import->setObjectName(u"releaseImport"_s);
    m_head->addAct(m_import);
    layout->addWidget(m_head);
    buildTable();
    m_stack = new design::StateStack(m_table);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 440});
    m_splitter->restoreState(m_context.settings.value(splitterKey).toByteArray());
    m_detail->hide();
    layout->addWidget(m_splitter, 1);
    connectModels();
    m_detail->setNames(m_context.names.names());
    updateActs();
}

void ReleasesPane::buildTable()
{
    m_table->setObjectName(u"releasesTable"_s);
    m_table->setAccessibleName(tr("Releases"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_words);
    auto *const states =
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table);
    m_table->setItemDelegateForColumn(ReleaseListModel::Stage, states);
    m_table->setItemDelegateForColumn(ReleaseListModel::Signatures, states);
    auto *const code = new design::CellDelegate(design::CellKind::Code, m_table);
    m_table->setItemDelegateForColumn(ReleaseListModel::Version, code);
    m_table->setItemDelegateForColumn(ReleaseListModel::Builds, code);
    auto *const number = new design::CellDelegate(design::CellKind::Number, m_table);
    m_table->setItemDelegateForColumn(ReleaseListModel::RollbackIndex, number);
    m_table->setItemDelegateForColumn(ReleaseListModel::Size, number);
    m_table->setItemDelegateForColumn(ReleaseListModel::Imported,
                                      new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = u"version"_s, .width = 100, .hidable = false},
                         {.id = u"stage"_s, .width = 156},
                         {.id = u"patch"_s, .width = 72},
                         {.id = u"rollback"_s, .width = 104, .shown = false},
                         {.id = u"builds"_s, .width = 136, .shown = false},
                         {.id = u"size"_s, .width = 88},
                         {.id = u"signatures"_s, .width = 148},
                         {.id = u"imported"_s, .width = 88, .shown = false}});
    m_table->remember(m_context.settings, u"releases/table"_s);
    panes::repaintByTheMinute(m_table->viewport());
}

void ReleasesPane::connectModels()
{
    connect(m_import, &QAbstractButton::clicked, this, [this] { Q_EMIT importRequested({}); });
    connect(m_head, &panes::ListHead::textChanged, this, [this](const QString &text) {
        m_words->setText(text);
        updateState();
    });
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.releases.refresh(); });
    connect(m_stack, &design::StateStack::acted, this, [this] {
        if (m_head->text().isEmpty())
            Q_EMIT importRequested({});
        m_head->clear();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ReleasesPane::updateCurrent);
    connect(&m_context.releases, &ReleaseListModel::changed, this, &ReleasesPane::updateCurrent);
    connect(&m_context.releases.status(), &models::session::SyncStatus::changed, this, &ReleasesPane::updateState);
    connect(&m_context.names, &OperatorNames::changed, this, [this] { m_detail->setNames(m_context.names.names()); });
    connect(&m_context.session, &client::Session::signedIn, this, &ReleasesPane::updateActs);
    connect(m_detail, &ReleaseDetailPanel::continueRequested, this, &ReleasesPane::importRequested);
    connect(m_detail, &ReleaseDetailPanel::signingRequested, this, &ReleasesPane::signingRequested);
    connect(m_detail, &ReleaseDetailPanel::publicationRequested, this, &ReleasesPane::publicationRequested);
    connect(m_detail, &ReleaseDetailPanel::rolloutRequested, this, &ReleasesPane::rolloutRequested);
    connect(m_detail, &ReleaseDetailPanel::changeOpened, this, &ReleasesPane::changeOpened);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_context.settings.setValue(splitterKey, m_splitter->saveState()); });
}

void ReleasesPane::updateState()
{
    panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Releases,
                  .title = tr("No releases yet"),
                  .sentence = tr("Import an artifact. Before any device takes it, two authorities have to sign it."),
                  .verb = m_import->isEnabled() ? tr("Import") : QString()},
        .refused = {.rule = tr("Your roles do not let you see releases."),
                    .whoCould = tr("Release managers, approvers and security reviewers can.")}};
    if (!m_head->text().isEmpty())
        texts.empty = {.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("No release has these words in its version, stage or builds."),
                       .verb = tr("Show all releases")};
    const int rows = m_words->rowCount();
    m_stack->setState(panes::paneState(m_context.releases.status(), rows > 0, m_context.session.now(), texts));
    m_head->setCount(rows);
}

void ReleasesPane::updateCurrent()
{
    const Release *const release = m_words->release(m_table->currentIndex());
    m_detail->setVisible(release != nullptr);
    if (release)
        m_detail->show(*release, m_context.session.now());
    updateState();
}

void ReleasesPane::updateActs()
{
    const auto &info = m_context.session.info();
    const bool mayAsk = info && changes::findAction(QString(changes::releaseSignManifest))->mayAsk.hasAny(info->roles);
    const QString denial =
        mayAsk ? QString() : tr("Release managers import releases and ask for them to be signed; others approve.");
    if (mayAsk)
        m_import->allow();
    else
        m_import->deny(denial);
    m_detail->setDenial(denial);
    updateState();
}

void ReleasesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.releases.status().phase() == Phase::Idle)
        m_context.releases.refresh();
    if (m_context.names.status().phase() == Phase::Idle)
        m_context.names.refresh();
}

} // namespace enigm::views::ota
