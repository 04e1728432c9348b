#pragma once

#include <QByteArray>

#include <random>
#include <vector>

namespace enigm::test {

/// What becomes of the writes since the last sync of their file.
enum class Loss {
    All,  ///< none reached the disk
    Some, ///< some did, in any order, the last of them perhaps in part
};

/// The bytes of a file: those that were synced, and what was done to it since.
class LossyContent
{
public:
    struct Write
    {
        qint64 offset = 0;
        QByteArray bytes;
        bool isTruncation = false; ///< to `offset` bytes
    };

    explicit LossyContent(QByteArray synced = {});

    void take(Write write);
    void sync();
    /// With what is pending, and with this, too.
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 sizeAfter(const Write &write) const;
    /// What a power cut now would leave.
    [[nodiscard]] QByteArray left(Loss loss, std::mt19937 &random) const;

private:
    static void apply(QByteArray &bytes, const Write &write);

    QByteArray m_synced;
    std::vector<Write> m_pending;
    qint64 m_size;
};

} // namespace enigm::test
