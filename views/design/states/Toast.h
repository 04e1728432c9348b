#pragma once

#include "views/design/facts/StateWord.h"

#include <QFrame>
#include <QTimer>

namespace enigm::views::design {

class ToneLabel;

/// A short word that something was done, at the foot of a window, gone after some seconds; it stays while the pointer
/// rests on it. Never for what a person must not miss: that is a Banner.
class Toast final : public QFrame
{
    Q_OBJECT

public:
    /// `window`: over which it is shown, and which owns it.
    explicit Toast(QWidget *window);

    void say(const StateWord &word);
    void setLifetime(std::chrono::milliseconds lifetime) { m_lifetime = lifetime; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void settle();

    StateWord m_word;
    ToneLabel *m_text;
    QTimer m_timer;
    std::chrono::milliseconds m_lifetime{6000};
};

} // namespace enigm::views::design
