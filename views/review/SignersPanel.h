#pragma once

#include "api-client/changes/ChangeClient.h"

#include <QMap>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace enigm::views::review {

/// "Who": who asked and who has signed, with when and by which key, for whom it still waits, by which rule, and the
/// digest in words to compare by voice. Signatures are verified whatever it says; where in the log they stand, and when
/// that was, is marked as proven or as served.
class SignersPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SignersPanel(QWidget *parent = nullptr);
    /// `names`: of operators, by id.
    void show(const client::VerifiedChange &change, const QMap<QString, QString> &names, qint64 now);
    void clear();

private:
    void addRequest(const changes::ChangeRecord &record, const QMap<QString, QString> &names, qint64 now);
    void addDecision(const client::VerifiedChange &change, std::size_t index, const QMap<QString, QString> &names,
                     qint64 now);
    void addMissing(const client::VerifiedChange &change);
    void addFacts(const client::VerifiedChange &change, qint64 now);

    QVBoxLayout *m_layout;
};

} // namespace enigm::views::review
