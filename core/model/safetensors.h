// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/model/weights.h"

namespace cadenza {

enum class Precision { Single, Half };

/// A safetensors file (8 bytes of header length, a JSON header, the numbers): named arrays and
/// text. Format: huggingface/safetensors, README.
struct SafetensorsFile {
  std::map<std::string, std::string> metadata;
  Weights tensors;
};

/// Writes it atomically (see writeFile); a checksum of the numbers and one of the header, which
/// covers names, shapes, places and metadata, join the metadata.
[[nodiscard]] Result<void> writeSafetensors(const std::filesystem::path& path,
                                            const SafetensorsFile& file,
                                            Precision precision = Precision::Single);

/// What speaks against reading a file of this metadata, which may be damaged: it is asked before
/// any checksum is looked at, as a later format may have others.
using MetadataCheck =
    std::function<std::optional<Error>(const std::map<std::string, std::string>&)>;

/// Reads one of F32 and F16 arrays. Nothing in the file is trusted: the header's size, doubled
/// keys, depth, types, shapes, offsets (no holes, no overlaps), finiteness and the checksums, as
/// far as there are any. Fails with DamagedFile or UnsupportedFile, as `check` or as readFile does.
[[nodiscard]] Result<SafetensorsFile> readSafetensors(const std::filesystem::path& path,
                                                      const MetadataCheck& check = {});

/// Writes the same arrays, to the bit, under other metadata, atomically; the checksum of the
/// numbers stays what it was. Fails as readSafetensors (the numbers are looked at by their checksum
/// alone) and writeFile do.
[[nodiscard]] Result<void> replaceSafetensorsMetadata(
    const std::filesystem::path& path, const std::map<std::string, std::string>& metadata);

/// Whether metadata names checksums of both numbers and header, as all files since format 2 do.
[[nodiscard]] bool hasChecksums(const std::map<std::string, std::string>& metadata);

/// The metadata alone, of a file that is as long as its arrays are; of the checksums only that of
/// the header is checked.
[[nodiscard]] Result<std::map<std::string, std::string>> readSafetensorsMetadata(
    const std::filesystem::path& path, const MetadataCheck& check = {});

}  // namespace cadenza
