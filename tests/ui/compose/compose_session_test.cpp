// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_session.h"

#include "core/score/edits.h"
#include "tests/ui/window_support.h"
#include "ui/compose/take_record.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using State = ComposeSession::State;
using Start = ComposeSettings::Start;

constexpr Tick bar = 4 * ticksPerQuarter;

/// A model that answers every request with one note a bar for two bars, from where it was asked to
/// begin; the second variation a semitone higher than the first, and so on.
class ComposeSessionTest : public ::testing::Test {
 protected:
  Result<std::vector<Composition>> write(const ComposeRequest& request, int count,
                                         const ProgressReport& tell, std::stop_token stop) {
    asked = request;
    const Tick begin = request.from.value_or(request.seed.end());
    std::vector<Composition> compositions(static_cast<std::size_t>(count));
    for (int i = 0; i < count && !answerNothing; ++i) {
      Composition& composition = compositions[static_cast<std::size_t>(i)];
      const auto pitch = static_cast<std::uint8_t>(72 + i);
      composition.range = {begin, begin + 2 * bar};
      composition.material.notes = {{begin, 960, pitch, 80}};
      tell({0.5, composition.material.notes, i});
      composition.material.notes.push_back({begin + bar, 960, pitch, 80});
      composition.material.pedal = {{begin, 127}, {begin + bar, 0}};
    }
    if (emptyVariation >= 0) compositions[static_cast<std::size_t>(emptyVariation)] = {};
    gate.wait(stop);
    for (Composition& composition : compositions) composition.stopped = stop.stop_requested();
    return compositions;
  }

  [[nodiscard]] ComposeSettings settings(int variations = 1) const {
    ComposeSettings wanted;
    wanted.model = "model";
    wanted.bars = 2;
    wanted.variations = variations;
    return wanted;
  }
  void begin(const ComposeSettings& wanted, const ComposePlace& place = {}) {
    const auto settled = placed(wanted, document.score(), place);
    ASSERT_TRUE(settled) << settled.error().detail;
    session.generate(*settled);
  }
  void propose(const ComposeSettings& wanted, const ComposePlace& place = {}) {
    begin(wanted, place);
    gate.open();
    ASSERT_TRUE(waitUntil([this] { return session.state() != State::Composing; }));
  }

  Gate gate;
  bool answerNothing = false;
  int emptyVariation = -1;
  ComposeRequest asked;  // written by the worker before it answers
  Document document;
  ComposingController composing{[this](const auto&) -> Result<ReadyModel> {
    ReadyModel model;
    model.info.name = "scribe";
    model.checksum = "c0ffee";
    model.composeVariations = [this](const ComposeRequest& request, int count, const auto& tell,
                                     std::stop_token stop) {
      return write(request, count, tell, std::move(stop));
    };
    return model;
  }};
  ComposeSession session{document, composing};
  const Note drawn{0, bar, 60, 80};
};

