#pragma once

#include "contract/ota/Release.h"
#include "contract/ota/RolloutRecord.h"
#include "models/ota/PlanDraft.h"
#include "views/words/PolicyText.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <chrono>
#include <functional>

class QScrollArea;
class QStackedWidget;

namespace enigm::views::design {
class Banner;
class Button;
class KeyValueList;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::ota {

class PlanGroupsEditor;
class PlanLimitsForm;
class PlanReleaseForm;

/// A window in which a rollout is planned, step by step: what goes out, to whom and when, within which limits; then the
/// whole plan. It ends in a change that is composed: nothing starts here.
class RolloutWizard final : public QWidget
{
    Q_OBJECT

public:
    struct Context
    {
        std::vector<enigm::ota::Release> releases; ///< as they are when the window opens
        words::GroupNames groups;                  ///< device groups
        std::function<qint64()> now;               ///< Unix seconds
    };
    /// How long after the last key the devices of a plan are asked for.
    static constexpr std::chrono::milliseconds previewDelay{300};

    /// `release`: which is proposed; empty for the newest.
    RolloutWizard(Context context, const QString &release, QWidget *parent = nullptr);

    [[nodiscard]] models::ota::PlanDraft draft() const;
    /// How many devices the groups of a plan would have; of a plan that is another by now, nothing is shown.
    void setPreview(const models::ota::PlanDraft &draft, const Expected<enigm::ota::RolloutPreview> &preview);
    void say(const Problem &problem);
    /// The change was asked for: closes.
    void finish();

Q_SIGNALS:
    void previewRequested(const enigm::models::ota::PlanDraft &draft);
    /// A plan in which nothing is wrong.
    void defined(const enigm::models::ota::PlanDraft &draft);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Step { What, Who, Limits, Whole, StepCount };
    [[nodiscard]] static QString nameOf(Step step);
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildFoot();
    [[nodiscard]] QWidget *buildWhole();
    void go(int step);
    [[nodiscard]] std::vector<models::ota::PlannedGroup> usualGroups() const;
    void takeModel();
    void follow();
    void showFindings();
    void showWhole();

    Context m_context;
    QTimer m_preview;
    PlanReleaseForm *m_release;
    PlanGroupsEditor *m_groups;
    PlanLimitsForm *m_limits;
    std::array<design::ToneLabel *, StepCount> m_steps{};
    QStackedWidget *m_pages;
    design::Banner *m_news;
    design::ToneLabel *m_wrong;
    design::ToneLabel *m_odd;
    design::KeyValueList *m_facts;
    design::Button *m_back;
    design::Button *m_next;
    enigm::ota::RolloutModel m_model = enigm::ota::RolloutModel::Limited;
};

} // namespace enigm::views::ota
