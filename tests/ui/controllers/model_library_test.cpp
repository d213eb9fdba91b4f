// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/model_library.h"

#include <fstream>

#include "core/base/safe_file.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

class ModelLibraryTest : public ::testing::Test {
 protected:
  void save(const std::filesystem::path& path, const std::string& name, const std::string& created,
            std::uint64_t seed = 1) {
    Checkpoint model = test::tinyModel("score", seed);
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

TEST_F(ModelLibraryTest, ABadFileHidesNoOther) {
  constexpr std::size_t depth = 131'300;
  const std::string nest = std::string(depth, '[') + std::string(depth, ']');
  const std::uint64_t length = nest.size();
  std::ofstream deep(folder / "deep.safetensors", std::ios::binary);
  deep.write(reinterpret_cast<const char*>(&length), sizeof length) << nest;
  deep.close();
  std::ofstream(folder / "long.safetensors") << std::string(8, '\xff');
  std::filesystem::create_directories(folder / "folder.safetensors");
  std::filesystem::create_symlink("nowhere", folder / "link.safetensors");
  save(folder / "a.safetensors", "A\x1b[2J", "2026-02-01T00:00:00Z");
  ModelLibrary library(folder.path(), folder / "deep.safetensors");
  library.refresh();
  ASSERT_TRUE(waitUntil([&] { return library.isListed(); }));
  EXPECT_EQ(names(library), QStringList("A [2J"));
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
  ModelLibrary library(folder / "models", std::nullopt);
  const auto first = library.fileForNewModel("Évening waltz / small");
  EXPECT_EQ(first.parent_path(), folder / "models");
  save(first, "first", "");
  EXPECT_NE(ModelLibrary(folder / "models", std::nullopt).fileForNewModel("Évening waltz / small"),
            first);
}

TEST_F(ModelLibraryTest, TwoTrainingsOfOneNameGetAFileEach) {
  ModelLibrary library(folder.path(), std::nullopt);
  const auto first = library.fileForNewModel("waltz");
  EXPECT_NE(library.fileForNewModel("waltz"), first);
}

TEST_F(ModelLibraryTest, FilesHaveNamesThatEveryFileSystemTakes) {
  ModelLibrary library(folder.path(), std::nullopt);
  for (const QString& name :
       {QString(300, u'x'), QString(300, u'曲'), QStringLiteral("../../etc/passwd"),
        QStringLiteral("..."), QStringLiteral("\"quotes' \n*?"), QStringLiteral("-"), QString(),
        QStringLiteral("🎹🎹"), QStringLiteral("夜想曲 no. 2")}) {
    const auto file = library.fileForNewModel(name);
    EXPECT_EQ(file.parent_path(), folder.path()) << name.toStdString();
    EXPECT_LE(file.filename().string().size(), 230u);
    save(file, "x", "");
  }
}

/// A library with two models of one's own and a starter, whose works and failures are noted.
class ModelWorks : public ModelLibraryTest {
 protected:
  ModelWorks() {
    save(elsewhere / "starter.safetensors", "starter", "2026-01-01T00:00:00Z", 7);
    save(waltz, "waltz", "2026-02-01T00:00:00Z");
    save(folder / "march.safetensors", "march", "2026-03-01T00:00:00Z", 2);
    QObject::connect(&library, &ModelLibrary::worked,
                     [this](const ModelWork& done) { work = done; });
    QObject::connect(&library, &ModelLibrary::failed,
                     [this](const ModelWork&, const Error& error) { failure = error; });
    library.refresh();
    EXPECT_TRUE(waitUntil([this] { return library.isListed(); }));
  }
  ~ModelWorks() override {
    if (!work || !work->inTrash) return;
    for (const char* kept : {"", ".training"}) {
      const auto file = std::filesystem::path(*work->inTrash) += kept;
      std::filesystem::remove(file);
      const auto about = (file.filename() += ".trashinfo");
      std::filesystem::remove(file.parent_path().parent_path() / "info" / about);
    }
  }
  void waitForTheEnd() {
    ASSERT_TRUE(waitUntil([this] { return work || failure; }));
  }

  const std::filesystem::path waltz = folder / "waltz.safetensors";
  ModelLibrary library{folder.path(), elsewhere / "starter.safetensors"};
  std::optional<ModelWork> work;
  std::optional<Error> failure;
};

TEST_F(ModelWorks, TellsWhatAModelTakesOnDisk) {
  std::ofstream(folder / "waltz.safetensors.training") << "optimiser";
  library.refresh();
  ASSERT_TRUE(waitUntil([this] { return library.find(waltz)->trainingBytes > 0; }));
  EXPECT_EQ(library.find(waltz)->bytes, std::filesystem::file_size(waltz));
  EXPECT_EQ(library.find(waltz)->trainingBytes, 9u);
}

TEST_F(ModelWorks, RenamesInTheFile) {
  library.rename(waltz, QStringLiteral("  Valse   \"nᵒ 2\" 夜 "));
  waitForTheEnd();
  ASSERT_TRUE(work) << failure->detail;
  EXPECT_EQ(library.find(waltz)->name, QStringLiteral("Valse \"nᵒ 2\" 夜"));
  const auto model = loadCheckpoint(waltz);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->info.name, "Valse \"nᵒ 2\" 夜");
}

TEST_F(ModelWorks, RefusesAnEmptyNameAndOneThatIsTaken) {
  for (const char* name : {" ", "march"}) {
    failure.reset();
    library.rename(waltz, QString::fromLatin1(name));
    waitForTheEnd();
    ASSERT_TRUE(failure) << name;
    EXPECT_EQ(failure->code, ErrorCode::InvalidArgument);
    EXPECT_EQ(library.find(waltz)->name, QStringLiteral("waltz"));
  }
}

TEST_F(ModelWorks, ModelsOfOneNameAreToldApartByTheirFiles) {
  save(folder / "second.safetensors", "waltz", "2026-02-02T00:00:00Z");
  library.refresh();
  library.rename(folder / "second.safetensors", QStringLiteral("second"));
  waitForTheEnd();
  ASSERT_TRUE(work);
  EXPECT_EQ(names(library), QStringList({"starter", "march", "second", "waltz"}));
}

TEST_F(ModelWorks, ADeletedModelGoesToTheTrashWithItsTraining) {
  std::ofstream(folder / "waltz.safetensors.training") << "optimiser";
  const auto model = readFile(waltz);
  library.remove(waltz);
  waitForTheEnd();
  ASSERT_TRUE(work) << failure->detail;
  EXPECT_FALSE(std::filesystem::exists(waltz));
  EXPECT_FALSE(std::filesystem::exists(folder / "waltz.safetensors.training"));
  EXPECT_EQ(names(library), QStringList({"starter", "march"}));
  if (work->inTrash) {
    const auto kept = readFile(*work->inTrash);
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, *model);
  }
}

