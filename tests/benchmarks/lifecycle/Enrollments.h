#pragma once

#include "contract/enrollment/EnrollmentClaim.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/signing/OpenSsl.h"
#include "tests/control-plane/api/TestDeployment.h"

#include <memory>
#include <vector>

namespace enigm::benchmarks {

/// Devices that enrol at a control plane in this process, judged, kept and logged; and as a yardstick the signatures
/// of the same claims verified by OpenSSL alone (both links of the chain, the certification request), with one
/// signature made, as that of the certificate. What goes wrong ends the program.
class Enrollments
{
public:
    explicit Enrollments(int devices);

    /// Every device enrols; they are made anew for each call, beforehand.
    void prepare();
    void enrol();
    [[nodiscard]] bool verifyBare() const;

private:
    void openProfile();

    const int m_devices;
    test::TestDeployment m_deployment;
    std::unique_ptr<samples::SampleDeviceFactory> m_factory;
    std::unique_ptr<signing::PrivateKey> m_authority;
    QByteArray m_token;
    std::vector<enrollment::EnrollmentClaim> m_claims;
};

} // namespace enigm::benchmarks
