#pragma once

#include "models/policies/FindingsRun.h"
#include "models/policies/PolicyListModel.h"
#include "models/policies/PolicyVersionsModel.h"
#include "views/words/PolicyFindingText.h"
#include "views/words/PolicyText.h"

#include <QWidget>

#include <optional>

class QTabWidget;

namespace enigm::views::design {
class Button;
class KeyValueList;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::policies {

class DiffPanel;
class FindingList;
class RuleSentences;
class VersionWordsProxy;

/// One policy: what it says, its versions and how they differ, and for which devices it is, with what it meets there.
class PolicyDetailPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    PolicyDetailPanel(models::policies::PolicyListModel &policies, models::policies::PolicyVersionsModel &versions,
                      const client::Session &session, QWidget *parent = nullptr);

    void show(const models::policies::ListedEntry &entry);
    void setGroupNames(const words::GroupNames &names);
    void setFleet(std::shared_ptr<const models::policies::Fleet> fleet) { m_findings.setFleet(std::move(fleet)); }
    /// Empty: everything may be asked for; otherwise why not.
    void setDenial(const QString &reason);

Q_SIGNALS:
    void editRequested(const QString &policy);
    void assignRequested(const QString &policy);
    void rollBackRequested(const QString &policy, qint64 version);
    void changeOpened(const QString &reference);

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildVersions();
    [[nodiscard]] QWidget *buildAssignment();
    void refill();
    void showDifferences();
    void showFindings();
    void updateActs();
    /// A version that is not in force and alone is chosen.
    [[nodiscard]] std::optional<qint64> chosenEarlier() const;

    models::policies::PolicyListModel &m_policies;
    models::policies::PolicyVersionsModel &m_versions;
    models::policies::FindingsRun m_findings;
    std::optional<models::policies::ListedEntry> m_entry;
    words::GroupNames m_groups;
    QString m_denial;
    VersionWordsProxy *m_words;
    design::ToneLabel *m_title;
    design::ToneLabel *m_subtitle;
    design::Button *m_edit;
    design::Button *m_assign;
    design::Button *m_rollBack;
    QTabWidget *m_tabs;
    RuleSentences *m_sentences;
    design::TableView *m_table;
    design::ToneLabel *m_compared;
    DiffPanel *m_diff;
    design::KeyValueList *m_facts;
    design::ToneLabel *m_conflicts;
    FindingList *m_list;
};

} // namespace enigm::views::policies
