#pragma once

#include "tests/models/policies/SamplePolicies.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/TableView.h"
#include "views/policies/ChoiceList.h"
#include "views/policies/PolicyEditor.h"

#include <QComboBox>
#include <QPointer>
#include <QSettings>
#include <QTest>

#include <algorithm>

namespace enigm::test {

/// Made once, as each has a key of its own.
inline const std::shared_ptr<const SampleFleet> &everyDevice()
{
    static const std::shared_ptr<const SampleFleet> fleet = SampleFleet::ofHalves(100);
    return fleet;
}

/// An administrator who writes a policy, and what comes of it.
class EditorDesk
{
public:
    EditorDesk(models::policies::PolicySubject subject, QSettings &settings)
        : m_window(new views::policies::PolicyEditor(std::move(subject),
                                                     {.settings = settings, .now = [] { return SampleFleet::time; }}))
    {
        m_window->setFleet(everyDevice());
        QObject::connect(m_window, &views::policies::PolicyEditor::publicationRequested, m_window,
                         [this](const policy::PolicyDocument &document) { proposed = document; });
        QObject::connect(m_window, &views::policies::PolicyEditor::keepRequested, m_window,
                         [this](const policy::PolicyDocument &document, qint64 revision) {
                             kept = document;
                             keptOn = revision;
                         });
        QObject::connect(m_window, &views::policies::PolicyEditor::dropRequested, m_window,
                         [this](qint64 on) { dropped = on; });
        m_window->show();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window))
            qFatal("the window is not active");
    }
    ~EditorDesk() { delete m_window; }
    EditorDesk(const EditorDesk &) = delete;
    EditorDesk &operator=(const EditorDesk &) = delete;

    [[nodiscard]] views::policies::PolicyEditor &window() { return *m_window; }
    [[nodiscard]] bool isOpen() const { return !m_window.isNull(); }
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_window->findChild<Widget *>(name);
    }
    [[nodiscard]] views::design::TableView &table() const
    {
        return part<views::design::TableView>(QStringLiteral("ruleTable"));
    }
    [[nodiscard]] QString text(int row, models::policies::RuleCell cell) const
    {
        return table().model()->index(row, static_cast<int>(cell)).data().toString();
    }
    [[nodiscard]] QString sentence() const
    {
        return part<views::design::ToneLabel>(QStringLiteral("ruleSentence")).text();
    }
    void click(const QString &name) const { QTest::mouseClick(&part<views::design::Button>(name), Qt::LeftButton); }
    /// The cursor goes to a cell, and Enter opens it.
    void edit(int row, models::policies::RuleCell cell) const
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(row, static_cast<int>(cell)));
        QTest::keyClick(&table(), Qt::Key_Return);
    }
    /// Takes another value of a cell that holds one word.
    void choose(int row, models::policies::RuleCell cell, const QString &label) const
    {
        edit(row, cell);
        const auto editors = table().viewport()->findChildren<QComboBox *>();
        const auto open = std::ranges::find_if(editors, &QWidget::isVisible); // others are on their way out
        QVERIFY(open != editors.end());
        QComboBox *const choices = *open;
        choices->setCurrentIndex(choices->findText(label));
        Q_EMIT choices->activated(choices->currentIndex()); // as the list does once it is chosen from
    }
    template <typename Widget>
    [[nodiscard]] Widget *chooserPart(const QString &chooser, const QString &name) const
    {
        auto *const frame = m_window->findChild<QWidget *>(chooser);
        return frame ? frame->findChild<Widget *>(name) : nullptr;
    }

    std::optional<policy::PolicyDocument> proposed;
    std::optional<policy::PolicyDocument> kept;
    qint64 keptOn = -1;
    qint64 dropped = -1;

private:
    QPointer<views::policies::PolicyEditor> m_window;
};

inline void tick(views::policies::ChoiceList &list, const QString &label)
{
    const auto items = list.findItems(label, Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    list.setFocus();
    list.setCurrentItem(items.front());
    QTest::keyClick(&list, Qt::Key_Space);
}

} // namespace enigm::test
