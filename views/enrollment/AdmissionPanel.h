#pragma once

#include "api-client/enrollment/AdmissionCheck.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace enigm::views::design {
class Banner;
class KeyValueList;
} // namespace enigm::views::design

namespace enigm::views::enrollment {

/// What this console finds on judging the devices of an admission again, while a person reads what will happen.
class AdmissionPanel final : public QWidget
{
    Q_OBJECT

public:
    using Findings = std::vector<client::AdmissionFinding>;

    explicit AdmissionPanel(QWidget *parent = nullptr);

    void setProgress(qsizetype done, qsizetype total);
    void setFindings(const Expected<Findings> &findings);

private:
    void showFacts(const Findings &findings);

    design::Banner *m_verdict;
    design::KeyValueList *m_facts;
};

/// Why nobody should sign the admission here, as a sentence; nothing where all holds.
[[nodiscard]] std::optional<QString> denialOf(const std::optional<Expected<AdmissionPanel::Findings>> &findings);

} // namespace enigm::views::enrollment
