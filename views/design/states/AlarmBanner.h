#pragma once

#include <QFrame>

namespace enigm::views::design {

class Button;

/// A proof is broken: full width, red, what is contradicted in a sentence, one button that saves the evidence. There is
/// no way to dismiss it; it goes with the connection that raised it.
class AlarmBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit AlarmBanner(QWidget *parent = nullptr);

    /// What happened in a few words, and what contradicts what.
    void raise(const QString &title, const QString &contradiction);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void saveEvidenceRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QRect textArea(int width) const;

    QString m_title;
    QString m_contradiction;
    Button *m_save;
};

} // namespace enigm::views::design
