#pragma once

#include "views/design/facts/StateWord.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace enigm::views::design {

/// One fact of a list. With `state` the value is shown as icon and word; with `code` in monospace groups.
struct Fact
{
    QString name;
    QString value;
    std::optional<StateWord> state = {};
    bool code = false;
    /// The exact time behind a relative one, the whole behind a part.
    QString hover = {};
};

/// Facts below one another: quiet names, plain values that wrap. The context menu copies one fact's value or the list.
class KeyValueList final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueList(QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    void setFacts(std::vector<Fact> facts);
    /// One line a fact, "name: value".
    [[nodiscard]] QString asText() const;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QWidget *valueOf(const Fact &fact);
    [[nodiscard]] const Fact *factAt(int y) const;

    std::vector<Fact> m_facts;
    QGridLayout *m_grid;
};

} // namespace enigm::views::design
