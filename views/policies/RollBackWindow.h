#pragma once

#include "views/policies/PolicyReview.h"

namespace enigm::views::policies {

/// A window that shows what it would mean to bring an earlier version of a policy back, before that is asked for.
class RollBackWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit RollBackWindow(const PolicyReview::Subject &subject, QWidget *parent = nullptr);
    [[nodiscard]] PolicyReview &review() { return *m_review; }

Q_SIGNALS:
    /// The window closes by itself.
    void defined();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    PolicyReview *m_review;
};

} // namespace enigm::views::policies
