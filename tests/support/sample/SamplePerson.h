#pragma once

#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace enigm::test {

/// An operator of a sample, with the key in clear.
struct SamplePerson
{
    QString id;
    std::shared_ptr<const signing::Signer> key;
    QByteArray pin;

    /// "administrator-1" and so on of the sample that was founded in this directory; ends the test where there is none.
    [[nodiscard]] static SamplePerson of(const QString &directory, const QString &name);
};

} // namespace enigm::test
