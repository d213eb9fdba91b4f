// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

namespace cadenza::test {

/// While it lives, this process has the rights of nobody, where it ran as the superuser.
class Unprivileged {
 public:
  Unprivileged() : user_(::geteuid()), group_(::getegid()) {
    if (user_ != 0) return;
    constexpr unsigned nobody = 65'534;
    dropped_ = ::setegid(nobody) == 0 && ::seteuid(nobody) == 0;
  }
  ~Unprivileged() {
    if (!dropped_) return;
    [[maybe_unused]] const int user = ::seteuid(user_);
    [[maybe_unused]] const int group = ::setegid(group_);
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  unsigned user_, group_;
  bool dropped_ = false;
};

}  // namespace cadenza::test
