#pragma once

#include "contract/ota/Release.h"

#include <QMap>
#include <QWidget>

class QVBoxLayout;

namespace enigm::views::ota {

/// The two signatures of a release: by which authority, when, with which key, and who asked for it and approved.
class SignatureCards final : public QWidget
{
    Q_OBJECT

public:
    explicit SignatureCards(QWidget *parent = nullptr);

    /// `names`: display names by operator. `now` in Unix seconds.
    void show(const enigm::ota::Release &release, const QMap<QString, QString> &names, qint64 now);

Q_SIGNALS:
    void changeOpened(const QString &reference);

private:
    void addAwaited(QVBoxLayout &card, operators::SigningAuthority authority, const QString &release);
    void addSignature(QVBoxLayout &card, const enigm::ota::ReleaseSignature &signature,
                      const QMap<QString, QString> &names, qint64 now);

    QVBoxLayout *m_cards;
};

} // namespace enigm::views::ota
