// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/safetensors.h"

#include <xxhash.h>

#include <Eigen/Core>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <span>

#include "core/base/json_text.h"
#include "core/base/mapped_file.h"
#include "core/base/plain_text.h"
#include "core/base/safe_file.h"

namespace cadenza {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

using Json = nlohmann::json;
using Bytes = std::span<const std::byte>;

constexpr std::size_t longestHeader = 100u << 20;
constexpr const char* metadataKey = "__metadata__";
constexpr const char* checksumKey = "checksum";               // of the numbers
constexpr const char* headerChecksumKey = "header_checksum";  // of all that stands before them

Error damaged(const std::filesystem::path& path, const std::string& what) {
  return {ErrorCode::DamagedFile, path.string() + " is damaged: " + what + "."};
}

std::string checksumOf(Bytes data) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(data.data(), data.size())));
  return text;
}

// Of the header without its own checksum: arrays, their places, all metadata.
std::string headerChecksumOf(Json header) {
  if (const auto metadata = header.find(metadataKey); metadata != header.end()) {
    metadata->erase(headerChecksumKey);
  }
  const std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  return checksumOf(std::as_bytes(std::span(text)));
}

struct Opened {
  Json header;
  std::map<std::string, std::string> metadata;
  Bytes data;
};

Result<Opened> openHeader(const std::filesystem::path& path, Bytes bytes,
                          const MetadataCheck& check = {}) {
  std::uint64_t length = 0;
  if (bytes.size() >= sizeof length) std::memcpy(&length, bytes.data(), sizeof length);
  if (length == 0 || length > longestHeader) {
    return Error{ErrorCode::UnsupportedFile, path.string() + " is not a model."};
  }
  if (length > bytes.size() - sizeof length) return damaged(path, "it is cut short");
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + sizeof length, length);
  Opened opened{parseJsonWithUniqueKeys(text), {}, bytes.subspan(sizeof length + length)};
  if (!opened.header.is_object()) return damaged(path, "its header is no proper JSON object");
  if (const auto found = opened.header.find(metadataKey); found != opened.header.end()) {
    if (!found->is_object()) return damaged(path, "its metadata is no JSON object");
    for (const auto& [key, value] : found->items()) {
      if (!value.is_string()) return damaged(path, "its metadata holds more than text");
      opened.metadata[key] = value.get<std::string>();
    }
  }
  if (check) {
    if (auto objection = check(opened.metadata)) return *objection;
  }
  const auto known = opened.metadata.find(headerChecksumKey);
  if (known != opened.metadata.end() && known->second != headerChecksumOf(opened.header)) {
    return damaged(path, "its header's checksum does not fit");
  }
  return opened;
}

struct Extent {
  std::string name;
  bool half = false;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t count = 1;
};

std::string arrayText(const std::string& name) { return "array '" + plainText(name, 80) + "'"; }

bool isNatural(const Json& json) { return json.is_number_unsigned(); }

Result<Extent> parseExtent(const std::filesystem::path& path, const std::string& name,
                           const Json& json, std::size_t dataSize) {
  Extent extent{name, false, {}, 0, 0, 1};
  const auto type = json.is_object() ? json.value("dtype", Json()) : Json();
  if (type != "F32" && type != "F16") {
    return Error{ErrorCode::UnsupportedFile,
                 path.string() + ": " + arrayText(name) + " is not of type F32 or F16."};
  }
  extent.half = type == "F16";
  const auto shape = json.value("shape", Json());
  const auto offsets = json.value("data_offsets", Json());
  if (!shape.is_array() || !std::all_of(shape.begin(), shape.end(), isNatural) ||
      !offsets.is_array() || offsets.size() != 2 || !isNatural(offsets[0]) ||
      !isNatural(offsets[1])) {
    return damaged(path, arrayText(name) + " has an invalid shape or offset");
  }
  for (const Json& dimension : shape) {
    const auto size = dimension.get<std::uint64_t>();
    if (size > dataSize || (size > 0 && extent.count > dataSize / size)) {
      return damaged(path, arrayText(name) + " is larger than the file");
    }
    extent.count *= size;
    extent.shape.push_back(static_cast<std::int64_t>(size));
  }
  extent.begin = offsets[0].get<std::uint64_t>();
  extent.end = offsets[1].get<std::uint64_t>();
  const std::uint64_t width = extent.half ? 2 : 4;
  if (extent.end < extent.begin || extent.end > dataSize ||
      extent.end - extent.begin != extent.count * width) {
    return damaged(path, arrayText(name) + " has invalid offsets");
  }
  return extent;
}

