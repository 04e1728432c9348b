#pragma once

#include "api-client/enrollment/AcceptanceReview.h"

#include <QWidget>

#include <optional>

namespace enigm::views::design {
class Banner;
class KeyValueList;
} // namespace enigm::views::design

namespace enigm::views::enrollment {

/// What a change of the acceptance changes, as this console recomputes it, while a person reads what will happen:
/// roots, boot keys and list by the short words that two people compare by voice.
class AcceptancePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AcceptancePanel(QWidget *parent = nullptr);

    void setLoading();
    void setReview(const Expected<client::AcceptanceReview> &review);

private:
    void showFacts(const client::AcceptanceReview &review);
    void say(const QString &text, bool holds);

    design::Banner *m_verdict;
    design::KeyValueList *m_facts;
};

/// Why nobody should sign the change here, as a sentence; nothing where it could be recomputed.
[[nodiscard]] std::optional<QString> denialOf(const std::optional<Expected<client::AcceptanceReview>> &review);

} // namespace enigm::views::enrollment
