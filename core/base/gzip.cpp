// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gzip.h"

#include <zlib.h>

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

  /// Expands the next bytes of the member, which `expanded` returns. Returns zlib's code.
  int expand() {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    return ::inflate(&stream_, Z_NO_FLUSH);
  }
  [[nodiscard]] std::span<const std::byte> expanded() const {
    return std::span(buffer_).first(buffer_.size() - stream_.avail_out);
  }

 private:
  z_stream stream_{};
  Bytes buffer_ = Bytes(std::size_t{64} << 10);
  bool ready_ = false;
};

}  // namespace

bool isGzip(std::span<const std::byte> bytes) {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

Result<Bytes> expandGzip(std::span<const std::byte> bytes, std::size_t limit) {
  Inflater inflater(bytes);
  if (!inflater.isReady()) return Error{ErrorCode::OutOfMemory, "There is not enough memory."};
  Bytes content;
  for (;;) {
    const int code = inflater.expand();
    const std::span<const std::byte> more = inflater.expanded();
    if (more.size() > limit - content.size()) {
      return Error{ErrorCode::InvalidArgument, "The compressed file expands to more than " +
                                                   std::to_string(limit >> 20) + " MiB."};
    }
    content.insert(content.end(), more.begin(), more.end());
    if (code == Z_STREAM_END) {
      if (!inflater.hasNextMember()) return content;
      inflater.beginMember();
    } else if (code != Z_OK) {
      return Error{ErrorCode::DamagedFile, "The compressed file is damaged or incomplete."};
    }
  }
}

}  // namespace cadenza
