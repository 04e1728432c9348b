#include "simulator/device/ArtifactDownload.h"

#include "contract/encoding/Base64Url.h"

#include <QDir>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int mostAttempts = 5;
constexpr int mostWaits = 300;
constexpr int wait = 1'000; // milliseconds
constexpr int partialContent = 206;
constexpr qint64 blockSize = 64 * 1024;

} // namespace

ArtifactDownload::ArtifactDownload(DeviceLine &line, const QString &directory, const fleet::DeviceHandle &device,
                                   Wanted wanted, QObject *parent)
    : QObject(parent)
    , m_line(line)
    , m_wanted(std::move(wanted))
    , m_file(QDir(directory).filePath(device.text() + u'.' +
                                      QString::fromLatin1(m_wanted.artifact.digest.first(4).toHex()) + u".part"_s))
{}

void ArtifactDownload::start()
{
    if (!m_file.open(QIODevice::ReadWrite) || !readAgain())
        return conclude(Problem{ProblemType::FileUnreadable, m_file.errorString(), m_file.fileName()});
    goOn();
}

/// What an earlier run has fetched.
bool ArtifactDownload::readAgain()
{
    m_hash.reset();
    m_received = 0;
    if (m_file.size() > m_wanted.artifact.length && !m_file.resize(0))
        return false;
    m_file.seek(0);
    while (!m_file.atEnd()) {
        const QByteArray block = m_file.read(blockSize);
        m_hash.addData(block);
        m_received += block.size();
    }
    return m_file.error() == QFileDevice::NoError;
}

void ArtifactDownload::goOn()
{
    if (m_received == m_wanted.artifact.length)
        return answered({.outcome = Reply::Outcome::Answered, .body = {}, .problem = {}});
    ++m_attempts;
    Ask ask{.path = m_wanted.url.toLatin1()};
    m_isRange = m_received > 0;
    if (m_isRange)
        ask.fields = "Range: bytes=" + QByteArray::number(m_received) + "-\r\nIf-Range: \"" +
                     encoding::toBase64Url(m_wanted.artifact.digest) + "\"\r\n";
    m_line.ask(
        std::move(ask),
        [this](const Reply &reply) {
            if (reply.status == partialContent)
                ++m_resumed;
            answered(reply);
        },
        [this](int status, QByteArrayView bytes) { return take(status, bytes); });
}

/// What is there is of something else.
bool ArtifactDownload::beginAnew()
{
    m_isRange = false;
    m_received = 0;
    m_hash.reset();
    return m_file.resize(0) && m_file.seek(0);
}

bool ArtifactDownload::take(int status, QByteArrayView bytes)
{
    if (m_isRange && status != partialContent && !beginAnew()) {
        m_trouble = Problem{ProblemType::FileUnreadable, m_file.errorString(), m_file.fileName()};
        return false;
    }
    if (m_received + bytes.size() > m_wanted.artifact.length) {
        m_trouble = Problem{ProblemType::BodyMismatch, u"More arrives than the manifest says."_s, m_wanted.url};
        return false;
    }
    if (m_file.write(bytes.data(), bytes.size()) != bytes.size()) {
        m_trouble = Problem{ProblemType::StorageFull, m_file.errorString(), m_file.fileName()};
        return false;
    }
    m_hash.addData(bytes.toByteArray());
    m_received += bytes.size();
    if (m_wanted.interruptAfter > 0 && !m_wasInterrupted && m_received >= m_wanted.interruptAfter) {
        m_wasInterrupted = true;
        return false;
    }
    return true;
}

void ArtifactDownload::answered(const Reply &reply)
{
    if (m_trouble)
        return conclude(m_trouble);
    if (reply.outcome == Reply::Outcome::Refused && reply.problem->type == ProblemType::RateLimited &&
        m_waits < mostWaits) {
        ++m_waits;
        QTimer::singleShot(wait, this, &ArtifactDownload::goOn);
        return;
    }
    if (reply.outcome == Reply::Outcome::Refused)
        return conclude(reply.problem);
    if (reply.outcome == Reply::Outcome::Failed && m_attempts < mostAttempts)
        return goOn();
    if (reply.outcome == Reply::Outcome::Failed)
        return conclude(reply.problem);
    if (m_received != m_wanted.artifact.length || m_hash.result() != m_wanted.artifact.digest) {
        m_file.remove();
        return conclude(
            Problem{ProblemType::BodyMismatch, u"These are not the bytes of the manifest."_s, m_wanted.url});
    }
    conclude(std::nullopt);
}

void ArtifactDownload::conclude(const std::optional<Problem> &problem)
{
    m_file.close();
    QMetaObject::invokeMethod(this, [this, problem] { Q_EMIT finished(problem); }, Qt::QueuedConnection);
}

} // namespace enigm::simulator
