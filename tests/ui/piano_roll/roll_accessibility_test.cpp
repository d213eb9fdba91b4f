// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_accessibility.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "piano_roll_fixture.h"
#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Heard {
  QAccessible::Event type;
  std::string name;
  bool operator==(const Heard&) const = default;
};
class RollAccessibility : public PianoRollTest {
 protected:
  RollAccessibility() {
    roll.setFocus();
    dynamic_cast<NoteListAccessible&>(*list()).setListener([this](const QAccessibleEvent& event) {
      const QString name = event.accessibleInterface()->text(QAccessible::Name);
      heard.push_back({event.type(), name.toStdString()});
    });
  }
  [[nodiscard]] QAccessibleInterface* list() {
    return QAccessible::queryAccessibleInterface(roll.findChild<NoteArea*>());
  }
  [[nodiscard]] std::string nameOf(int index) {
    return list()->child(index)->text(QAccessible::Name).toStdString();
  }

  std::vector<Heard> heard;
};

TEST_F(RollAccessibility, NotesAreItemsOfAListThatSayAllAboutThemselves) {
  EXPECT_EQ(list()->role(), QAccessible::List);
  ASSERT_EQ(list()->childCount(), 2);
  EXPECT_EQ(nameOf(0), "C4, bar 1 beat 2, quarter, velocity 80");
  EXPECT_EQ(nameOf(1), "E4, bar 1 beat 4, quarter, velocity 80");
  QAccessibleInterface* const item = list()->child(1);
  EXPECT_EQ(item->role(), QAccessible::ListItem);
  EXPECT_EQ(item->parent(), list());
  EXPECT_EQ(list()->indexOfChild(item), 1);
  EXPECT_EQ(list()->child(1), item) << "made anew each time";
  EXPECT_EQ(list()->child(2), nullptr);
  EXPECT_TRUE(item->isValid());
}

TEST_F(RollAccessibility, ItemsKnowWhereTheyAre) {
  QAccessibleInterface* const item = list()->child(0);
  const QPoint middle = item->rect().center();
  EXPECT_TRUE(list()->rect().contains(middle));
  EXPECT_EQ(list()->childAt(middle.x(), middle.y()), item);
  EXPECT_EQ(list()->childAt(middle.x(), middle.y() + 60), nullptr);
}

TEST_F(RollAccessibility, PressingAnItemSelectsItsNoteAndTogglingAddsIt) {
  const auto act = [&](int index, const QString& what) {
    list()->child(index)->actionInterface()->doAction(what);
  };
  act(1, QAccessibleActionInterface::pressAction());
  EXPECT_THAT(document.selection(), ElementsAre(second));
  EXPECT_TRUE(list()->child(1)->state().selected);
  EXPECT_FALSE(list()->child(0)->state().selected);
  EXPECT_EQ(list()->child(1)->text(QAccessible::Description), "selected");
  act(0, QAccessibleActionInterface::toggleAction());
  EXPECT_THAT(document.selection(), ElementsAre(first, second));
  act(1, QAccessibleActionInterface::toggleAction());
  EXPECT_THAT(document.selection(), ElementsAre(first));
  EXPECT_EQ(list()->text(QAccessible::Value), "2 notes, 1 selected");
}

TEST_F(RollAccessibility, TheNoteCursorIsFollowedByTheFocus) {
  key(Qt::Key_Right, Qt::ControlModifier);
  const std::string name = "C4, bar 1 beat 2, quarter, velocity 80";
  EXPECT_THAT(heard, AllOf(Contains(Heard{QAccessible::Focus, name}),
                           Contains(Heard{QAccessible::Selection, name})));
  EXPECT_EQ(list()->focusChild(), list()->child(0));
  EXPECT_TRUE(list()->child(0)->state().focused);
  EXPECT_FALSE(list()->child(1)->state().focused);
}

