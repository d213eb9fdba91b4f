// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <type_traits>
#include <utility>

#include "core/base/result.h"

namespace cadenza {

/// The Error that fits the exception being handled: OutOfMemory where memory ran out (also where a
/// library only says so in words), the code of its errno for a filesystem_error, Internal for all
/// others. Call it in a catch block. Throws nothing. Any thread.
[[nodiscard]] Error currentError() noexcept;

/// Whether an exception reports that memory, of the host or of a GPU, ran out.
[[nodiscard]] bool isOutOfMemory(const std::exception& exception) noexcept;

/// Returns what `work` returns, a Result; an exception that leaves it becomes an Error, see
/// currentError. Every thread, and every event that reads or writes files, runs its work in this.
template <class Work>
[[nodiscard]] auto caught(Work&& work) -> std::invoke_result_t<Work&> {
  try {
    return work();
  } catch (...) {
    return currentError();
  }
}

}  // namespace cadenza
