#include "views/design/facts/QrCode.h"

#include <QPainter>
#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace enigm::views::design {

namespace {

constexpr int quietZone = 4; // modules, as the standard asks
constexpr int preferredSize = 264;

struct FreeCode
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QrCode::QrCode(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("qrCode"));
    setAccessibleName(tr("QR code"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrCode::setContent(QByteArrayView bytes)
{
    clear();
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
        static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.data()), 0, QR_ECLEVEL_M));
    if (!code)
        return;
    m_side = code->width;
    const auto count = static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side);
    m_dark.resize(count);
    std::transform(code->data, code->data + count, m_dark.begin(), [](unsigned char module) { return module & 1U; });
    std::fill_n(code->data, count, static_cast<unsigned char>(0));
}

void QrCode::clear()
{
    m_dark.assign(m_dark.size(), false);
    m_dark.clear();
    m_side = 0;
    update();
}

bool QrCode::isDark(int column, int row) const
{
    return m_dark[static_cast<std::size_t>(row * m_side + column)];
}

QSize QrCode::sizeHint() const
{
    return {preferredSize, preferredSize};
}

void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (m_side == 0)
        return;
    // Whole pixels a module, so that every edge is sharp.
    const int all = m_side + 2 * quietZone;
    const qreal ratio = devicePixelRatioF();
    const int pixels = std::max(1, static_cast<int>(std::min(width(), height()) * ratio) / all);
    const qreal module = pixels / ratio;
    const qreal left = (width() - m_side * module) / 2;
    const qreal top = (height() - m_side * module) / 2;
    for (int row = 0; row < m_side; ++row) {
        for (int column = 0; column < m_side; ++column) {
            if (isDark(column, row))
                painter.fillRect(QRectF(left + column * module, top + row * module, module, module), Qt::black);
        }
    }
}

} // namespace enigm::views::design