// By their places, which cover the data from its first byte to its last.
Result<std::vector<Extent>> extentsOf(const std::filesystem::path& path, const Opened& opened) {
  std::vector<Extent> extents;
  for (const auto& [name, json] : opened.header.items()) {
    if (name == metadataKey) continue;
    auto extent = parseExtent(path, name, json, opened.data.size());
    if (!extent) return extent.error();
    extents.push_back(std::move(*extent));
  }
  std::sort(extents.begin(), extents.end(),
            [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
  std::uint64_t covered = 0;
  for (const Extent& extent : extents) {
    if (extent.begin != covered) return damaged(path, "its arrays overlap or leave holes");
    covered = extent.end;
  }
  if (covered != opened.data.size()) return damaged(path, "there is more in it than its arrays");
  return extents;
}

Result<WeightArray> readArray(const std::filesystem::path& path, const Extent& extent, Bytes data) {
  WeightArray array{extent.shape, std::vector<float>(extent.count)};
  const std::byte* source = data.data() + extent.begin;
  if (extent.count == 0) return array;
  if (extent.half) {
    std::vector<Eigen::half> halves(extent.count);
    std::memcpy(halves.data(), source, extent.count * sizeof(Eigen::half));
    std::transform(halves.begin(), halves.end(), array.values.begin(),
                   [](Eigen::half value) { return static_cast<float>(value); });
  } else {
    std::memcpy(array.values.data(), source, extent.count * sizeof(float));
  }
  if (!std::all_of(array.values.begin(), array.values.end(),
                   [](float value) { return std::isfinite(value); })) {
    return damaged(path, arrayText(extent.name) + " has non-finite values");
  }
  return array;
}

void appendValues(std::vector<std::byte>& data, const WeightArray& tensor, Precision precision) {
  const auto append = [&](const auto& values) {
    const Bytes bytes = std::as_bytes(std::span(values));
    data.insert(data.end(), bytes.begin(), bytes.end());
  };
  if (precision == Precision::Single) return append(tensor.values);
  std::vector<Eigen::half> halves(tensor.values.size());
  std::transform(tensor.values.begin(), tensor.values.end(), halves.begin(),
                 [](float value) { return Eigen::half(value); });
  append(halves);
}

Result<void> writeParts(const std::filesystem::path& path, Json header, Bytes data) {
  const std::string checksum = headerChecksumOf(header);
  header[metadataKey][headerChecksumKey] = checksum;
  std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  std::vector<std::byte> bytes(sizeof length + text.size() + data.size());
  std::memcpy(bytes.data(), &length, sizeof length);
  std::memcpy(bytes.data() + sizeof length, text.data(), text.size());
  std::copy(data.begin(), data.end(), bytes.end() - static_cast<std::ptrdiff_t>(data.size()));
  return writeFile(path, bytes);
}

bool checksumFits(const Opened& opened) {
  const auto checksum = opened.metadata.find(checksumKey);
  return checksum == opened.metadata.end() || checksum->second == checksumOf(opened.data);
}

}  // namespace

Result<void> writeSafetensors(const std::filesystem::path& path, const SafetensorsFile& file,
                              Precision precision) {
  std::vector<std::byte> data;
  Json header = Json::object();
  for (const auto& [name, tensor] : file.tensors) {
    const std::size_t begin = data.size();
    appendValues(data, tensor, precision);
    header[name] = {{"dtype", precision == Precision::Half ? "F16" : "F32"},
                    {"shape", tensor.shape},
                    {"data_offsets", {begin, data.size()}}};
  }
  Json metadata = file.metadata;
  metadata[checksumKey] = checksumOf(data);
  header[metadataKey] = metadata;
  return writeParts(path, header, data);
}

Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path,
                                        const MetadataCheck& check) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  auto opened = openHeader(path, mapped->bytes(), check);
  if (!opened) return opened.error();
  const auto extents = extentsOf(path, *opened);
  if (!extents) return extents.error();
  if (!checksumFits(*opened)) return damaged(path, "its checksum does not fit");
  SafetensorsFile file{std::move(opened->metadata), {}};
  for (const Extent& extent : *extents) {
    auto tensor = readArray(path, extent, opened->data);
    if (!tensor) return tensor.error();
    file.tensors[extent.name] = std::move(*tensor);
  }
  return file;
}

Result<void> replaceSafetensorsMetadata(const std::filesystem::path& path,
                                        const std::map<std::string, std::string>& metadata) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  auto opened = openHeader(path, mapped->bytes());
  if (!opened) return opened.error();
  if (!checksumFits(*opened)) return damaged(path, "its checksum does not fit");
  Json replaced = metadata;
  replaced.erase(checksumKey);
  if (const auto known = opened->metadata.find(checksumKey); known != opened->metadata.end()) {
    replaced[checksumKey] = known->second;
  }
  opened->header[metadataKey] = replaced;
  return writeParts(path, opened->header, opened->data);
}

bool hasChecksums(const std::map<std::string, std::string>& metadata) {
  return metadata.contains(checksumKey) && metadata.contains(headerChecksumKey);
}

Result<std::map<std::string, std::string>> readSafetensorsMetadata(
    const std::filesystem::path& path, const MetadataCheck& check) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  auto opened = openHeader(path, mapped->bytes(), check);
  if (!opened) return opened.error();
  if (auto whole = extentsOf(path, *opened); !whole) return whole.error();
  return std::move(opened->metadata);
}

}  // namespace cadenza
