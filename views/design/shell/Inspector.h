#pragma once

#include <QFrame>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace enigm::views::design {

class HandleLabel;
class ToneLabel;

/// What is selected, at the right: its handle, its states, sections that scroll, and at the foot what may be done with
/// it.
class Inspector final : public QFrame
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);

    /// What is selected has a handle ...
    void setHandle(const QString &handle);
    /// ... or a name in words.
    void setTitle(const QString &title);
    /// The line below the handle (badges); takes ownership, and lets the former go.
    void setStates(const QList<QWidget *> &badges);
    /// Adds a section; takes ownership of `body`.
    void addSection(const QString &title, QWidget *body);
    void clearSections();
    /// The acts at the foot; takes ownership, and lets the former go. None hides the foot.
    void setActs(const QList<QWidget *> &acts);
    /// Whether the foot is there; the acts stay as they are.
    void setActsVisible(bool visible);
    [[nodiscard]] QSize sizeHint() const override { return {320, 480}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    HandleLabel *m_handle;
    ToneLabel *m_title;
    QHBoxLayout *m_states;
    QScrollArea *m_scroll;
    QVBoxLayout *m_sections;
    QWidget *m_foot;
    QHBoxLayout *m_acts;
};

} // namespace enigm::views::design
