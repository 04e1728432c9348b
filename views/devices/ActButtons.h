#pragma once

#include "views/devices/DeviceActs.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QMenu;

namespace enigm::views::design {
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::devices {

/// The acts that can be asked for: one button each, in `columns` columns. Denied ones stay in their place and say why;
/// where all are denied for one reason, it is written below them. Rare acts stand in the menu of the last button,
/// "More", in the same way. The object name of a button, or of an entry of the menu, is its action.
class ActButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit ActButtons(int columns, QWidget *parent = nullptr);

    void setOffers(const std::vector<DeviceActOffer> &offers);
    /// Puts the keyboard on the first act that is open; false where none is.
    [[nodiscard]] bool focusFirst();

Q_SIGNALS:
    void chosen(const QString &action);

private:
    void rebuild();
    void place(design::Button *button);
    void addToMenu(const DeviceActOffer &offer);

    int m_columns;
    QGridLayout *m_grid;
    design::ToneLabel *m_reason;
    std::vector<DeviceActOffer> m_offers;
    std::vector<design::Button *> m_buttons; ///< one for each offer that is not rare, in their order; then "More"
    QMenu *m_menu = nullptr;                 ///< of "More", where an offer is rare
};

} // namespace enigm::views::devices
