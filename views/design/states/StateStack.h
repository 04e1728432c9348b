#pragma once

#include "views/design/states/PaneState.h"

#include <QWidget>

class QStackedLayout;

namespace enigm::views::design {

class AlarmBanner;
class Banner;
class EmptyState;
class SkeletonRows;

/// A pane's content together with every state that may stand in its place or above it. Give it the content once, then a
/// PaneState whenever something changes.
class StateStack final : public QWidget
{
    Q_OBJECT

public:
    /// Takes ownership of `content`.
    explicit StateStack(QWidget *content, QWidget *parent = nullptr);

    [[nodiscard]] const PaneState &state() const { return m_state; }
    void setState(const PaneState &state);
    /// The window shows the alarm across its whole width already: it is not shown here a second time.
    void setAlarmShownAbove();

Q_SIGNALS:
    /// The act of an empty pane.
    void acted();
    void dropTokenRequested(const QString &token);
    void retryRequested();
    void saveEvidenceRequested();

private:
    void present(const pane::Content &);
    void present(const pane::Loading &loading);
    void present(const pane::Empty &empty);
    void present(const pane::FilteredToNothing &filtered);
    void present(const pane::Stale &stale);
    void present(const pane::Offline &offline);
    void present(const pane::Unavailable &unavailable);
    void present(const pane::Refused &refused);
    void present(const pane::BrokenProof &broken);
    void onActed();

    PaneState m_state;
    bool m_alarmShownAbove = false;
    QWidget *m_content;
    AlarmBanner *m_alarm;
    Banner *m_banner;
    EmptyState *m_empty;
    SkeletonRows *m_skeleton;
    QStackedLayout *m_stack;
};

} // namespace enigm::views::design
