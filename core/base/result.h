// SPDX-License-Identifier: GPL-3.0-or-later
// Room base: what every other room of core may lean on and what knows nothing of music: results,
// random numbers that are the same on every machine, files that are never left half written, and
// how heaps of numbers are distributed.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace cadenza {

/// What went wrong, for a program to act on. User-facing words are made in ui/ and app/.
enum class ErrorCode {
  NotFound,           ///< no such file or folder
  AccessDenied,       ///< the system does not let us read or write there
  DiskFull,           ///< no room left on the device
  InputOutput,        ///< any other failure of reading or writing
  NotMidi,            ///< the bytes are no standard MIDI file
  DamagedFile,        ///< the right kind of file, but broken
  UnsupportedFile,    ///< the right kind of file, of a version or variant that we do not read
  InvalidArgument,    ///< a value that the caller chose makes no sense
  EmptyCorpus,        ///< nothing in the corpus to learn from
  OutOfMemory,        ///< host or device memory ran out
  DeviceUnavailable,  ///< no such sound device, GPU, port or module
  Diverged,           ///< the training produced numbers that are no numbers
  Internal,           ///< a fault of the program or of a library, not of the user or of a file
  Cancelled,          ///< the user stopped it
};

/// The stable English name of a code, e.g. "NotMidi".
[[nodiscard]] std::string_view name(ErrorCode code);

/// A failure: a code to act on and an English sentence that names the thing and says what to do.
struct Error {
  ErrorCode code = ErrorCode::InputOutput;
  std::string detail;
};

/// A value or the Error that stands in its place; shaped like std::expected, which C++20 lacks.
/// Asking for the half that is not there is our own mistake and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool hasValue() const { return state_.index() == 0; }
  explicit operator bool() const { return hasValue(); }

  [[nodiscard]] T& value() & { return checked(); }
  [[nodiscard]] const T& value() const& {
    assert(hasValue());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& value() && { return std::move(checked()); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const {
    assert(!hasValue());
    return *std::get_if<1>(&state_);
  }

 private:
  T& checked() {
    assert(hasValue());
    return *std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool hasValue() const { return !error_; }
  explicit operator bool() const { return hasValue(); }
  [[nodiscard]] const Error& error() const {
    assert(error_);
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace cadenza
