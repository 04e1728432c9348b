#include "contract/operators/Directory.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace enigm::operators {

Roles Directory::Operator::rolesAt(qint64 governanceSize) const
{
    Roles roles;
    for (const RolesSince &since : history) {
        if (governanceSize > since.entry)
            roles = since.roles;
    }
    return roles;
}

bool Directory::WitnessRecord::isActiveAt(qint64 governanceSize) const
{
    return governanceSize > addedBy && (!removedBy || governanceSize <= *removedBy);
}

Directory::Directory(Founding founding)
    : Directory(std::move(founding), {})
{
    m_deploymentId = m_founding.deploymentId();
}

Directory::Directory(Founding founding, QByteArray deploymentId)
    : m_founding(std::move(founding))
    , m_deploymentId(std::move(deploymentId))
{
    for (const Founder &founder : m_founding.founders) {
        m_operators.push_back(
            {.id = founder.operatorId, .history = {{.entry = 0, .roles = founder.roles}}, .keys = {}});
        insertKey(m_operators.back(), founder.key, 0);
    }
    for (const Witness &witness : m_founding.witnesses)
        m_witnesses.push_back({.witness = witness, .addedBy = 0, .removedBy = {}});
    for (const Rule &rule : m_founding.rules)
        m_rules.push_back({.entry = 0, .rule = rule});
    m_acceptances.push_back({.entry = 0, .acceptance = GovernedAcceptance::of(m_founding)});
    m_updateKeys.push_back({.entry = 0, .keys = UpdateKeys::of(m_founding)});
}

const Directory::Operator *Directory::findOperator(const QString &id) const
{
    const auto found = std::ranges::find(m_operators, id, &Operator::id);
    return found == m_operators.end() ? nullptr : &*found;
}

const Directory::Key *Directory::findKey(const QString &thumbprint) const
{
    const auto found = m_keys.constFind(thumbprint);
    return found == m_keys.constEnd() ? nullptr : &*found;
}

bool Directory::isFounder(const QString &operatorId) const
{
    return std::ranges::find(m_founding.founders, operatorId, &Founder::operatorId) != m_founding.founders.end();
}

bool Directory::hasValidKey(const QString &operatorId, qint64 governanceSize) const
{
    const Operator *const person = findOperator(operatorId);
    return person && std::ranges::any_of(person->keys, [&](const QString &thumbprint) {
               return m_keys.constFind(thumbprint)->isValidAt(governanceSize);
           });
}

const Rule *Directory::ruleAt(const QString &action, qint64 governanceSize) const
{
    for (const RuleSince &since : std::views::reverse(m_rules)) {
        if (governanceSize > since.entry && std::ranges::binary_search(since.rule.actions, action))
            return &since.rule;
    }
    return nullptr;
}

const GovernedAcceptance &Directory::acceptanceAt(qint64 governanceSize) const
{
    for (const AcceptanceSince &since : std::views::reverse(m_acceptances)) {
        if (governanceSize > since.entry)
            return since.acceptance;
    }
    return m_acceptances.front().acceptance;
}

bool Directory::hasGoverned(QByteArrayView revocation) const
{
    return std::ranges::any_of(m_acceptances, [revocation](const AcceptanceSince &since) {
        return since.acceptance.revocation && *since.acceptance.revocation == revocation;
    });
}

const UpdateKeys &Directory::updateKeysAt(qint64 governanceSize) const
{
    for (const UpdateKeysSince &since : std::views::reverse(m_updateKeys)) {
        if (governanceSize > since.entry)
            return since.keys;
    }
    return m_updateKeys.front().keys;
}

bool Directory::hasNamedTufRoot(QByteArrayView digest) const
{
    return std::ranges::any_of(m_updateKeys, [digest](const UpdateKeysSince &since) {
        return since.keys.tufRoot && *since.keys.tufRoot == digest;
    });
}

Expected<void> Directory::admitOperator(const QString &id, Roles roles, const std::vector<signing::PublicKey> &keys)
{
    if (findOperator(id))
        return refuse(ProblemType::AlreadyExists, u"This operator was admitted before."_s);
    if (auto allowed = checkRoles(roles); !allowed)
        return allowed;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (auto isNew = checkNewKey(keys[i]); !isNew)
            return isNew;
        if (std::ranges::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]) !=
            keys.begin() + static_cast<std::ptrdiff_t>(i))
            return refuse(ProblemType::AlreadyExists, u"A key is named twice."_s);
    }
    m_operators.push_back({.id = id, .history = {{.entry = m_size, .roles = roles}}, .keys = {}});
    for (const signing::PublicKey &key : keys)
        insertKey(m_operators.back(), key, m_size);
    ++m_size;
    return {};
}

