// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

#include "core/compose/composer.h"
#include "core/compose/insight.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/crafted_model.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_model.h"

namespace cadenza::test {
namespace {

// A file in memory that is called by a path.
class MemoryFile {
 public:
  explicit MemoryFile(std::span<const std::byte> bytes) : file_(::memfd_create("model", 0)) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    require(written == static_cast<ssize_t>(bytes.size()), "a file in memory");
  }
  ~MemoryFile() { ::close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::filesystem::path path() const {
    return "/proc/self/fd/" + std::to_string(file_);
  }

 private:
  int file_;
};

void run(std::span<const std::byte> input) {
  const MemoryFile file(input);
  (void)loadCheckpointHeader(file.path());
  auto model = loadCheckpoint(file.path());
  if (!model) return require(!model.error().detail.empty(), "a reason");
  const auto* chords = std::get_if<ChordRecipe>(&model->recipe.kind);
  if (chords && chords->window > 256) return;  // sound, but slow
  const auto composer = Composer::create(*model);
  require(composer.hasValue(), "what loads composes");
  const auto stream = (*composer)->begin({});
  if (!stream) return;
  for (int step = 0; step < 4; ++step) {
    const auto more = (*stream)->advance();
    if (!more || !*more) break;
  }
  (void)(*stream)->finish();
}

std::vector<std::byte> bytesOfModel(const Checkpoint& model, bool isFirstFormat) {
  const TemporaryFolder folder;
  const auto path = folder / "model.safetensors";
  require(saveCheckpoint(path, model, Precision::Half).hasValue(), "a model to begin from");
  if (isFirstFormat) {
    CraftedModel crafted = CraftedModel::read(path);
    crafted.makeFirstFormat();
    crafted.removeChecksums();
    crafted.write(path);
  }
  return readFile(path).value();
}

std::vector<std::vector<std::byte>> seeds() {
  Checkpoint model = tinyModel("score");
  Checkpoint smallest = model;
  smallest.recipe.events().network = {1, 2, 2, 0, false, false};
  smallest.weights.clear();
  for (const auto& [name, shape] : expectedShapes(smallest.recipe)) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) count *= size;
    smallest.weights[name] = {shape, std::vector<float>(static_cast<std::size_t>(count), 0.5f)};
  }
  const CraftedModel foreign{{{"w", {{"dtype", "F32"}, {"shape", {1}}, {"data_offsets", {0, 4}}}}},
                             std::vector<std::byte>(4)};
  const TemporaryFolder folder;
  foreign.write(folder / "foreign");
  return {bytesOfModel(smallest, true), bytesOfModel(smallest, false), bytesOfModel(model, true),
          readFile(folder / "foreign").value()};
}

}  // namespace

const FuzzTarget modelTarget{"model", run, seeds, 400};

}  // namespace cadenza::test
