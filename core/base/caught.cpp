// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/caught.h"

#include <cerrno>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "core/base/safe_file.h"

namespace cadenza {
namespace {

constexpr const char* outOfMemory = "Memory ran out.";

Error errorOf(const std::exception& exception) {
  if (isOutOfMemory(exception)) return {ErrorCode::OutOfMemory, outOfMemory};
  if (const auto* ofFiles = dynamic_cast<const std::filesystem::filesystem_error*>(&exception)) {
    return systemError(ofFiles->code().value(), "use", ofFiles->path1());
  }
  return {ErrorCode::Internal, exception.what()};
}

}  // namespace

bool isOutOfMemory(const std::exception& exception) noexcept {
  if (dynamic_cast<const std::bad_alloc*>(&exception)) return true;
  if (dynamic_cast<const std::length_error*>(&exception)) return true;
  if (const auto* ofSystem = dynamic_cast<const std::system_error*>(&exception)) {
    return ofSystem->code() == std::errc::not_enough_memory;
  }
  const std::string_view words = exception.what();
  for (const std::string_view sign :
       {"out of memory", "not enough memory", "can't allocate memory"}) {
    if (words.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

Error currentError() noexcept {
  try {
    try {
      throw;
    } catch (const std::exception& exception) {
      return errorOf(exception);
    } catch (...) {
      return {ErrorCode::Internal, "An exception of an unknown type was thrown."};
    }
  } catch (...) {
    return {ErrorCode::OutOfMemory, {}};  // there was no memory for the sentence
  }
}

}  // namespace cadenza