TEST_F(ModelWorks, TheStarterIsNeitherRenamedNorDeleted) {
  library.remove(elsewhere / "starter.safetensors");
  waitForTheEnd();
  ASSERT_TRUE(failure);
  failure.reset();
  library.rename(elsewhere / "starter.safetensors", QStringLiteral("mine"));
  waitForTheEnd();
  ASSERT_TRUE(failure);
  EXPECT_EQ(library.entries().front().name, QStringLiteral("starter"));
}

TEST_F(ModelWorks, DeletingWhatIsGoneIsTold) {
  std::filesystem::remove(waltz);
  library.remove(waltz);
  waitForTheEnd();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, ErrorCode::NotFound);
  EXPECT_EQ(library.find(waltz), nullptr);
}

TEST_F(ModelWorks, ExportsAndImportsTheSameModel) {
  const auto copy = elsewhere / "Für Élise.safetensors";
  library.exportTo(waltz, copy);
  waitForTheEnd();
  ASSERT_TRUE(work) << failure->detail;
  work.reset();
  std::filesystem::remove(waltz);
  library.refresh();
  library.importFrom(copy);
  waitForTheEnd();
  ASSERT_TRUE(work) << failure->detail;
  const ModelEntry* entry = library.find(work->target);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->name, QStringLiteral("waltz"));
  EXPECT_FALSE(entry->isElsewhere);
  EXPECT_EQ(entry->checksum, loadCheckpoint(copy)->checksum);
}

TEST_F(ModelWorks, AnImportedModelOfATakenNameGetsANumber) {
  save(elsewhere / "other.safetensors", "waltz", "2026-02-01T00:00:00Z", 3);
  library.importFrom(elsewhere / "other.safetensors");
  waitForTheEnd();
  ASSERT_TRUE(work) << failure->detail;
  EXPECT_EQ(library.find(work->target)->name, QStringLiteral("waltz (2)"));
  EXPECT_EQ(library.find(waltz)->name, QStringLiteral("waltz"));
}

TEST_F(ModelWorks, AModelThatIsHereIsNotImportedTwice) {
  std::filesystem::copy_file(waltz, elsewhere / "again.safetensors");
  library.importFrom(elsewhere / "again.safetensors");
  waitForTheEnd();
  ASSERT_TRUE(failure);
  EXPECT_THAT(failure->detail, ::testing::HasSubstr("waltz"));
}

