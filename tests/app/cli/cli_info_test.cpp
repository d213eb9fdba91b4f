// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "core/base/safe_file.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using test::Ran;
using testing::HasSubstr;
using testing::IsEmpty;

Checkpoint trainedModel() {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  Checkpoint model = test::tinyModel("score");
  model.info.name = "Mine";
  model.info.data = "waltzes: 12 pieces, 3,456 notes";
  model.info.licence = "CC BY";
  model.info.steps = 20;
  model.info.notesSeen = 12'345;
  model.info.minutes = 1.5;
  model.info.validationLoss = 9.25;
  model.info.curve = {{10, 6'000, 0.7, 10.5, unknown}, {20, 12'345, 1.5, 9.5, 9.25}};
  return model;
}

class CliInfo : public testing::Test {
 protected:
  void save(const Checkpoint& model) const {
    ASSERT_TRUE(saveCheckpoint(cli / "model.safetensors", model));
  }

  test::CommandRunner cli;
};

TEST_F(CliInfo, TellsProgramsEverythingOfAModel) {
  const Checkpoint model = trainedModel();
  save(model);
  const Ran ran = cli.run({"info", "model.safetensors", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  std::size_t parameters = 0;
  for (const auto& [name, array] : model.weights) parameters += array.values.size();
  EXPECT_EQ(json["parameters"], parameters);
  EXPECT_EQ(json["name"], "Mine");
  EXPECT_EQ(json["recipe"], "score");
  EXPECT_EQ(json["size"], "small");
  EXPECT_TRUE(json["classes"].is_null());
  EXPECT_EQ(json["data"], "waltzes: 12 pieces, 3,456 notes");
  EXPECT_EQ(json["licence"], "CC BY");
  EXPECT_EQ(json["created"], model.info.created);
  EXPECT_EQ(json["steps"], 20);
  EXPECT_EQ(json["notes_seen"], 12'345);
  EXPECT_EQ(json["minutes"], 1.5);
  EXPECT_EQ(json["validation_loss"], 9.25);
  ASSERT_EQ(json["curve"].size(), 2u);
  EXPECT_EQ(json["curve"][0]["train"], 10.5);
  EXPECT_TRUE(json["curve"][0]["validation"].is_null());
  EXPECT_EQ(json["curve"][1]["notes"], 12'345);
}

TEST_F(CliInfo, TellsPeopleTheSame) {
  save(trainedModel());
  const Ran ran = cli.run({"info", "model.safetensors"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  for (const char* text : {"Mine\n", "score, small, ", "waltzes: 12 pieces", "CC BY",
                           "12,345 notes in 20 steps, 1.5 minutes", "9.250 nats a note"}) {
    EXPECT_THAT(ran.out, HasSubstr(text));
  }
}

TEST_F(CliInfo, LeavesOutWhatIsNotKnown) {
  Checkpoint model = test::tinyModel("performance");
  model.info.validationLoss = std::numeric_limits<double>::quiet_NaN();
  save(model);
  const Ran ran = cli.run({"info", "model.safetensors"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out.find("Validation"), std::string::npos);
  EXPECT_EQ(ran.out.find("Licence"), std::string::npos);
  EXPECT_TRUE(cli.run({"info", "model.safetensors", "--json"}).json()["validation_loss"].is_null());
}

TEST_F(CliInfo, RefusesWhatIsNoModelOrADamagedOne) {
  save(trainedModel());
  std::filesystem::resize_file(cli / "model.safetensors",
                               std::filesystem::file_size(cli / "model.safetensors") - 8);
  ASSERT_TRUE(writeFile(cli / "text.safetensors", std::string("no network")));
  for (const char* file : {"none.safetensors", "text.safetensors", "model.safetensors"}) {
    const Ran ran = cli.run({"info", file});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr(file));
  }
}

}  // namespace
}  // namespace cadenza