TEST_F(ComposeSessionTest, AcceptingIsOneUndoStepNamedAfterTheModel) {
  document.push("Draw note", insertNotes({drawn}));
  const Score before = document.score();
  propose(settings());
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

TEST_F(ComposeSessionTest, TheUndoStepIsNamedAfterTheMode) {
  document.push("Draw notes", insertNotes({drawn, Note{8 * bar, bar, 64, 80}}));
  ComposeSettings wanted = settings();
  ComposePlace place{0, {drawn}, TickRange{2 * bar, 4 * bar}};
  const std::pair<ComposeMode, const char*> modes[] = {
      {ComposeMode::Fill, "Fill the gap with scribe"},
      {ComposeMode::Vary, "Vary with scribe"},
      {ComposeMode::Nothing, "Compose with scribe"}};
  for (const auto& [mode, text] : modes) {
    wanted.mode = mode;
    propose(wanted, place);
    session.accept();
    EXPECT_EQ(document.undoStack().undoText(), text);
    document.undoStack().undo();
  }
}

TEST_F(ComposeSessionTest, LockedNotesStayAndTheProposalGivesWay) {
  const Note locked{2 * bar, bar, 72, 50, true};
  const Note loose{3 * bar, bar, 50, 50};
  document.push("Draw notes", insertNotes({drawn, locked, loose}));
  ComposeSettings wanted = settings();
  wanted.start = Start::AtPlayhead;
  propose(wanted, {2 * bar, {}, {}});
  EXPECT_THAT(session.leaving(), ElementsAre(loose));
  session.accept();
  EXPECT_THAT(document.score().notes(), ElementsAre(drawn, locked, Note{3 * bar, 960, 72, 80}));
}

TEST_F(ComposeSessionTest, EveryFinishedCandidateIsKeptAsATakeThatSaysHowItWasMade) {
  ComposeSettings wanted = settings(3);
  wanted.randomSeed = 77;
  wanted.controls.temperature = 0.5;
  propose(wanted);
  session.setCurrent(1);
  session.accept();
  ASSERT_EQ(document.takes().size(), 3u);
  const Take& take = document.takes()[1];
  EXPECT_EQ(take.id, 2);
  EXPECT_EQ(take.name, "Take 2");
  EXPECT_EQ(take.model, "scribe");
  EXPECT_EQ(take.modelChecksum, "c0ffee");
  EXPECT_EQ(take.seed, 78u);
  EXPECT_EQ(take.material.notes(), document.score().notes());
  EXPECT_EQ(document.currentTake(), 2);
  const auto remembered = settingsFrom(take.settings);
  ASSERT_TRUE(remembered);
  EXPECT_EQ(remembered->controls, wanted.controls);
  EXPECT_EQ(remembered->randomSeed, 78u);
  EXPECT_EQ(remembered->range, (TickRange{0, 2 * bar}));
  EXPECT_TRUE(document.isModified());
}

TEST_F(ComposeSessionTest, TheNextTakesComeFromTheOneThatThePieceShows) {
  propose(settings(2));
  session.setCurrent(1);
  session.accept();
  propose(settings(2));
  session.accept();
  ASSERT_EQ(document.takes().size(), 4u);
  EXPECT_EQ(document.takes()[0].parent, 0);
  EXPECT_EQ(document.takes()[2].parent, 2);
  EXPECT_EQ(session.currentTake(), 3);
  document.undoStack().undo();
  EXPECT_EQ(session.currentTake(), 2);
  document.undoStack().undo();
  EXPECT_EQ(session.currentTake(), 0);
  document.undoStack().redo();
  EXPECT_EQ(session.currentTake(), 2);
}

TEST_F(ComposeSessionTest, StepsFromCandidateToCandidateAndRound) {
  propose(settings(3));
  ASSERT_EQ(session.candidates().size(), 3u);
  std::vector<int> pitches;
  for (int i = 0; i < 4; ++i, session.step(1)) {
    pitches.push_back(session.proposal().notes.front().pitch);
  }
  EXPECT_THAT(pitches, ElementsAre(72, 73, 74, 72));
  session.setCurrent(0);
  session.step(-1);
  EXPECT_EQ(session.current(), 2);
  session.accept();
  EXPECT_EQ(document.score().notes().front().pitch, 74);
}

TEST_F(ComposeSessionTest, CandidatesAreSeenWhileTheyGrow) {
  begin(settings(2));
  ASSERT_TRUE(waitUntil([this] { return !session.proposal().empty(); }));
  EXPECT_EQ(session.proposal().notes.size(), 1u);
  EXPECT_TRUE(session.canBeHeard());
  EXPECT_EQ(session.preview().notes().size(), 1u);
  session.step(1);
  gate.open();
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Proposed; }));
  EXPECT_EQ(session.current(), 1);
  EXPECT_EQ(session.proposal().notes.size(), 2u);
}

