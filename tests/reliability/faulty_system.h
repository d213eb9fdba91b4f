// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cadenza::test {

/// What fails while it lives: the `failing`-th call, counted from 1, of those that a program makes
/// to write files (open, write, lseek, fsync, ftruncate, fallocate, fchmod, linkat, rename,
/// close). One at a time, one thread.
class Fault {
 public:
  enum class Kind {
    Refused,     ///< the call does nothing and fails
    ShortWrite,  ///< a write stops in the middle without an error, the one after it fails
  };

  Fault(int failing, int error, Kind kind = Kind::Refused);
  ~Fault();
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;

  /// Whether there were so many calls.
  [[nodiscard]] bool happened() const;
  /// The name of the call that failed.
  [[nodiscard]] std::string call() const;
};

/// While it lives, the system has no files without a name.
class PlainSystem {
 public:
  PlainSystem();
  ~PlainSystem();
  PlainSystem(const PlainSystem&) = delete;
  PlainSystem& operator=(const PlainSystem&) = delete;
};

/// While it lives, each ftruncate fails with EIO.
class BrokenTruncating {
 public:
  BrokenTruncating();
  ~BrokenTruncating();
  BrokenTruncating(const BrokenTruncating&) = delete;
  BrokenTruncating& operator=(const BrokenTruncating&) = delete;
};

}  // namespace cadenza::test
