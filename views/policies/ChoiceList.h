#pragma once

#include <QListWidget>
#include <QString>

#include <vector>

namespace enigm::views::policies {

/// A list of which any number can be ticked, by mouse or with the space bar.
class ChoiceList final : public QListWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        QString id;
        QString label;
    };

    explicit ChoiceList(QWidget *parent = nullptr);
    void setChoices(const std::vector<Choice> &choices);
    /// Ids that are no choice are left out.
    void setChosen(const std::vector<QString> &ids);
    [[nodiscard]] std::vector<QString> chosen() const; ///< in the order of the choices
    void setChosen(const QString &id, bool isChosen);

Q_SIGNALS:
    /// By the person.
    void toggled(const QString &id, bool isChosen);

private:
    bool m_isFilling = false;
};

} // namespace enigm::views::policies