TEST_F(RollAccessibility, EmptyGroundIsToldToo) {
  key(Qt::Key_Home, Qt::ControlModifier);
  ASSERT_FALSE(heard.empty());
  EXPECT_EQ(heard.back(), (Heard{QAccessible::Focus, "C4, bar 1 beat 1, empty"}));
  EXPECT_EQ(list()->childCount(), 3);
  key(Qt::Key_Up);
  EXPECT_EQ(heard.back(), (Heard{QAccessible::Focus, "C sharp 4, bar 1 beat 1, empty"}));
}

TEST_F(RollAccessibility, ItemsAreForgottenWhenTheNotesChange) {
  const QAccessible::Id id = QAccessible::uniqueId(list()->child(1));
  EXPECT_NE(QAccessible::accessibleInterface(id), nullptr);
  document.push("Draw", insertNotes({{0, quarter, 70, 80}}));
  EXPECT_EQ(QAccessible::accessibleInterface(id), nullptr);
  EXPECT_EQ(list()->childCount(), 3);
  EXPECT_EQ(nameOf(0), "A sharp 4, bar 1 beat 1, quarter, velocity 80");
  document.reset({});
  EXPECT_EQ(list()->childCount(), 0);
}

TEST_F(RollAccessibility, WhatIsWrittenByKeysIsToldAndStays) {
  key(Qt::Key_W);
  key(Qt::Key_C);
  EXPECT_EQ(notes().size(), 3u);
  ASSERT_FALSE(heard.empty());
  EXPECT_THAT(heard,
              Contains(Heard{QAccessible::Selection, "C4, bar 1 beat 1, quarter, velocity 80"}));
  EXPECT_EQ(list()->focusChild()->text(QAccessible::Name),
            "C4, bar 1 beat 2, quarter, velocity 80");
}

TEST_F(RollAccessibility, ProposedAndLockedNotesSayThatTheyAre) {
  document.push("Lock", lockNotes(std::vector{first}, true));
  roll.setCandidate({{{8 * quarter, 640, 67, 90}}, {}, {}, {}}, {});
  ASSERT_EQ(list()->childCount(), 3);
  EXPECT_EQ(nameOf(0), "C4, bar 1 beat 2, quarter, velocity 80, locked");
  EXPECT_EQ(nameOf(2), "proposed: G4, bar 3 beat 1, quarter triplet, velocity 90");
  EXPECT_TRUE(list()->child(0)->state().readOnly);
  EXPECT_FALSE(list()->child(2)->state().selectable);
  EXPECT_THAT(list()->child(2)->actionInterface()->actionNames(), IsEmpty());
  roll.clearCandidate();
  EXPECT_EQ(list()->childCount(), 2);
}

TEST_F(RollAccessibility, APieceOfManyNotesMakesOnlyWhatIsAskedFor) {
  std::vector<Note> many;
  for (Tick i = 0; i < 100'000; ++i) many.push_back({i * 80, 100, 60, 80});
  document.reset(Score({many, {}, {}, {}}));
  EXPECT_EQ(list()->childCount(), 100'000);
  EXPECT_EQ(nameOf(99'999), "C4, bar 2084 beat 2, second sixteenth, 0.10 quarters, velocity 80");
}

TEST_F(RollAccessibility, AllPartsOfTheRollHaveNamesAndWhatIsShownOfTheScoreIsDescribed) {
  for (const QWidget* part : roll.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    EXPECT_FALSE(part->accessibleName().isEmpty()) << part->metaObject()->className();
  }
  EXPECT_FALSE(list()->text(QAccessible::Description).isEmpty());
}

TEST(SpokenLength, IsAWordOfMusicWhereThereIsOne) {
  EXPECT_EQ(spokenLength(4 * ticksPerQuarter), "whole");
  EXPECT_EQ(spokenLength(ticksPerQuarter * 3 / 4), "dotted eighth");
  EXPECT_EQ(spokenLength(320), "eighth triplet");
  EXPECT_EQ(spokenLength(60), "sixty-fourth");
  EXPECT_EQ(spokenLength(1000), "1.04 quarters");
}

}  // namespace
}  // namespace cadenza::ui
