#pragma once

#include <QString>
#include <QWidget>

namespace enigm::views::design {
class Banner;
}

namespace enigm::views::signin {

/// The first choice of a new console: try it here, with a sample organisation on this machine, or connect to an
/// organisation's control plane by the deployment file that was handed over.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(QWidget *parent = nullptr);
    /// Nothing is going on and nothing went wrong: the choice is open.
    void setOpen();
    /// What is going on ("Founding a sample organisation…"), or what went wrong.
    void setProgress(const QString &text);
    void setProblem(const QString &text);

Q_SIGNALS:
    void tryHereRequested();
    void connectRequested(const QString &deploymentFile);

private:
    void chooseFile();

    QWidget *m_choices;
    design::Banner *m_news;
};

} // namespace enigm::views::signin