TEST_F(ComposeSessionTest, StoppingKeepsWhatIsThereAsCandidates) {
  begin(settings(2));
  session.stop();
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Proposed; }));
  EXPECT_EQ(session.candidates().size(), 2u);
  EXPECT_EQ(document.takes().size(), 2u);
}

TEST_F(ComposeSessionTest, AVariationWithoutANoteIsNoCandidate) {
  emptyVariation = 1;
  begin(settings(3));
  session.setCurrent(2);
  gate.open();
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Proposed; }));
  ASSERT_EQ(session.candidates().size(), 2u);
  EXPECT_EQ(session.current(), 1);
  EXPECT_EQ(session.proposal().notes.front().pitch, 74);
  EXPECT_EQ(settingsFrom(document.takes()[1].settings)->randomSeed, 3u);
}

TEST_F(ComposeSessionTest, RejectingLeavesTheDocumentAlone) {
  document.push("Draw note", insertNotes({drawn}));
  propose(settings());
  session.reject();
  EXPECT_THAT(document.score().notes(), ElementsAre(drawn));
  EXPECT_EQ(document.undoStack().count(), 1);
  EXPECT_TRUE(session.proposal().empty());
}

TEST_F(ComposeSessionTest, RejectingWhileItComposesDropsWhatComes) {
  begin(settings());
  session.reject();
  EXPECT_THAT(session.candidates(), IsEmpty());
  ASSERT_TRUE(waitUntil([this] { return session.state() == State::Idle; }));
  EXPECT_TRUE(session.proposal().empty());
  EXPECT_THAT(document.takes(), IsEmpty());
}

TEST_F(ComposeSessionTest, FromThePlayheadReplacesWhatFollowsInItsRange) {
  const Note inside{bar + 10, 960, 50, 80};
  const Note behind{4 * bar, 960, 55, 80};
  ScoreItems items{{drawn, inside, behind}, {{bar + 20, 127}, {4 * bar, 0}}, {}, {}};
  document.reset(Score(items));
  ComposeSettings wanted = settings();
  wanted.start = Start::AtPlayhead;
  propose(wanted, {bar, {}, {}});
  session.accept();
  EXPECT_THAT(document.score().notes(),
              ElementsAre(drawn, Note{bar, 960, 72, 80}, Note{2 * bar, 960, 72, 80}, behind));
  // Behind the range the pedal is down, as it was.
  EXPECT_THAT(document.score().pedal(),
              ElementsAre(PedalChange{bar, 127}, PedalChange{2 * bar, 0}, PedalChange{3 * bar, 127},
                          PedalChange{4 * bar, 0}));
}

TEST_F(ComposeSessionTest, FromNothingHearsNothingAndWritesBehindThePiece) {
  document.push("Draw note", insertNotes({drawn, Note{bar, 960, 62, 80}}));
  ComposeSettings wanted = settings();
  wanted.mode = ComposeMode::Nothing;
  propose(wanted);
  EXPECT_THAT(asked.seed.notes(), IsEmpty());
  EXPECT_EQ(asked.from, 2 * bar);
  EXPECT_EQ(session.range().begin, 2 * bar);
}

TEST_F(ComposeSessionTest, AnEmptyAnswerIsSaidAndNotProposed) {
  answerNothing = true;
  std::optional<Error> error;
  QObject::connect(&session, &ComposeSession::failed, [&](const Error& why) { error = why; });
  propose(settings(2));
  EXPECT_EQ(session.state(), State::Idle);
  ASSERT_TRUE(error);
  EXPECT_THAT(error->detail, ::testing::HasSubstr("temperature"));
}

TEST_F(ComposeSessionTest, AnotherPieceDropsTheProposal) {
  propose(settings());
  document.reset({});
  EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(ComposeSessionTest, UndoingWhileAProposalWaitsKeepsItAcceptable) {
  document.push("Draw note", insertNotes({drawn}));
  propose(settings());
  document.undoStack().undo();
  session.accept();
  EXPECT_EQ(document.score().notes().size(), 2u);
}

}  // namespace
}  // namespace cadenza::ui
