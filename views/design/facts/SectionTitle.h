#pragma once

#include <QWidget>

class QHBoxLayout;

namespace enigm::views::design {

class ToneLabel;

/// The heading of a pane or of a section in it: the name, a quiet count beside it, and acts at the far end.
class SectionTitle final : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Page, Section };

    explicit SectionTitle(const QString &title, Level level = Level::Section, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// "5,000 · 12 selected"; empty shows none.
    void setDetail(const QString &detail);
    /// Adds an act (a Button) at the far end; takes ownership.
    void addAct(QWidget *act);

private:
    QHBoxLayout *m_layout;
    ToneLabel *m_title;
    ToneLabel *m_detail;
};

} // namespace enigm::views::design
