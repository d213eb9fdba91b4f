// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/safe_file.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "tests/core/project/any_project.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Project songWithTakes() {
  Random random(3);
  Project project = test::anyProject(random);
  while (project.takes.size() < 2 || project.score.notes().empty()) {
    project = test::anyProject(random);
  }
  project.properties.title = "Song";
  return project;
}

// `project` as a file in which `change` has been made to the archive.
template <class Change>
std::vector<std::byte> changed(const Project& project, Change change) {
  ZipEntries entries = *projectEntries(project);
  change(entries);
  return *packZip(entries);
}

template <class Change>
std::vector<std::byte> withText(const Project& project, Change change) {
  return changed(project, [&](ZipEntries& entries) {
    auto& bytes = entries["project.json"];
    const auto* text = reinterpret_cast<const char*>(bytes.data());
    json root = json::parse(text, text + bytes.size());
    change(root);
    const std::string written = root.dump();
    const auto span = std::as_bytes(std::span(written));
    bytes.assign(span.begin(), span.end());
  });
}

TEST(ProjectFile, WhatIsWrittenIsRead) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    const Project project = test::anyProject(random);
    const auto bytes = writeProject(project);
    ASSERT_TRUE(bytes) << bytes.error().detail;
    const auto import = readProject(*bytes);
    ASSERT_TRUE(import) << import.error().detail;
    ASSERT_THAT(import->damage, IsEmpty());
    ASSERT_EQ(import->project.score, project.score) << "round " << round;
    ASSERT_EQ(import->project, project) << "round " << round;
  }
}

TEST(ProjectFile, TheScoreAndEachTakeInItAreMidiFilesThatAnyoneOpens) {
  const Project project = songWithTakes();
  const auto archive = unpackZip(*writeProject(project));
  ASSERT_TRUE(archive);
  const auto score = readMidi(archive->entries.at("score.mid"));
  ASSERT_TRUE(score);
  EXPECT_EQ(score->properties.title, "Song");
  EXPECT_EQ(score->score.notes().size(), project.score.notes().size());
  for (const Take& take : project.takes) {
    EXPECT_TRUE(readMidi(archive->entries.at("takes/" + std::to_string(take.id) + ".mid")));
  }
}

TEST(ProjectFile, NotesThatAnotherProgramChangedAreTakenAndTheOtherLocksHold) {
  Project project;
  const Note kept{0, 960, 60, 80, true};
  const Note gone{960, 960, 62, 80, true};
  project.score = Score({{kept, gone}, {}, {}, {}});
  const Note moved{1'920, 960, 62, 80};
  const auto bytes = changed(project, [&](ZipEntries& entries) {
    entries["score.mid"] = writeMidi(Score({{kept, moved}, {}, {}, {}}));
  });
  const auto import = readProject(bytes);
  ASSERT_TRUE(import);
  EXPECT_THAT(import->damage, IsEmpty());
  EXPECT_THAT(import->project.score.notes(), ElementsAre(kept, moved));
}

TEST(ProjectFile, OfTwoEqualNotesOneCanBeLocked) {
  Project project;
  project.score = Score({{{0, 960, 60, 80, true}, {0, 960, 60, 80, false}}, {}, {}, {}});
  EXPECT_EQ(readProject(*writeProject(project))->project.score, project.score);
}

TEST(ProjectFile, WhatANewerMinorAddedSurvivesARoundTrip) {
  const auto bytes = withText(songWithTakes(), [](json& root) {
    root["mood"] = "calm";
    root["view"] = {{"zoom", 3}, {"invented", {1, 2}}};
    root["takes"][0]["colour"] = "red";
  });
  const auto once = readProject(bytes);
  ASSERT_TRUE(once);
  const auto archive = unpackZip(*writeProject(once->project));
  const auto& written = archive->entries.at("project.json");
  const json root =
      json::parse(std::string(reinterpret_cast<const char*>(written.data()), written.size()));
  EXPECT_EQ(root["mood"], "calm");
  EXPECT_EQ(root["view"]["invented"], json({1, 2}));
  EXPECT_EQ(root["takes"][0]["colour"], "red");
}

TEST(ProjectFile, ANewerVersionIsRefusedWithAClearWord) {
  const auto bytes = withText(songWithTakes(), [](json& root) { root["version"] = 2; });
  const auto import = readProject(bytes);
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error().code, ErrorCode::UnsupportedFile);
  EXPECT_THAT(import.error().detail, HasSubstr("newer Cadenza"));
}

