// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <string>

namespace cadenza {
namespace {

using Bytes = std::vector<std::byte>;

class Inflater {
 public:
  explicit Inflater(std::span<const std::byte> bytes) {
    // zlib does not change what it reads, but its older interface says it might.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    constexpr int gzipOnly = 16;
    ready_ = ::inflateInit2(&stream_, MAX_WBITS + gzipOnly) == Z_OK;
  }
  ~Inflater() {
    if (ready_) ::inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  [[nodiscard]] bool isReady() const { return ready_; }
  [[nodiscard]] bool hasNextMember() const {
    return stream_.avail_in >= 2 && stream_.next_in[0] == 0x1f && stream_.next_in[1] == 0x8b;
  }
  void beginMember() { (void)::inflateReset(&stream_); }

  /// Appends at most `step` bytes. Returns zlib's code.
  int expand(Bytes& to, std::size_t step) {
    const std::size_t filled = to.size();
    to.resize(filled + step);
    stream_.next_out = reinterpret_cast<Bytef*>(to.data() + filled);
    stream_.avail_out = static_cast<uInt>(step);
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    to.resize(filled + step - stream_.avail_out);
    return code;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

bool isGzip(std::span<const std::byte> bytes) {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

Result<Bytes> expandGzip(std::span<const std::byte> bytes, std::size_t limit) {
  constexpr std::size_t largestStep = std::size_t{1} << 20;
  Inflater inflater(bytes);
  if (!inflater.isReady()) return Error{ErrorCode::OutOfMemory, "There is not enough memory."};
  Bytes content;
  for (;;) {
    const std::size_t step = std::min(largestStep, limit + 1 - content.size());
    const int code = inflater.expand(content, step);
    if (content.size() > limit) {
      return Error{ErrorCode::InvalidArgument, "The compressed file expands to more than " +
                                                   std::to_string(limit >> 20) + " MiB."};
    }
    if (code == Z_STREAM_END) {
      if (!inflater.hasNextMember()) return content;
      inflater.beginMember();
    } else if (code != Z_OK) {
      return Error{ErrorCode::DamagedFile, "The compressed file is damaged or incomplete."};
    }
  }
}

}  // namespace cadenza
