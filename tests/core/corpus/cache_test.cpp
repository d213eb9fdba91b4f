// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/base/safe_file.h"
#include "core/corpus/cache_directory.h"
#include "core/corpus/cache_writer.h"
#include "tests/core/corpus/piece_folder.h"
#include "tests/support/output_file.h"

namespace cadenza {
namespace {

using test::piece;
using test::PieceFolder;
using testing::HasSubstr;

std::vector<std::byte> cacheOf(const PieceFolder& folder) {
  folder.add("a.mid", piece(1), "Title");
  folder.add("b.mid", piece(2));
  folder.add("c.mid", piece(2));
  folder.addText("bad.mid", "no music");
  (void)folder.scan();
  return std::move(*readFile(folder.cache()));
}

TEST(Cache, AnyByteChangedIsNoticed) {
  const PieceFolder folder;
  const std::vector<std::byte> whole = cacheOf(folder);
  Random random(1);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto bytes = whole;
    bytes[at] ^= std::byte{1} << random.below(8);
    test::write(folder.cache(), bytes);
    const auto corpus = Corpus::open(folder.cache());
    ASSERT_FALSE(corpus) << "byte " << at;
    ASSERT_EQ(corpus.error().code, ErrorCode::DamagedFile);
    at += at > 100 ? 10 : 0;
  }
}

TEST(Cache, CutShortAnywhereIsNoticed) {
  const PieceFolder folder;
  const std::vector<std::byte> whole = cacheOf(folder);
  for (std::size_t length = 0; length < whole.size(); length += length < 100 ? 1 : 17) {
    test::write(folder.cache(), std::span(whole).first(length));
    ASSERT_EQ(Corpus::open(folder.cache()).error().code, ErrorCode::DamagedFile);
  }
}

TEST(Cache, DamagedItIsMadeAnew) {
  const PieceFolder folder;
  std::vector<std::byte> bytes = cacheOf(folder);
  bytes[60] ^= std::byte{1};
  test::write(folder.cache(), bytes);
  const ScanReport report = folder.scan();
  EXPECT_EQ(report.read, 4u);
  EXPECT_EQ(report.kept, 2u);
  EXPECT_EQ(folder.corpus().pieces().size(), 2u);
}

TEST(Cache, ThatIsNotThereIsNotFound) {
  const PieceFolder folder;
  EXPECT_EQ(Corpus::open(folder.cache()).error().code, ErrorCode::NotFound);
}

TEST(Cache, OfAnotherVersionIsRefusedByName) {
  const PieceFolder folder;
  std::vector<std::byte> bytes = cacheOf(folder);
  bytes[offsetof(CacheHeader, version)] = std::byte{99};
  test::write(folder.cache(), bytes);
  EXPECT_THAT(Corpus::open(folder.cache()).error().detail, HasSubstr("another version"));
}

// A cache whose sums are right, but whose content was made up.
Result<Corpus> openCrafted(const PieceFolder& folder,
                           const std::function<void(CachedPiece&)>& craft,
                           const std::function<void(std::vector<std::byte>&)>& craftBlock = {}) {
  OutputFile file = test::emptyFile(folder.cache());
  auto writer = CacheWriter::create(file);
  if (!writer) return writer.error();
  PieceBlock block;
  block.assign(piece(1));
  if (craftBlock) craftBlock(block.bytes);
  CachedPiece made;
  made.notes = block.notes;
  made.pedal = block.pedal;
  made.tempo = block.tempo;
  made.meter = block.meter;
  if (auto written = writer->append(block.bytes, made); !written) return written.error();
  craft(made);
  CacheDirectory directory;
  directory.pieces.push_back(made);
  if (auto finished = writer->finish(directory); !finished) return finished.error();
  return Corpus::open(folder.cache());
}

TEST(Cache, PlacesOutsideTheFileAreRefused) {
  const PieceFolder folder;
  ASSERT_TRUE(openCrafted(folder, [](CachedPiece&) {}));
  for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{50}, std::uint64_t{1} << 40,
                                     ~std::uint64_t{0}, ~std::uint64_t{3}}) {
    EXPECT_FALSE(openCrafted(folder, [&](CachedPiece& made) { made.offset = offset; }));
  }
  EXPECT_FALSE(openCrafted(folder, [](CachedPiece& made) { made.notes = 0xffffffff; }));
  EXPECT_FALSE(openCrafted(folder, [](CachedPiece& made) { made.meter = 0xffffffff; }));
  EXPECT_FALSE(openCrafted(folder, [](CachedPiece& made) { made.seconds = -1; }));
  EXPECT_FALSE(openCrafted(folder, [](CachedPiece& made) { made.split = Split(9); }));
}

TEST(Cache, NotesThatAreNoneAreRefused) {
  const PieceFolder folder;
  const auto withFirst = [&](const Note& note) {
    return openCrafted(
        folder, [](CachedPiece&) {},
        [&](std::vector<std::byte>& block) { std::memcpy(block.data(), &note, sizeof(note)); });
  };
  EXPECT_TRUE(withFirst({0, 1, 127, 127}));
  EXPECT_FALSE(withFirst({0, 1, 128, 1}));
  EXPECT_FALSE(withFirst({0, 1, 60, 0}));
  EXPECT_FALSE(withFirst({0, 0, 60, 1}));
  EXPECT_FALSE(withFirst({-1, 1, 60, 1}));
  EXPECT_FALSE(withFirst({1'000, 1, 60, 1}));
}

}  // namespace
}  // namespace cadenza
