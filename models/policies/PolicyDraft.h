#pragma once

#include "contract/policy/PolicyDocument.h"

#include <QObject>

#include <cstddef>
#include <optional>
#include <vector>

namespace enigm::models::policies {

/// A rule while it is being written: its members may contradict each other, and its id may be anything.
struct DraftRule
{
    quint64 key = 0; ///< of the rule, whatever becomes of its id; none comes twice in a draft
    policy::Rule rule;

    friend bool operator==(const DraftRule &, const DraftRule &) = default;
};

/// A policy while it is being written, its rules in the order in which they were written.
struct DraftContent
{
    policy::PolicyKind kind = policy::PolicyKind::DeviceTrust;
    QString name;
    std::vector<DraftRule> rules;
    policy::Settings settings = {};

    friend bool operator==(const DraftContent &, const DraftContent &) = default;
};

/// The cells of a rule, in the order of the table's columns.
enum class RuleCell { Name, Effect, Action, Resource, Conditions, Obligations };
inline constexpr int ruleCellCount = 6;

/// Why a draft is no policy yet, and where. `problem.where` is a pointer below the rule.
struct DraftProblem
{
    enum class Part { Whole, Name, Settings, Rule };
    Problem problem;
    Part part = Part::Whole;
    std::size_t row = 0;            ///< of a rule
    RuleCell cell = RuleCell::Name; ///< of a rule

    friend bool operator==(const DraftProblem &, const DraftProblem &) = default;
};

/// A policy document that somebody edits. Holds whatever is written, tells what is wrong with it, and can go back and
/// forth between the steps that it was written in.
class PolicyDraft : public QObject
{
    Q_OBJECT

public:
    explicit PolicyDraft(const policy::PolicyDocument &document, QObject *parent = nullptr);

    [[nodiscard]] const DraftContent &content() const { return m_content; }
    /// Steps of one name follow each other: writing it is one step.
    void setName(const QString &name);
    /// Rules stay as they are, and are wrong where the kind has no such action.
    void setKind(policy::PolicyKind kind);
    void setSettings(const policy::Settings &settings);
    void setRule(std::size_t row, policy::Rule rule);
    /// A rule at the end that denies the first action of the kind, since nothing is allowed by mistake then. Answers
    /// its row.
    std::size_t addRule();
    /// The copy comes after the rule.
    std::size_t duplicateRule(std::size_t row);
    void removeRules(const std::vector<std::size_t> &rows);

    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();
    /// Whether it differs from what it was last known to be kept as.
    [[nodiscard]] bool isModified() const { return m_content != m_kept; }
    void noteKept();

    /// Of every rule the first, of the whole as well.
    [[nodiscard]] const std::vector<DraftProblem> &problems() const { return m_problems; }
    /// What it says, once nothing is wrong with it.
    [[nodiscard]] const std::optional<policy::PolicyDocument> &document() const { return m_document; }
    /// What it says up to now, sound or not, its rules sorted; of those of one id the first alone.
    [[nodiscard]] policy::PolicyDocument asWritten() const;

Q_SIGNALS:
    void changed();

private:
    /// Steps that are remembered.
    static constexpr std::size_t mostSteps = 500;

    void step(DraftContent next, bool joinsLast = false);
    void settle();
    [[nodiscard]] QString freeId(const QString &stem) const;
    void judge();
    void judgeRule(std::size_t row);
    void judgeWhole();

    DraftContent m_content;
    DraftContent m_kept;
    std::vector<DraftContent> m_past;
    std::vector<DraftContent> m_future;
    bool m_lastWasName = false;
    quint64 m_nextKey = 1;
    std::vector<DraftProblem> m_problems;
    std::optional<policy::PolicyDocument> m_document;
};

/// The actions that a policy of this kind has rules for, and what one of them can be done to.
[[nodiscard]] std::vector<policy::ActionCategory> actionsOf(policy::PolicyKind kind);
[[nodiscard]] std::vector<log::Resource> resourcesOf(policy::ActionCategory action);

} // namespace enigm::models::policies
