#pragma once

#include "contract/ota/Release.h"
#include "contract/ota/RolloutWords.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QComboBox;

namespace enigm::views::design {
class KeyValueList;
}

namespace enigm::views::ota {

/// Which release goes out, and how carefully. Only releases that both authorities have signed can.
class PlanReleaseForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanReleaseForm(const std::vector<enigm::ota::Release> &releases, QWidget *parent = nullptr);

    void setRelease(const QString &release);
    /// Empty where there is none.
    [[nodiscard]] QString release() const;
    [[nodiscard]] QString version() const;
    void setModel(enigm::ota::RolloutModel model);
    [[nodiscard]] enigm::ota::RolloutModel model() const;

Q_SIGNALS:
    void releaseChanged();
    void modelChanged();

private:
    void showRelease();

    std::vector<enigm::ota::Release> m_releases; ///< signed by both
    QComboBox *m_release;
    design::KeyValueList *m_facts;
    QButtonGroup *m_models;
};

} // namespace enigm::views::ota