TEST(ProjectFile, OfABrokenTextTheNotesAreSavedAndTheLossIsNamed) {
  const Project project = songWithTakes();
  for (const bool missing : {false, true}) {
    const auto bytes = changed(project, [&](ZipEntries& entries) {
      entries["project.json"].resize(40);
      if (missing) entries.erase("project.json");
    });
    const auto import = readProject(bytes);
    ASSERT_TRUE(import) << import.error().detail;
    EXPECT_EQ(import->project.score.notes().size(), project.score.notes().size());
    EXPECT_THAT(import->project.takes, IsEmpty());
    EXPECT_THAT(import->damage, Contains(HasSubstr("takes, locks")));
  }
}

TEST(ProjectFile, ATakeWhoseNotesAreLostIsNamedAndItsChildrenStandAlone) {
  Project project = songWithTakes();
  project.takes[1].parent = project.takes[0].id;
  const std::string lost = "takes/" + std::to_string(project.takes[0].id) + ".mid";
  const auto import =
      readProject(changed(project, [&](ZipEntries& entries) { entries.erase(lost); }));
  ASSERT_TRUE(import);
  EXPECT_THAT(import->damage, ElementsAre(HasSubstr("was left out")));
  ASSERT_THAT(import->project.takes, SizeIs(project.takes.size() - 1));
  EXPECT_EQ(import->project.takes[0].parent, 0);
  EXPECT_EQ(import->project.score, project.score);
}

TEST(ProjectFile, WithoutNotesThereIsNoProject) {
  const auto import = readProject(
      changed(songWithTakes(), [](ZipEntries& entries) { entries.erase("score.mid"); }));
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error().code, ErrorCode::DamagedFile);
}

TEST(ProjectFile, AnotherKindOfArchiveIsNoProject) {
  const auto other = readProject(*packZip({{"word/document.xml", {}}}));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::UnsupportedFile);
}

TEST(ProjectFile, CutAnywhereItIsAnErrorWithASentence) {
  const auto whole = *writeProject(songWithTakes());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto import = readProject(std::span(whole).first(length));
    ASSERT_FALSE(import) << "cut at " << length;
    ASSERT_FALSE(import.error().detail.empty());
  }
}

TEST(ProjectFile, MutatedItIsWholeOrSaysWhatIsWrong) {
  const Project project = songWithTakes();
  const auto whole = *writeProject(project);
  Random random(5);
  for (int round = 0; round < 2'000; ++round) {
    auto bytes = whole;
    for (std::uint64_t i = 1 + random.below(6); i > 0; --i) {
      const std::size_t at = random.below(bytes.size());
      const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
      switch (random.below(3)) {
        case 0:
          bytes.erase(place);
          break;
        case 1:
          bytes.insert(place, static_cast<std::byte>(random.below(256)));
          break;
        default:
          *place = static_cast<std::byte>(random.below(256));
      }
    }
    const auto import = readProject(bytes);
    if (!import) {
      ASSERT_FALSE(import.error().detail.empty());
    } else if (import->damage.empty()) {
      ASSERT_EQ(import->project, project) << "round " << round;
    }
  }
}

// The same inside the archive, where no checksum helps.
TEST(ProjectFile, AnyTextInItIsReadOrComplainedAbout) {
  const Project project = songWithTakes();
  const ZipEntries whole = *projectEntries(project);
  Random random(6);
  for (int round = 0; round < 2'000; ++round) {
    ZipEntries entries = whole;
    auto& text = entries["project.json"];
    for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
      constexpr std::string_view bytes = "0123456789{}[]\",:-.e\\ x\xff";
      text[random.below(text.size())] = static_cast<std::byte>(bytes[random.below(bytes.size())]);
    }
    const auto import = projectFromEntries({entries, {}});
    if (!import) {
      ASSERT_FALSE(import.error().detail.empty());
      continue;
    }
    ASSERT_TRUE(projectEntries(import->project)) << "round " << round;
  }
}

TEST(ProjectFile, OnDiskItIsTheSame) {
  const test::TemporaryFolder folder;
  const Project project = songWithTakes();
  ASSERT_TRUE(writeProjectFile(folder / "song.cadenza", project));
  const auto import = readProjectFile(folder / "song.cadenza");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->project, project);
  EXPECT_EQ(readProjectFile(folder / "none").error().code, ErrorCode::NotFound);
  ASSERT_TRUE(writeFile(folder / "letter", std::string("Dear Clara,")));
  const auto letter = readProjectFile(folder / "letter");
  ASSERT_FALSE(letter);
  EXPECT_THAT(letter.error().detail, HasSubstr("letter"));
}

}  // namespace
}  // namespace cadenza
