// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace cadenza {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return "NotFound";
    case ErrorCode::AccessDenied:
      return "AccessDenied";
    case ErrorCode::DiskFull:
      return "DiskFull";
    case ErrorCode::InputOutput:
      return "InputOutput";
    case ErrorCode::NotMidi:
      return "NotMidi";
    case ErrorCode::DamagedFile:
      return "DamagedFile";
    case ErrorCode::UnsupportedFile:
      return "UnsupportedFile";
    case ErrorCode::InvalidArgument:
      return "InvalidArgument";
    case ErrorCode::EmptyCorpus:
      return "EmptyCorpus";
    case ErrorCode::OutOfMemory:
      return "OutOfMemory";
    case ErrorCode::DeviceUnavailable:
      return "DeviceUnavailable";
    case ErrorCode::Diverged:
      return "Diverged";
    case ErrorCode::Internal:
      return "Internal";
    case ErrorCode::Cancelled:
      return "Cancelled";
  }
  return "Unknown";
}

}  // namespace cadenza
