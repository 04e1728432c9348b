#pragma once

#include "contract/changes/GroupParameters.h"
#include "models/groups/GroupDraft.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QRadioButton;
class QStackedWidget;

namespace enigm::views::design {
class Banner;
}

namespace enigm::views::groups {

class RuleForm;

/// A window in which a group of devices is defined: what it is called, and which devices it lists or by which rule it
/// finds them. Nothing is signed here: what was defined goes on to where it is asked for.
class GroupEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit GroupEditor(models::groups::GroupDraft draft, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The window closes by itself.
    void defined(const enigm::changes::ChangeGroupParameters &parameters, const enigm::changes::TargetSet &targets);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildKind();
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildFoot();
    void addDevice(const changes::TargetLeaf &device, bool isListed);
    void define();
    void remove();
    void send(const changes::ChangeGroupParameters &parameters, const changes::TargetSet &targets);
    void say(const Problem &problem);
    [[nodiscard]] Expected<changes::GroupDefinition> definition() const;
    [[nodiscard]] Expected<changes::TargetSet> targets() const;

    const models::groups::GroupDraft m_draft;
    std::vector<changes::TargetLeaf> m_devices; ///< one a row of the list
    design::Banner *m_news;
    QLineEdit *m_name;
    QRadioButton *m_isListed;
    QRadioButton *m_isByRule;
    QStackedWidget *m_pages;
    QListWidget *m_list;
    RuleForm *m_rule;
};

} // namespace enigm::views::groups
