#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/enrollment/AdmissionCheck.h"
#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// enrollment create --name NAME [--uses N] [--days N] [--level LEVEL] [--replaces HANDLE] [--output FILE]
[[nodiscard]] client::Task<Result> createEnrollment(Context &context, Connection &connection);
/// enrollment list
[[nodiscard]] client::Task<Result> listEnrollments(Context &context, Connection &connection);
/// enrollment revoke ID
[[nodiscard]] client::Task<Result> revokeEnrollment(Context &context, Connection &connection);

/// What this program finds on the devices of an admission; none for every other change.
[[nodiscard]] client::Task<std::expected<std::vector<client::AdmissionFinding>, Failure>>
admissionFindings(Connection &connection, const client::VerifiedChange &change);
/// Lines for a person.
[[nodiscard]] QString textOf(const std::vector<client::AdmissionFinding> &findings);

} // namespace enigm::ctl
