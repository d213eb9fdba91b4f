// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_session.h"

#include "core/score/edits.h"
#include "tests/ui/window_support.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using State = ComposeSession::State;

constexpr Tick bar = 4 * ticksPerQuarter;

ComposeSettings startingAt(ComposeSettings::Start start) {
  ComposeSettings settings;
  settings.model = "model";
  settings.start = start;
  return settings;
}

/// A model that answers every request with one note a bar, from where it was asked to begin.
class ComposeSessionTest : public ::testing::Test {
 protected:
  Result<Composition> write(const ComposeRequest& request, std::stop_token stop) {
    asked = request;
    gate.wait(stop);
    if (answerNothing) return Composition{};
    const Tick begin = request.from.value_or(request.seed.end());
    Composition composition;
    composition.range = {begin, begin + 2 * bar};
    composition.material.notes = {{begin, 960, 72, 80}, {begin + bar, 960, 74, 80}};
    composition.material.pedal = {{begin, 127}, {begin + bar, 0}};
    return composition;
  }

  void propose(ComposeSettings settings = {}, Tick playhead = 0) {
    settings.model = "model";
    session.generate(settings, playhead);
    gate.open();
    ASSERT_TRUE(waitUntil([this] { return session.state() != State::Composing; }));
  }

  Gate gate;
  bool answerNothing = false;
  ComposeRequest asked;  // written by the worker before it answers
  Document document;
  ComposingController composing{[this](const auto&) -> Result<ReadyModel> {
    ReadyModel model;
    model.info.name = "scribe";
    model.compose = [this](const ComposeRequest& request, const auto&, std::stop_token stop) {
      return write(request, std::move(stop));
    };
    return model;
  }};
  ComposeSession session{document, composing};
  const Note drawn{0, bar, 60, 80};
};

TEST_F(ComposeSessionTest, AcceptingIsOneUndoStepNamedAfterTheModel) {
  document.push("Draw note", insertNotes({drawn}));
  const Score before = document.score();
  propose();
  ASSERT_EQ(session.state(), State::Proposed);
  const Score preview = session.preview();
  session.accept();
  EXPECT_EQ(document.score(), preview);
  EXPECT_EQ(document.score().notes().size(), 3u);
  EXPECT_EQ(document.undoStack().undoText(), "Continue with scribe");
  document.undoStack().undo();
  EXPECT_EQ(document.score(), before);
  EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(ComposeSessionTest, LockedNotesStayAndTheProposalGivesWay) {
  const Note locked{2 * bar, bar, 72, 50, true};
  const Note loose{3 * bar, bar, 50, 50};
  document.push("Draw notes", insertNotes({drawn, locked, loose}));
  ComposeSettings settings = startingAt(ComposeSettings::Start::AtPlayhead);
  propose(settings, 2 * bar);
  session.accept();
  EXPECT_THAT(document.score().notes(), ElementsAre(drawn, locked, Note{3 * bar, 960, 74, 80}));
}

TEST_F(ComposeSessionTest, EveryFinishedProposalIsKeptAsATake) {
  ComposeSettings settings;
  settings.randomSeed = 77;
  settings.temperature = 0.5;
  propose(settings);
  session.reject();
  propose(settings);
  session.accept();
  ASSERT_EQ(document.takes().size(), 2u);
  const Take& take = document.takes()[1];
  EXPECT_EQ(take.id, 2);
  EXPECT_EQ(take.name, "Take 2");
  EXPECT_EQ(take.model, "scribe");
  EXPECT_EQ(take.seed, 77u);
  EXPECT_EQ(take.material.notes(), document.score().notes());
  EXPECT_THAT(take.settings, ::testing::HasSubstr("\"temperature\":0.5"));
  EXPECT_TRUE(document.isModified());
}

TEST_F(ComposeSessionTest, RejectingLeavesTheDocumentAlone) {
  document.push("Draw note", insertNotes({drawn}));
  propose();
  session.reject();
  EXPECT_THAT(document.score().notes(), ElementsAre(drawn));
  EXPECT_EQ(document.undoStack().count(), 1);
  EXPECT_TRUE(session.proposal().empty());
}

TEST_F(ComposeSessionTest, RejectingWhileItComposesDropsWhatComes) {
  session.generate(startingAt(ComposeSettings::Start::AtEnd), 0);
  session.reject();
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Idle; }));
  EXPECT_TRUE(session.proposal().empty());
}

TEST_F(ComposeSessionTest, FromThePlayheadReplacesWhatFollowsInItsRange) {
  const Note inside{bar + 10, 960, 50, 80};
  const Note behind{4 * bar, 960, 55, 80};
  ScoreItems items{{drawn, inside, behind}, {{bar + 20, 127}, {4 * bar, 0}}, {}, {}};
  document.reset(Score(items));
  propose(startingAt(ComposeSettings::Start::AtPlayhead), bar);
  session.accept();
  EXPECT_THAT(document.score().notes(),
              ElementsAre(drawn, Note{bar, 960, 72, 80}, Note{2 * bar, 960, 74, 80}, behind));
  EXPECT_THAT(document.score().pedal(),
              ElementsAre(PedalChange{bar, 127}, PedalChange{2 * bar, 0}, PedalChange{4 * bar, 0}));
}

TEST_F(ComposeSessionTest, FromNothingHearsNothingAndWritesBehindThePiece) {
  document.push("Draw note", insertNotes({drawn, Note{bar, 960, 62, 80}}));
  propose(startingAt(ComposeSettings::Start::Nothing));
  EXPECT_THAT(asked.seed.notes(), IsEmpty());
  EXPECT_EQ(asked.from, 2 * bar);
  EXPECT_EQ(session.range().begin, 2 * bar);
}

TEST_F(ComposeSessionTest, AnEmptyAnswerIsSaidAndNotProposed) {
  answerNothing = true;
  std::optional<Error> error;
  QObject::connect(&session, &ComposeSession::failed, [&](const Error& why) { error = why; });
  propose();
  EXPECT_EQ(session.state(), State::Idle);
  ASSERT_TRUE(error);
  EXPECT_THAT(error->detail, ::testing::HasSubstr("temperature"));
}

TEST_F(ComposeSessionTest, AnotherPieceDropsTheProposal) {
  propose();
  document.reset({});
  EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(ComposeSessionTest, UndoingWhileAProposalWaitsKeepsItAcceptable) {
  document.push("Draw note", insertNotes({drawn}));
  propose();
  document.undoStack().undo();
  session.accept();
  EXPECT_EQ(document.score().notes().size(), 2u);
}

}  // namespace
}  // namespace cadenza::ui
