// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/reliability/writers.h"

#include <cstdint>
#include <cstring>
#include <memory>

#include "core/base/safe_file.h"
#include "core/corpus/corpus.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/model/checkpoint.h"
#include "core/play/audio_file.h"
#include "core/project/project_file.h"
#include "tests/core/corpus/piece_folder.h"
#include "tests/support/tiny_model.h"

namespace cadenza::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t framesEach = 1'000;

int numberIn(const std::string& text) {
  return text.empty() || text.find_first_not_of("0123456789") != text.npos ? -1 : std::stoi(text);
}

Writer textWriter() {
  return {
      "text", "song.txt",
      [](const fs::path& path, int version) {
        return writeFile(path, std::string(200'000, static_cast<char>(version + ' ')));
      },
      [](const fs::path& path) {
        const auto bytes = readFile(path);
        if (!bytes || bytes->size() != 200'000) return -1;
        return static_cast<int>(bytes->front() == bytes->back() ? bytes->back() : std::byte{31}) -
               ' ';
      }};
}

Writer midiWriter() {
  return {"midi", "song.mid",
          [](const fs::path& path, int version) {
            return writeMidiFile(path, piece(7, 2'000), std::to_string(version));
          },
          [](const fs::path& path) {
            const auto import = readMidiFile(path);
            return import && import->warnings.empty() ? numberIn(import->properties.title) : -1;
          }};
}

Writer projectWriter() {
  return {"project", "song.cadenza",
          [](const fs::path& path, int version) {
            Project project;
            project.properties.title = std::to_string(version);
            project.score = piece(7, 2'000);
            return writeProjectFile(path, project);
          },
          [](const fs::path& path) {
            const auto import = readProjectFile(path);
            return import && import->damage.empty() ? numberIn(import->project.properties.title)
                                                    : -1;
          }};
}

Writer modelWriter() {
  return {"model", "model.safetensors",
          [model = tinyModel("score")](const fs::path& path, int version) {
            Checkpoint named = model;
            named.info.name = std::to_string(version);
            return saveCheckpoint(path, named);
          },
          [](const fs::path& path) {
            const auto model = loadCheckpoint(path);
            return model ? numberIn(model->info.name) : -1;
          }};
}

Result<void> writeSound(const fs::path& path, int version) {
  return replaceFile(path, [version](OutputFile& file) -> Result<void> {
    auto writer = AudioFileWriter::create(file, {.format = AudioFormat::Wav16});
    if (!writer) return writer.error();
    const std::vector<float> silence(2 * framesEach);
    for (int i = 0; i < version; ++i) {
      if (auto written = writer->append(silence); !written) return written;
    }
    return writer->finish();
  });
}

// By the length that the header tells, which must be that of the file.
int soundNumber(const fs::path& path) {
  const auto bytes = readFile(path);
  if (!bytes || bytes->size() < 44) return -1;
  std::uint32_t rest = 0;
  std::memcpy(&rest, bytes->data() + 4, sizeof rest);
  if (rest + 8 != bytes->size()) return -1;
  return static_cast<int>((bytes->size() - 44) / (4 * framesEach));
}

// Each share of validation is a cache of its own.
Writer cacheWriter() {
  const auto folder = std::make_shared<PieceFolder>();
  fs::permissions(folder->pieces().parent_path(), fs::perms(0755));
  for (int i = 0; i < 20; ++i) {
    folder->add(std::to_string(i) + ".mid", piece(static_cast<std::uint64_t>(i)));
  }
  return {"cache", "corpus.cache",
          [folder](const fs::path& path, int version) -> Result<void> {
            const auto report =
                scanFolder(folder->pieces(), path, {.validationShare = version > 0 ? 1.0 : 0.0});
            return report ? Result<void>() : report.error();
          },
          [](const fs::path& path) {
            const auto corpus = Corpus::open(path);
            if (!corpus || corpus->pieces().size() != 20) return -1;
            return corpus->pieces()[0].split == Split::Validation ? 1 : 0;
          }};
}

}  // namespace

std::vector<Writer> allWriters() {
  return {textWriter(),
          midiWriter(),
          projectWriter(),
          modelWriter(),
          {"sound", "song.wav", writeSound, soundNumber},
          cacheWriter()};
}

}  // namespace cadenza::test
