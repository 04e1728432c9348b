#pragma once

#include "models/ota/ReleaseListModel.h"
#include "models/session/OperatorNames.h"

#include <QWidget>

class QSettings;
class QSplitter;

namespace enigm::views::design {
class Button;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::panes {
class ListHead;
}

namespace enigm::views::ota {

class ReleaseDetailPanel;
class ReleaseWordsProxy;

/// What the pane shows; borrowed, and outlives it.
struct ReleasesContext
{
    client::Session &session;
    models::ota::ReleaseListModel &releases;
    models::session::OperatorNames &names;
    QSettings &settings;
};

/// The releases: a list at left, the chosen one at right. Nothing is signed or started here but by a change that others
/// sign.
class ReleasesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ReleasesPane(const ReleasesContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Empty: a new one; else one whose bytes are not all there.
    void importRequested(const QString &release);
    void signingRequested(const QString &release, enigm::operators::SigningAuthority authority);
    void publicationRequested(const QString &release, enigm::ota::RolloutModel channel);
    void rolloutRequested(const QString &release);
    void changeOpened(const QString &reference);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTable();
    void connectModels();
    void updateState();
    void updateCurrent();
    void updateActs();

    ReleasesContext m_context;
    ReleaseWordsProxy *m_words;
    panes::ListHead *m_head;
    design::Button *m_import;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    ReleaseDetailPanel *m_detail;
    QSplitter *m_splitter;
};

} // namespace enigm::views::ota
