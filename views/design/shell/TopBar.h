#pragma once

#include "views/design/facts/StateWord.h"

#include <QFrame>

class QToolButton;

namespace enigm::views::design {

class PaletteButton;
class StateBadge;
class ToneLabel;

/// The strip over everything: which deployment and by which key, how far its log is verified and witnessed, the command
/// palette, who is signed in and for how long.
class TopBar final : public QFrame
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    /// `fingerprint`: of the deployment's TLS key, whole; its first eight characters are in sight, the rest on hover.
    void setDeployment(const QString &name, const QString &fingerprint);
    /// `hover` says more about it: why, since when.
    void setLogState(const StateWord &state, const QString &hover = {});
    /// How many others have seen which size of it; without a word it is not shown.
    void setWitnesses(const StateWord &state, const QString &hover = {});
    /// `timeLeft` as people say it ("5 h 12 m left"); `hurry` once it is short.
    void setOperator(const QString &name, const QString &timeLeft, bool hurry = false);

    /// Where the operator's menu belongs.
    [[nodiscard]] QToolButton *operatorButton() const { return m_operator; }

Q_SIGNALS:
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ToneLabel *m_deployment;
    ToneLabel *m_key;
    StateBadge *m_log;
    StateBadge *m_witnesses;
    PaletteButton *m_palette;
    QToolButton *m_operator;
    ToneLabel *m_timeLeft;
};

} // namespace enigm::views::design
