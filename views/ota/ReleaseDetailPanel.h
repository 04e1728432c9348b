#pragma once

#include "contract/ota/Release.h"

#include <QMap>
#include <QWidget>

#include <optional>

class QMenu;
class QTabWidget;

namespace enigm::views::design {
class Button;
class KeyValueList;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::ota {

class SignatureCards;
class StageTrack;

/// One release: how far it is, who signed it, what devices will check, and what may be asked for next.
class ReleaseDetailPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ReleaseDetailPanel(QWidget *parent = nullptr);

    /// `now` in Unix seconds.
    void show(const enigm::ota::Release &release, qint64 now);
    /// Display names by operator.
    void setNames(const QMap<QString, QString> &names);
    /// Why this person may ask for nothing; empty where they may.
    void setDenial(const QString &reason);

Q_SIGNALS:
    void signingRequested(const QString &release, enigm::operators::SigningAuthority authority);
    void publicationRequested(const QString &release, enigm::ota::RolloutModel channel);
    void rolloutRequested(const QString &release);
    void continueRequested(const QString &release);
    void changeOpened(const QString &reference);

private:
    [[nodiscard]] QWidget *buildHead();
    void fillPublishMenu();
    void refill();
    void fillFacts();
    void updateActs();
    [[nodiscard]] const design::Button *nextAct() const;

    std::optional<enigm::ota::Release> m_release;
    qint64 m_now = 0;
    QMap<QString, QString> m_names;
    QString m_denial;
    design::ToneLabel *m_title;
    design::ToneLabel *m_subtitle;
    design::Button *m_continue;
    design::Button *m_sign;
    design::Button *m_publish;
    QMenu *m_channels;
    design::Button *m_rollOut;
    QTabWidget *m_tabs;
    StageTrack *m_track;
    SignatureCards *m_signatures;
    design::KeyValueList *m_facts;
    design::KeyValueList *m_checks;
};

} // namespace enigm::views::ota
