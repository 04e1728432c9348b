#pragma once

#include "contract/changes/ResolveParameters.h"

#include <QWidget>

class QDateEdit;
class QLineEdit;

namespace enigm::views::design {
class Banner;
}

namespace enigm::views::devices {

/// A window in which it is said which handle is to be resolved: what a gateway or a detector called the device, and on
/// which day. Nothing is signed here: what was said goes on to where it is asked for.
class ResolveWindow final : public QWidget
{
    Q_OBJECT

public:
    /// `now` in Unix seconds: no later day can be chosen.
    explicit ResolveWindow(qint64 now, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The window closes by itself.
    void defined(const enigm::changes::ResolveHandleParameters &parameters);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildForm(qint64 now);
    [[nodiscard]] QWidget *buildFoot();
    [[nodiscard]] Expected<changes::ResolveHandleParameters> parameters() const;
    void define();

    design::Banner *m_news;
    QLineEdit *m_handle;
    QDateEdit *m_day;
};

} // namespace enigm::views::devices
