// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/safetensors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/base/random.h"
#include "core/base/safe_file.h"
#include "tests/support/campaign.h"
#include "tests/support/temporary_folder.h"

namespace cadenza {
namespace {

class Safetensors : public testing::Test {
 protected:
  // Writes a file of that header and data as they stand, true or not.
  Result<SafetensorsFile> readCrafted(const std::string& header, std::size_t dataBytes,
                                      std::uint64_t claimedLength) {
    std::vector<std::byte> bytes(sizeof claimedLength + header.size() + dataBytes);
    std::memcpy(bytes.data(), &claimedLength, sizeof claimedLength);
    std::memcpy(bytes.data() + sizeof claimedLength, header.data(), header.size());
    EXPECT_TRUE(writeFile(file_, bytes));
    return readSafetensors(file_);
  }
  Result<SafetensorsFile> readCrafted(const std::string& header, std::size_t dataBytes) {
    return readCrafted(header, dataBytes, header.size());
  }

  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "model.safetensors";
};

TEST_F(Safetensors, ComeBackAsTheyWere) {
  const SafetensorsFile file{{{"a", "b \"quoted\" \n"}},
                             {{"x", {{2, 3}, {1, 2, 3, 4, 5, 6.5f}}}, {"empty", {{0}, {}}}}};
  ASSERT_TRUE(writeSafetensors(file_, file));
  const auto read = readSafetensors(file_);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->metadata.at("a"), "b \"quoted\" \n");
  EXPECT_EQ(read->tensors.at("x").values, file.tensors.at("x").values);
  EXPECT_EQ(read->tensors.at("x").shape, file.tensors.at("x").shape);
  EXPECT_EQ(read->tensors.at("empty").values.size(), 0u);
}

TEST_F(Safetensors, InHalfPrecisionAreCloseAndHalfAsLarge) {
  SafetensorsFile file;
  for (int i = 0; i < 1000; ++i)
    file.tensors["x"].values.push_back(std::sin(static_cast<float>(i)));
  file.tensors["x"].shape = {1000};
  file.tensors["empty"].shape = {0, 4};
  ASSERT_TRUE(writeSafetensors(file_, file, Precision::Single));
  const auto single = std::filesystem::file_size(file_);
  ASSERT_TRUE(writeSafetensors(file_, file, Precision::Half));
  EXPECT_LT(std::filesystem::file_size(file_), single - 1900);
  const auto read = readSafetensors(file_);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->tensors.at("empty").values.empty());
  for (std::size_t i = 0; i < 1000; ++i) {
    EXPECT_NEAR(read->tensors.at("x").values[i], file.tensors["x"].values[i], 5e-4);
  }
}

TEST_F(Safetensors, ThatLieAreRefused) {
  const std::string array = R"("x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
  ASSERT_TRUE(readCrafted("{" + array + "}", 8)) << "the honest one";
  const std::pair<std::string, std::size_t> lies[] = {
      {"{" + array + "}", 9},                                              // more data
      {"{" + array + "}", 7},                                              // less data
      {"{" + array + "," + array + "}", 8},                                // doubled key
      {R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})", 16},  // hole
      {R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8},    // backwards
      {R"({"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8},    // wrong size
      {R"({"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8},   // negative
      {R"({"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}})", 8},
      {R"({"x":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})", 8},  // type
      {R"({"x":{"dtype":7,"shape":[2],"data_offsets":[0,8]}})", 8},
      {R"({"x":{"dtype":"F32","shape":"two","data_offsets":[0,8]}})", 8},
      {R"({"x":{"dtype":"F32","shape":[2]}})", 8},
      {R"({"x":[]})", 0},
      {R"({"__metadata__":{"a":1}})", 0},
      {R"({"__metadata__":[]})", 0},
      {R"([])", 0},
      {R"({"x":)", 0},
      {"", 0},
      {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
       R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
       12},  // overlap
  };
  for (const auto& [header, data] : lies) {
    const auto read = readCrafted(header, data);
    ASSERT_FALSE(read) << header;
    EXPECT_FALSE(read.error().detail.empty());
  }
  EXPECT_FALSE(readCrafted("{}", 0, std::numeric_limits<std::uint64_t>::max()));
  EXPECT_FALSE(readCrafted("{}", 0, 3));
}

TEST_F(Safetensors, WithNumbersThatAreNoneAreRefused) {
  for (const float value :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    ASSERT_TRUE(writeSafetensors(file_, {{}, {{"x", {{1}, {value}}}}}));
    EXPECT_FALSE(readSafetensors(file_));
  }
}

TEST_F(Safetensors, ThatAreMutatedOrCutAreRefusedOrEqual) {
  const SafetensorsFile file{{{"a", "b"}}, {{"x", {{16}, std::vector<float>(16, 1.5f)}}}};
  ASSERT_TRUE(writeSafetensors(file_, file));
  const auto good = readFile(file_).value();
  Random random(9);
  for (int i = 0; i < test::campaign(2'000, 10'000); ++i) {
    auto bad = good;
    if (i % 4 == 0) {
      bad.resize(random.below(bad.size()));
    } else {
      bad[random.below(bad.size())] ^= static_cast<std::byte>(1 + random.below(255));
    }
    ASSERT_TRUE(writeFile(file_, bad));
    if (const auto read = readSafetensors(file_)) {
      for (const auto& [name, array] : read->tensors) {
        EXPECT_EQ(array.values, file.tensors.at("x").values) << "only names may have changed";
      }
    }
  }
}

}  // namespace
}  // namespace cadenza
