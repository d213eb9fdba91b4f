// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/model_library.h"

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class ModelLibraryTest : public ::testing::Test {
 protected:
  void save(const std::filesystem::path& path, const std::string& name,
            const std::string& created) {
    Checkpoint model = test::tinyModel("score");
    model.info.name = name;
    model.info.created = created;
    ASSERT_TRUE(saveCheckpoint(path, model));
  }
  [[nodiscard]] static QStringList names(const ModelLibrary& library) {
    QStringList names;
    for (const ModelEntry& entry : library.entries()) names << entry.name;
    return names;
  }

  test::TemporaryFolder folder;
  test::TemporaryFolder elsewhere;
};

TEST_F(ModelLibraryTest, ListsTheStarterFirstThenTheNewest) {
  save(elsewhere / "starter.safetensors", "starter", "2026-01-01T00:00:00Z");
  save(folder / "a.safetensors", "old", "2026-02-01T00:00:00Z");
  save(folder / "b.safetensors", "new", "2026-03-01T00:00:00Z");
  ModelLibrary library(folder.path(), elsewhere / "starter.safetensors");
  library.refresh();
  ASSERT_TRUE(waitUntil([&] { return library.isListed(); }));
  EXPECT_EQ(names(library), QStringList({"starter", "new", "old"}));
  EXPECT_TRUE(library.entries().front().isStarter);
}

TEST_F(ModelLibraryTest, LeavesOutFilesThatAreNoModels) {
  std::ofstream(folder / "junk.safetensors") << "not a model";
  save(folder / "a.safetensors", "good", "2026-02-01T00:00:00Z");
  ModelLibrary library(folder.path(), std::nullopt);
  library.refresh();
  ASSERT_TRUE(waitUntil([&] { return library.isListed(); }));
  EXPECT_EQ(names(library), QStringList("good"));
}

TEST_F(ModelLibraryTest, AddsAFileFromElsewhereAndRefusesABadOne) {
  save(elsewhere / "mine.safetensors", "mine", "2026-02-01T00:00:00Z");
  std::ofstream(elsewhere / "junk.safetensors") << "not a model";
  ModelLibrary library(folder.path(), std::nullopt);
  std::optional<Error> refusal;
  bool added = false;
  QObject::connect(&library, &ModelLibrary::refused,
                   [&](const auto&, const Error& error) { refusal = error; });
  QObject::connect(&library, &ModelLibrary::added, [&] { added = true; });
  library.add(elsewhere / "junk.safetensors");
  library.add(elsewhere / "mine.safetensors");
  ASSERT_TRUE(waitUntil([&] { return refusal && added; }));
  library.refresh();
  EXPECT_EQ(names(library), QStringList("mine"));
  EXPECT_NE(library.find(elsewhere / "mine.safetensors"), nullptr);
}

TEST_F(ModelLibraryTest, NewFilesNeverReplaceOldOnes) {
  const ModelLibrary library(folder / "models", std::nullopt);
  const auto first = library.fileForNewModel("Évening waltz / small");
  EXPECT_EQ(first.parent_path(), folder / "models");
  save(first, "first", "");
  EXPECT_NE(library.fileForNewModel("Évening waltz / small"), first);
}

}  // namespace
}  // namespace cadenza::ui
