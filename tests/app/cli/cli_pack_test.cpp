// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "core/base/safe_file.h"
#include "tests/app/cli/command_runner.h"
#include "tests/support/crafted_model.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

using testing::HasSubstr;

class CliPack : public testing::Test {
 protected:
  CliPack() { EXPECT_TRUE(saveCheckpoint(cli / "model.safetensors", test::tinyModel("score"))); }

  [[nodiscard]] std::string text(const std::string& file) const {
    const auto bytes = readFile(cli / file).value();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  test::CommandRunner cli;
};

TEST_F(CliPack, HalvesAModelAndNamesIt) {
  const auto ran = cli.run({"pack", "model.safetensors", "small.safetensors", "--name", "Starter",
                            "--licence", "CC BY"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto packed = loadCheckpoint(cli / "small.safetensors");
  ASSERT_TRUE(packed) << packed.error().detail;
  EXPECT_EQ(packed->info.name, "Starter");
  EXPECT_EQ(packed->info.licence, "CC BY");
  EXPECT_EQ(packed->recipe, test::tinyModel("score").recipe);
  EXPECT_LT(std::filesystem::file_size(cli / "small.safetensors"),
            std::filesystem::file_size(cli / "model.safetensors") * 2 / 3);
}

TEST_F(CliPack, WritesToAPipe) {
  const auto ran =
      cli.runIntoPipe("\"$0\" pack model.safetensors /dev/stdout", "piped.safetensors");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("/dev/stdout: "));
  const auto piped = loadCheckpoint(cli / "piped.safetensors");
  ASSERT_TRUE(piped) << piped.error().detail;
  EXPECT_EQ(piped->recipe, test::tinyModel("score").recipe);
}

TEST_F(CliPack, OfAPackedModelKeepsItsWeightsToTheBit) {
  ASSERT_EQ(cli.run({"pack", "model.safetensors", "small.safetensors"}).code, 0);
  ASSERT_EQ(cli.run({"pack", "small.safetensors", "again.safetensors"}).code, 0);
  const auto once = loadCheckpoint(cli / "small.safetensors");
  const auto twice = loadCheckpoint(cli / "again.safetensors");
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->checksum, twice->checksum);
}

TEST_F(CliPack, RefusesUnusableWeightsAndWritesNothing) {
  test::CraftedModel model = test::CraftedModel::read(cli / "model.safetensors");
  model.makeFirstFormat();
  model.removeChecksums();
  const float huge = 3e38f;
  std::memcpy(model.data.data(), &huge, sizeof huge);
  model.write(cli / "huge.safetensors");
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"pack", "huge.safetensors", "small.safetensors"},
           {"compose", "huge.safetensors", "--out", "new.mid", "--bars", "1"}}) {
    const auto ran = cli.run(command);
    EXPECT_EQ(ran.code, 1) << command.front();
    EXPECT_THAT(ran.err, HasSubstr("beyond 10,000"));
  }
  EXPECT_FALSE(std::filesystem::exists(cli / "small.safetensors"));
  EXPECT_FALSE(std::filesystem::exists(cli / "new.mid"));
}

TEST_F(CliPack, InfoSaysWhichFormatAModelHas) {
  test::CraftedModel model = test::CraftedModel::read(cli / "model.safetensors");
  model.makeFirstFormat();
  model.write(cli / "first.safetensors");
  const auto ran = cli.run({"info", "first.safetensors"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Model format 1"));
  EXPECT_EQ(cli.run({"info", "model.safetensors", "--json"}).json().at("format"), 2);
}

TEST_F(CliPack, WritesWhoseMusicAModelLearnedFrom) {
  ASSERT_TRUE(writeFile(cli / "manifest.csv",
                        std::string("file,composer,title,licence,source,url,encoder\n"
                                    "a.mid,Ann,\"Waltz, in A | minor\",PD,a.ly,http://x/a.ly,Bob\n"
                                    "b.mid,Cid,Polka,CC BY,b.ly,,Dee\n")));
  const auto ran = cli.run({"pack", "model.safetensors", "small.safetensors", "--manifest",
                            "manifest.csv", "--attribution", "page.md"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const std::string page = text("page.md");
  EXPECT_THAT(page, HasSubstr("2 pieces"));
  EXPECT_THAT(page,
              HasSubstr("| Ann | Waltz, in A \\| minor | PD | Bob | [a.ly](http://x/a.ly) |"));
  EXPECT_THAT(page, HasSubstr("| Cid | Polka | CC BY | Dee | b.ly |"));
}

TEST_F(CliPack, RefusesATableThatIsNoManifest) {
  for (const char* table : {"", "name,size\nx,1\n"}) {
    ASSERT_TRUE(writeFile(cli / "table.csv", std::string(table)));
    const auto ran = cli.run({"pack", "model.safetensors", "small.safetensors", "--manifest",
                              "table.csv", "--attribution", "page.md"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("no manifest"));
  }
}

}  // namespace
}  // namespace cadenza
