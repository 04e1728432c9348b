#pragma once

#include <QByteArray>
#include <QWidget>

#include <vector>

namespace enigm::views::design {

/// A QR code (ISO/IEC 18004, error correction M) of some bytes, with its quiet zone. Dark on white in every scheme,
/// because that is what cameras read. Shows nothing for bytes that fit no code (some two kilobytes).
class QrCode final : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget *parent = nullptr);

    void setContent(QByteArrayView bytes);
    /// Forgets what is shown.
    void clear();
    /// Modules a side, without the quiet zone; 0 where nothing is shown.
    [[nodiscard]] int modules() const { return m_side; }
    [[nodiscard]] bool isDark(int column, int row) const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_side = 0;
    std::vector<bool> m_dark; ///< row by row
};

} // namespace enigm::views::design