TEST_F(ModelWorks, NothingDamagedIsImportedOrExported) {
  auto bytes = readFile(waltz);
  bytes->back() ^= std::byte{1};
  ASSERT_TRUE(writeFile(elsewhere / "damaged.safetensors", *bytes));
  bytes->resize(bytes->size() / 2);
  ASSERT_TRUE(writeFile(elsewhere / "half.safetensors", *bytes));
  std::ofstream(elsewhere / "junk.safetensors") << "not a model";
  std::ofstream(elsewhere / "empty.safetensors");
  for (const char* file : {"damaged", "half", "junk", "empty", "nowhere"}) {
    failure.reset();
    library.importFrom(elsewhere / (std::string(file) + ".safetensors"));
    waitForTheEnd();
    ASSERT_TRUE(failure) << file;
    EXPECT_FALSE(work);
  }
  EXPECT_EQ(names(library), QStringList({"starter", "march", "waltz"}));
  std::filesystem::copy_file(elsewhere / "damaged.safetensors", waltz,
                             std::filesystem::copy_options::overwrite_existing);
  failure.reset();
  library.exportTo(waltz, elsewhere / "out.safetensors");
  waitForTheEnd();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, ErrorCode::DamagedFile);
  EXPECT_FALSE(std::filesystem::exists(elsewhere / "out.safetensors"));
}

TEST_F(ModelWorks, AFullDiskLosesNothing) {
  const auto before = readFile(waltz);
  save(elsewhere / "new.safetensors", "new", "2026-02-01T00:00:00Z", 9);
  {
    const test::FileSizeLimit full(100);
    library.rename(waltz, QStringLiteral("other"));
    waitForTheEnd();
    ASSERT_TRUE(failure);
    failure.reset();
    library.exportTo(waltz, elsewhere / "out.safetensors");
    waitForTheEnd();
    ASSERT_TRUE(failure);
    failure.reset();
    library.importFrom(elsewhere / "new.safetensors");
    waitForTheEnd();
    ASSERT_TRUE(failure);
  }
  EXPECT_EQ(*readFile(waltz), *before);
  EXPECT_FALSE(std::filesystem::exists(elsewhere / "out.safetensors"));
  EXPECT_EQ(names(library), QStringList({"starter", "march", "waltz"}));
}

TEST_F(ModelWorks, AFolderThatTakesNothingIsTold) {
  std::ofstream(elsewhere / "file") << "no folder";
  library.exportTo(waltz, elsewhere / "file" / "out.safetensors");
  waitForTheEnd();
  EXPECT_TRUE(failure);
}

TEST_F(ModelWorks, AnExportNeverReplacesTheModelByItself) {
  const auto before = readFile(waltz);
  library.exportTo(waltz, folder / "." / "waltz.safetensors");
  waitForTheEnd();
  ASSERT_TRUE(failure);
  EXPECT_EQ(*readFile(waltz), *before);
}

TEST_F(ModelWorks, WhatWasAddedFromElsewhereCanBeForgottenAndStays) {
  const auto mine = elsewhere / "mine.safetensors";
  save(mine, "mine", "2026-02-01T00:00:00Z", 4);
  library.add(mine);
  ASSERT_TRUE(waitUntil([&] { return library.find(mine) != nullptr; }));
  EXPECT_TRUE(library.find(mine)->isElsewhere);
  library.forget(mine);
  ASSERT_TRUE(waitUntil([&] { return library.find(mine) == nullptr; }));
  EXPECT_TRUE(std::filesystem::exists(mine));
}

TEST_F(ModelWorks, AModelCanGoWhileItComposes) {
  ComposingController composing(loadComposer);
  ComposeRequest request;
  request.length = Bars{4};
  std::optional<Result<Proposal>> proposal;
  QObject::connect(&composing, &ComposingController::finished,
                   [&](const Proposal& done) { proposal = done; });
  QObject::connect(&composing, &ComposingController::failed,
                   [&](const Error& error) { proposal = error; });
  bool heard = false;
  QObject::connect(&composing, &ComposingController::progressed, [&] { heard = true; });
  composing.generate(waltz, request);
  ASSERT_TRUE(waitUntil([&] { return heard || proposal; }));
  library.remove(waltz);
  waitForTheEnd();
  ASSERT_TRUE(work);
  ASSERT_TRUE(waitUntil([&] { return proposal.has_value(); }));
  EXPECT_TRUE(*proposal);
}

}  // namespace
}  // namespace cadenza::ui
