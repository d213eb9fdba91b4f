// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cadenza {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::span<const std::byte> bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

TEST(ProjectJson, OlderVersionsAreBroughtUpStepByStep) {
  const std::vector<std::function<void(json&)>> steps = {
      [](json& root) { root["name"] = root["nom"]; },
      [](json& root) { root["title"] = root["name"]; }};
  for (const int version : {1, 2, 3}) {
    json root = {{"format", "f"}, {"version", version}, {"nom", "A"}};
    if (version == 2) root["name"] = "A";
    if (version == 3) root["title"] = "A";
    ASSERT_TRUE(upgradeJson(root, "f", steps)) << version;
    EXPECT_EQ(root["title"], "A") << version;
  }
}

TEST(ProjectJson, ANewerVersionIsRefusedWithAClearWord) {
  json root = {{"format", "f"}, {"version", 4}};
  const auto upgraded = upgradeJson(root, "f", {});
  ASSERT_FALSE(upgraded);
  EXPECT_EQ(upgraded.error().code, ErrorCode::UnsupportedFile);
  EXPECT_THAT(upgraded.error().detail, HasSubstr("newer Cadenza"));
}

TEST(ProjectJson, AnotherFormatAndAVersionThatIsNoNumberAreRefused) {
  json root = {{"format", "other"}, {"version", 1}};
  EXPECT_EQ(upgradeJson(root, "f", {}).error().code, ErrorCode::UnsupportedFile);
  for (const json& version : {json(), json("1"), json(0), json(-1), json(1.5)}) {
    root = {{"format", "f"}, {"version", version}};
    EXPECT_EQ(upgradeJson(root, "f", {}).error().code, ErrorCode::DamagedFile) << version;
  }
}

TEST(ProjectJson, MembersThatAreMissingHaveTheirDefaults) {
  std::vector<std::string> damage;
  EXPECT_EQ(projectFromJson(json::object(), damage), Project());
  EXPECT_THAT(damage, IsEmpty());
}

TEST(ProjectJson, MembersOfAnotherTypeAreNamedAndTheOthersRead) {
  const json root = {{"title", 7},
                     {"key", "H minor"},
                     {"view", "wide"},
                     {"compose", {{}}},
                     {"takes", {{{"id", 2}, {"name", "Two"}, {"seed", -1}}}},
                     {"invented", true}};
  std::vector<std::string> damage;
  const Project project = projectFromJson(root, damage);
  EXPECT_THAT(damage, ElementsAre(HasSubstr("title"), HasSubstr("key"), HasSubstr("view"),
                                  HasSubstr("compose"), HasSubstr("seed")));
  ASSERT_THAT(project.takes, SizeIs(1));
  EXPECT_EQ(project.takes[0].name, "Two");
  EXPECT_EQ(project.unknown, R"({"invented":true})");
}

TEST(ProjectJson, TakesHaveNumbersOfTheirOwnAndTheirTreeHasNoCircle) {
  const json root = {{"takes",
                      {{{"id", 1}, {"parent", 2}},
                       {{"id", 2}, {"parent", 1}},
                       {{"id", 2}, {"parent", 0}},
                       {{"id", 3}, {"parent", 3}},
                       {{"id", -4}},
                       "five"}}};
  std::vector<std::string> damage;
  const Project project = projectFromJson(root, damage);
  ASSERT_THAT(project.takes, SizeIs(3));
  EXPECT_EQ(project.takes[0].parent, 0);
  EXPECT_EQ(project.takes[1].parent, 1);
  EXPECT_EQ(project.takes[2].parent, 0);
}

TEST(ProjectJson, OfATakesNotesThoseThatAreNoneAreLeftOutAndNamed) {
  for (const char* name : {"rethought", "staying"}) {
    const json root = {{"takes",
                        {{{"id", 1},
                          {name,
                           {{960, 240, 60, 80},
                            {0, 0, 60, 80},
                            {0, 1, 128, 80},
                            {0, 1, 60, 0},
                            {-1, 1, 60, 80},
                            {0, 1, 60},
                            {0, 1, 60, 1.5},
                            "note"}}}}}};
    std::vector<std::string> damage;
    const Project project = projectFromJson(root, damage);
    EXPECT_THAT(damage, ElementsAre(HasSubstr(name)));
    ASSERT_THAT(project.takes, SizeIs(1));
    const std::vector<Note> sound{{960, 240, 60, 80}};
    EXPECT_EQ(
        project.takes[0].rethought.empty() ? project.takes[0].staying : project.takes[0].rethought,
        sound);
  }
}

TEST(ProjectJson, ACurrentTakeThatIsNotThereIsForgotten) {
  std::vector<std::string> damage;
  json root = {{"takes", {{{"id", 4}}}}, {"currentTake", 4}};
  EXPECT_EQ(projectFromJson(root, damage).currentTake, 4);
  root["currentTake"] = 3;
  EXPECT_EQ(projectFromJson(root, damage).currentTake, 0);
  EXPECT_THAT(damage, IsEmpty());
}

TEST(ProjectJson, TextThatIsNoObjectIsRefusedHoweverDeep) {
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string("null"),
        std::string(5'000'000, '['), "{\"a\":" + std::string(100'000, '[') + "}",
        std::string("{\"a\":\"\xff\"}")}) {
    EXPECT_FALSE(parseJsonObject(bytes(text), "it")) << text.substr(0, 20);
  }
  EXPECT_TRUE(parseJsonObject(bytes(R"({"a":"[[[\"[[["})"), "it"));
}

TEST(ProjectJson, SettingsThatAreNoObjectAreNotWritten) {
  for (const char* text : {"{", "7", "[]"}) {
    Project project;
    project.view = text;
    EXPECT_EQ(projectToJson(project).error().code, ErrorCode::InvalidArgument);
    project = {};
    project.takes.resize(1);
    project.takes[0].settings = text;
    EXPECT_FALSE(projectToJson(project));
  }
}

}  // namespace
}  // namespace cadenza
