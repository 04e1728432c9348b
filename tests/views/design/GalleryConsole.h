#pragma once

#include <memory>

class QWidget;

namespace enigm::test {

/// The main window as interface.md draws it, with made-up rows.
[[nodiscard]] std::unique_ptr<QWidget> consolePage();
/// The same with a step-up sheet over it after a wrong PIN.
[[nodiscard]] std::unique_ptr<QWidget> stepUpPage();
/// The same with a broken proof.
[[nodiscard]] std::unique_ptr<QWidget> alarmPage();

} // namespace enigm::test
