// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_table.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <cmath>
#include <limits>

#include "tests/support/tiny_model.h"
#include "ui/models/model_words.h"

namespace cadenza::ui {
namespace {

ModelEntry entry(const std::string& name, const std::string& recipe = "score", double loss = 5,
                 const std::string& created = "2026-01-01T00:00:00Z") {
  ModelEntry made;
  made.path = "/models/" + name;
  made.name = QString::fromStdString(name);
  made.recipe = findRecipe(recipe, NetworkSize::Small).value();
  made.info.name = name;
  made.info.created = created;
  made.info.validationLoss = loss;
  return made;
}

class ModelTableTest : public ::testing::Test {
 protected:
  ModelTableTest() { sorted.setSourceModel(&table); }
  [[nodiscard]] QStringList names() const {
    QStringList names;
    for (int row = 0; row < sorted.rowCount(); ++row) {
      names << sorted.index(row, ModelTable::NameColumn).data().toString();
    }
    return names;
  }

  ModelTable table;
  SortedModels sorted;
};

TEST_F(ModelTableTest, SortsByLossWithTheUnknownLastInBothDirections) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  table.setEntries({entry("b", "score", 7), entry("x", "score", unknown), entry("a", "score", 3)});
  sorted.sort(ModelTable::LossColumn, Qt::AscendingOrder);
  EXPECT_EQ(names(), QStringList({"a", "b", "x"}));
  sorted.sort(ModelTable::LossColumn, Qt::DescendingOrder);
  EXPECT_EQ(names(), QStringList({"b", "a", "x"}));
}

TEST_F(ModelTableTest, SortsByNameWhateverTheCase) {
  table.setEntries({entry("beta"), entry("Alpha"), entry("gamma")});
  sorted.sort(ModelTable::NameColumn, Qt::AscendingOrder);
  EXPECT_EQ(names(), QStringList({"Alpha", "beta", "gamma"}));
}

TEST_F(ModelTableTest, SearchesAllWordsInNameRecipeMusicAndLicence) {
  ModelEntry bach = entry("one");
  bach.info.data = "bach: 123 pieces";
  bach.info.licence = "CC BY";
  table.setEntries({bach, entry("two", "classic-b")});
  for (const char* words : {"ONE", "bach", "cc by", "score bach"}) {
    sorted.setSearch(QString::fromLatin1(words));
    EXPECT_EQ(names(), QStringList("one")) << words;
  }
  sorted.setSearch("classic");
  EXPECT_EQ(names(), QStringList("two"));
  sorted.setSearch("bach classic");
  EXPECT_TRUE(names().isEmpty());
  sorted.setSearch("");
  EXPECT_EQ(sorted.rowCount(), 2);
}

TEST_F(ModelTableTest, RowsThatStayAreNotTakenOut) {
  table.setEntries({entry("a"), entry("b"), entry("c")});
  const QPersistentModelIndex kept = table.index(table.rowOf("/models/b"), 0);
  QSignalSpy resets(&table, &ModelTable::modelReset);
  ModelEntry renamed = entry("b");
  renamed.name = "B";
  table.setEntries({entry("d"), renamed, entry("c")});
  EXPECT_EQ(resets.count(), 0);
  ASSERT_TRUE(kept.isValid());
  EXPECT_EQ(table.entry(kept.row())->name, "B");
  EXPECT_EQ(table.rowCount(), 3);
  EXPECT_EQ(table.rowOf("/models/a"), -1);
}

TEST_F(ModelTableTest, ATypedNameIsAWishAndNothingIsChangedYet) {
  table.setEntries({entry("a")});
  table.setRenamable([](const ModelEntry& model) { return model.name == "a"; });
  QSignalSpy wishes(&table, &ModelTable::renameWanted);
  const QModelIndex cell = table.index(0, ModelTable::NameColumn);
  EXPECT_TRUE(table.flags(cell) & Qt::ItemIsEditable);
  EXPECT_FALSE(table.setData(cell, " ", Qt::EditRole));
  EXPECT_FALSE(table.setData(cell, "a", Qt::EditRole));
  EXPECT_TRUE(table.setData(cell, " new  name ", Qt::EditRole));
  ASSERT_EQ(wishes.count(), 1);
  EXPECT_EQ(wishes[0][1].toString(), "new name");
  EXPECT_EQ(cell.data().toString(), "a");
}

TEST(ModelWords, LossesCompareOnlyWhereTheyCountTheSame) {
  const Recipe score = entry("a").recipe;
  const Recipe performance = entry("b", "performance").recipe;
  const Recipe chords = entry("c", "classic-a").recipe;
  EXPECT_TRUE(comparesLoss(score, score));
  EXPECT_FALSE(comparesLoss(score, performance));
  EXPECT_FALSE(comparesLoss(score, chords));
  EXPECT_TRUE(comparesLoss(score, findRecipe("score", NetworkSize::Large).value()));
  EXPECT_TRUE(comparisonText({entry("a"), entry("c", "classic-a")}).contains("can't"));
  EXPECT_TRUE(comparisonText({entry("a"), entry("b")}).contains("lower is better"));
  ModelEntry other = entry("b");
  other.info.data = "bach";
  EXPECT_TRUE(comparisonText({entry("a"), other}).contains("its own music"));
}

}  // namespace
}  // namespace cadenza::ui
