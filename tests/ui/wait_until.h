// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QTest>

namespace cadenza::ui {

inline constexpr int patience = 120'000;  // milliseconds

/// Runs the event loop until `holds`, or for as long as patience lasts.
template <class Predicate>
[[nodiscard]] bool waitUntil(Predicate holds) {
  return QTest::qWaitFor(holds, patience);
}

}  // namespace cadenza::ui
