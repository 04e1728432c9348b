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

Q_SIGNALS:
    /// The act of an empty pane.
    void acted();
    void dropTokenRequested(const QString &token);
    void retryRequested();
    void saveEvidenceRequested();

private:
    void show(const pane::Content &);
    void show(const pane::Loading &loading);
    void show(const pane::Empty &empty);
    void show(const pane::FilteredToNothing &filtered);
    void show(const pane::Stale &stale);
    void show(const pane::Offline &offline);
    void show(const pane::Refused &refused);
    void show(const pane::BrokenProof &broken);
    void onActed();

    PaneState m_state;
    QWidget *m_content;
    AlarmBanner *m_alarm;
    Banner *m_banner;
    EmptyState *m_empty;
    SkeletonRows *m_skeleton;
    QStackedLayout *m_stack;
};

} // namespace enigm::views::design
