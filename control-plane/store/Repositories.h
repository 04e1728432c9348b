#pragma once

#include "control-plane/store/AssertionStore.h"
#include "control-plane/store/AttestationStore.h"
#include "control-plane/store/ChangeStore.h"
#include "control-plane/store/CommandStore.h"
#include "control-plane/store/CosignatureStore.h"
#include "control-plane/store/DeviceInputStore.h"
#include "control-plane/store/DeviceStore.h"
#include "control-plane/store/EnforcementPointStore.h"
#include "control-plane/store/EnrollmentStore.h"
#include "control-plane/store/GroupDeviceStore.h"
#include "control-plane/store/GroupStore.h"
#include "control-plane/store/HeldPolicyStore.h"
#include "control-plane/store/IdempotencyStore.h"
#include "control-plane/store/LogStore.h"
#include "control-plane/store/MetaStore.h"
#include "control-plane/store/NetworkCredentialStore.h"
#include "control-plane/store/NetworkOutcomeStore.h"
#include "control-plane/store/OperatorStore.h"
#include "control-plane/store/PolicyStore.h"
#include "control-plane/store/PostureStore.h"
#include "control-plane/store/ReleaseStore.h"
#include "control-plane/store/ResolutionStore.h"
#include "control-plane/store/RevocationStore.h"
#include "control-plane/store/RolloutDeviceStore.h"
#include "control-plane/store/RolloutStore.h"
#include "control-plane/store/SessionStore.h"
#include "control-plane/store/SignOffStore.h"
#include "control-plane/store/TufStore.h"

namespace enigm::controlplane::store {

/// Every repository over one connection. Reading members are const, so that a Reader can give nothing else.
struct Repositories
{
    explicit Repositories(Connection &connection)
        : log(connection)
        , cosignatures(connection)
        , meta(connection)
        , devices(connection)
        , deviceInputs(connection)
        , groups(connection)
        , groupDevices(connection)
        , changes(connection)
        , commands(connection)
        , enrollments(connection)
        , postures(connection)
        , resolutions(connection)
        , attestations(connection)
        , revocations(connection)
        , policies(connection)
        , releases(connection)
        , heldPolicies(connection)
        , enforcementPoints(connection)
        , networkCredentials(connection)
        , networkOutcomes(connection)
        , signOffs(connection)
        , rollouts(connection)
        , rolloutDevices(connection)
        , operators(connection)
        , sessions(connection)
        , idempotency(connection)
        , assertions(connection)
        , tuf(connection)
    {}

    LogStore log;
    CosignatureStore cosignatures;
    MetaStore meta;
    DeviceStore devices;
    DeviceInputStore deviceInputs;
    GroupStore groups;
    GroupDeviceStore groupDevices;
    ChangeStore changes;
    CommandStore commands;
    EnrollmentStore enrollments;
    PostureStore postures;
    ResolutionStore resolutions;
    AttestationStore attestations;
    RevocationStore revocations;
    PolicyStore policies;
    ReleaseStore releases;
    HeldPolicyStore heldPolicies;
    EnforcementPointStore enforcementPoints;
    NetworkCredentialStore networkCredentials;
    NetworkOutcomeStore networkOutcomes;
    SignOffStore signOffs;
    RolloutStore rollouts;
    RolloutDeviceStore rolloutDevices;
    OperatorStore operators;
    SessionStore sessions;
    IdempotencyStore idempotency;
    AssertionStore assertions;
    TufStore tuf;
};

} // namespace enigm::controlplane::store