Expected<void> Directory::addKey(const QString &operatorId, const signing::PublicKey &key)
{
    const auto person = std::ranges::find(m_operators, operatorId, &Operator::id);
    if (person == m_operators.end())
        return refuse(ProblemType::NotFound, u"There is no operator of this id."_s);
    if (auto isNew = checkNewKey(key); !isNew)
        return isNew;
    insertKey(*person, key, m_size);
    ++m_size;
    return {};
}

Expected<void> Directory::revokeKey(const QString &operatorId, const QString &thumbprint)
{
    const auto key = m_keys.find(thumbprint);
    if (key == m_keys.end() || key->operatorId != operatorId)
        return refuse(ProblemType::NotFound, u"This operator has no such key."_s);
    if (key->revokedBy)
        return refuse(ProblemType::NotFound, u"The key was revoked before."_s);
    key->revokedBy = m_size;
    ++m_size;
    return {};
}

Expected<void> Directory::addWitness(Witness witness)
{
    const bool exists = std::ranges::any_of(m_witnesses, [&witness](const WitnessRecord &record) {
        return !record.removedBy && (record.witness.name == witness.name || record.witness.key == witness.key);
    });
    if (exists)
        return refuse(ProblemType::AlreadyExists, u"There is a witness of this name or with this key."_s);
    m_witnesses.push_back({.witness = std::move(witness), .addedBy = m_size, .removedBy = {}});
    ++m_size;
    return {};
}

Expected<void> Directory::removeWitness(const QString &name)
{
    const auto record = std::ranges::find_if(m_witnesses, [&name](const WitnessRecord &candidate) {
        return !candidate.removedBy && candidate.witness.name == name;
    });
    if (record == m_witnesses.end())
        return refuse(ProblemType::NotFound, u"There is no witness of this name."_s);
    record->removedBy = m_size;
    ++m_size;
    return {};
}

Expected<void> Directory::setAcceptance(GovernedAcceptance acceptance)
{
    if (acceptance == this->acceptance())
        return refuse(ProblemType::AlreadyExists, u"Attestations are judged by just this already."_s);
    m_acceptances.push_back({.entry = m_size, .acceptance = std::move(acceptance)});
    ++m_size;
    return {};
}

Expected<void> Directory::setUpdateKeys(UpdateKeys keys)
{
    if (keys == updateKeys())
        return refuse(ProblemType::AlreadyExists, u"Releases are signed with just these already."_s);
    if (updateKeys().tufRoot && !keys.tufRoot)
        return refuse(ProblemType::OutOfRange, u"The update repository has a root, and is never without one again."_s,
                      u"/parameters/tuf_root"_s);
    for (const auto authority : {SigningAuthority::Manifest, SigningAuthority::Production}) {
        for (const signing::PublicKey &key : keys.of(authority)) {
            if (m_keys.contains(key.thumbprint()))
                return refuse(ProblemType::OutOfRange, u"A signing authority never has an operator's key."_s,
                              u"/parameters/"_s + toWord(authority));
        }
    }
    m_updateKeys.push_back({.entry = m_size, .keys = std::move(keys)});
    ++m_size;
    return {};
}

Expected<void> Directory::checkNewKey(const signing::PublicKey &key) const
{
    if (m_keys.contains(key.thumbprint()))
        return refuse(ProblemType::AlreadyExists, u"The key is known already, and a key is one person's for ever."_s);
    if (updateKeys().find(SigningAuthority::Manifest, key.thumbprint()) ||
        updateKeys().find(SigningAuthority::Production, key.thumbprint()))
        return refuse(ProblemType::AlreadyExists, u"The key is that of an authority that signs releases."_s);
    return {};
}

void Directory::insertKey(Operator &person, const signing::PublicKey &key, qint64 entry)
{
    const QString thumbprint = key.thumbprint();
    person.keys.push_back(thumbprint);
    m_keys.insert(thumbprint, {.key = key, .operatorId = person.id, .addedBy = entry, .revokedBy = {}});
}

} // namespace enigm::operators
