// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/composing_commands.h"

#include <QAction>
#include <algorithm>

#include "core/score/key_estimate.h"
#include "ui/compose/compose_panel.h"
#include "ui/compose/place_words.h"
#include "ui/controllers/live_controller.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/actions.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {
namespace {

using State = ComposeSession::State;

// So much of what a proposal goes on from is seen with it.
constexpr int barsBeforeProposal = 4;
constexpr qint64 previewEveryMs = 150;
// A rest that is shorter is no gap.
constexpr Tick shortestGap = ticksPerQuarter / 2;

}  // namespace

ComposingCommands::ComposingCommands(const Studio& studio, const Actions& actions,
                                     ComposeSession& session, ComposePanel& panel, PianoRoll& roll,
                                     QObject* parent)
    : QObject(parent),
      studio_(studio),
      actions_(actions),
      session_(session),
      panel_(panel),
      roll_(roll) {
  connectActions();
  connectSession();
  Document& document = studio_.document;
  connect(&panel_, &ComposePanel::modelChosen, this, &ComposingCommands::showState);
  connect(&panel_, &ComposePanel::keyPicked, &document, &Document::setKey);
  connect(&document, &Document::propertiesChanged, &panel_,
          [this] { panel_.followKeyEdit(studio_.document.properties().key); });
  connect(&panel_, &ComposePanel::wishChanged, this, &ComposingCommands::showPlace);
  connect(&roll_, &PianoRoll::timeRangeChanged, this, &ComposingCommands::showPlace);
  connect(&studio_.playback, &PlaybackController::positionChanged, this, [this] {
    if (!studio_.playback.isPlaying()) showPlace();
  });
  connect(&studio_.playback, &PlaybackController::playingChanged, this, [this](bool playing) {
    if (playing && session_.state() == State::Composing) Q_EMIT previewChanged();
  });
  connect(&document, &Document::selectionChanged, this, &ComposingCommands::showPlace);
  connect(&document, &Document::selectionChanged, this, &ComposingCommands::showState);
  connect(&document, &Document::changed, this, &ComposingCommands::showEstimate);
  connect(&document, &Document::replaced, this, &ComposingCommands::showEstimate);
  if (studio_.live) {
    connect(studio_.live, &LiveController::activityChanged, this, &ComposingCommands::showState);
  }
  showEstimate();
  showState();
}

void ComposingCommands::connectActions() {
  connect(actions_.generate, &QAction::triggered, this, &ComposingCommands::generate);
  connect(actions_.stopComposing, &QAction::triggered, &session_, &ComposeSession::stop);
  connect(actions_.continueHere, &QAction::triggered, this, &ComposingCommands::continueHere);
  connect(actions_.fillGap, &QAction::triggered, this, &ComposingCommands::fillHere);
  connect(actions_.vary, &QAction::triggered, this, &ComposingCommands::vary);
  connect(actions_.listen, &QAction::triggered, this, &ComposingCommands::listen);
  connect(actions_.accept, &QAction::triggered, this, &ComposingCommands::accept);
  connect(actions_.reject, &QAction::triggered, &session_, &ComposeSession::reject);
  connect(actions_.nextCandidate, &QAction::triggered, this, [this] { session_.step(1); });
  connect(actions_.previousCandidate, &QAction::triggered, this, [this] { session_.step(-1); });
  connect(&roll_, &PianoRoll::candidateStepped, &session_, &ComposeSession::step);
}

void ComposingCommands::connectSession() {
  connect(&session_, &ComposeSession::stateChanged, this, [this](State state) {
    showState();
    if (state != State::Idle) reveal();
    if (state == State::Proposed) roll_.fitPitches();
    if (state == State::Idle) Q_EMIT previewChanged();
  });
  connect(&session_, &ComposeSession::candidatesChanged, this, &ComposingCommands::showState);
  connect(&session_, &ComposeSession::proposalChanged, this, &ComposingCommands::showCandidate);
}

ComposePlace ComposingCommands::place() const {
  return {studio_.playback.position(), studio_.document.selection(), roll_.timeRange()};
}

void ComposingCommands::generate() {
  start(placed(panel_.takeSettings(), studio_.document.score(), place()));
}

void ComposingCommands::generateAgain(const ComposeSettings& settings) {
  panel_.setSettings(settings);
  if (settings.mode == ComposeMode::Fill) roll_.setTimeRange(settings.range);
  if (settings.mode == ComposeMode::Vary) studio_.document.select(settings.notes);
  start(settings);
}

// The keyboard goes to the roll, where Tab and Enter are about candidates.
void ComposingCommands::start(const Result<ComposeSettings>& settings) {
  if (!actions_.generate->isEnabled()) return;
  if (!settings) {
    Q_EMIT said(QString::fromStdString(settings.error().detail));
    return;
  }
  playsSoon_ = panel_.playsAtOnce();
  roll_.setFocus();
  session_.generate(*settings);
}

// Behind the selection where there is one, else at the cursor, which follows the mouse.
void ComposingCommands::continueHere() {
  panel_.setMode(ComposeMode::Continue);
  ComposePlace here = place();
  const bool fromSelection = !here.selection.empty();
  if (!fromSelection) {
    here.playhead = roll_.cursorTick();
    studio_.playback.seek(here.playhead);
  }
  panel_.setStart(fromSelection ? ComposeSettings::Start::AtSelection
                                : ComposeSettings::Start::AtPlayhead);
  start(placed(panel_.takeSettings(), studio_.document.score(), here));
}

// The marked stretch, unless the cursor stands in a rest outside of it.
std::optional<TickRange> ComposingCommands::gapHere() const {
  const auto marked = roll_.timeRange();
  const Tick here = roll_.cursorTick();
  if (marked && marked->contains(here)) return marked;
  const auto rest = restAround(studio_.document.score(), here);
  return rest && rest->length() >= shortestGap ? rest : marked;
}

void ComposingCommands::fillHere() {
  panel_.setMode(ComposeMode::Fill);
  const auto gap = gapHere();
  if (gap) roll_.setTimeRange(gap);
  start(placed(panel_.takeSettings(), studio_.document.score(), place()));
}

void ComposingCommands::vary() {
  panel_.setMode(ComposeMode::Vary);
  generate();
}

void ComposingCommands::listen() {
  Q_EMIT previewChanged();
  const MeterMap& meter = studio_.document.score().meter();
  const Tick begin = session_.range().begin;
  const TickRange bar = meter.barAround(begin);
  const int first = meter.positionAt(begin).bar - (bar.begin == begin ? 1 : 0);
  studio_.playback.seek(meter.barStart(first));
  studio_.playback.play();
}

void ComposingCommands::accept() {
  const QString notes = countText(session_.proposal().notes.size(), tr("note"));
  session_.accept();
  Q_EMIT said(tr("Took %1. Undo takes them back.").arg(notes));
}

void ComposingCommands::showPlace() {
  const Score& score = studio_.document.score();
  const auto settings = placed(panel_.settings(), score, place());
  if (settings) {
    panel_.showPlace(placeText(*settings, score), false);
  } else {
    panel_.showPlace(QString::fromStdString(settings.error().detail), true);
  }
  roll_.setMarksGaps(panel_.settings().mode == ComposeMode::Fill);
}

void ComposingCommands::showEstimate() {
  panel_.setEstimatedKey(estimateKey(studio_.document.score().notes()));
  showPlace();
}

void ComposingCommands::showState() {
  const State state = session_.state();
  const bool composing = state == State::Composing;
  const bool proposed = state == State::Proposed;
  const bool isLive = studio_.live && studio_.live->activity() != LiveController::Activity::None;
  const bool mayBegin = !composing && !isLive && panel_.hasModel();
  const bool severalWait = session_.candidates().size() > 1;
  actions_.generate->setEnabled(mayBegin);
  actions_.continueHere->setEnabled(mayBegin);
  actions_.fillGap->setEnabled(mayBegin);
  actions_.vary->setEnabled(mayBegin && !studio_.document.selection().empty());
  actions_.stopComposing->setEnabled(composing);
  actions_.listen->setEnabled(session_.canBeHeard() && !session_.candidates().empty());
  actions_.accept->setEnabled(proposed);
  actions_.reject->setEnabled(composing || proposed);
  actions_.nextCandidate->setEnabled(severalWait);
  actions_.previousCandidate->setEnabled(severalWait);
  roll_.setCandidatesStep(severalWait);
}

void ComposingCommands::showCandidate() {
  if (session_.candidates().empty()) {
    roll_.clearCandidate();
  } else {
    roll_.setCandidate(session_.proposal(), session_.range(), session_.leaving());
  }
  const bool composing = session_.state() == State::Composing;
  if (playsSoon_ && !session_.proposal().notes.empty() && session_.canBeHeard()) {
    playsSoon_ = false;
    return listen();
  }
  const bool isDue = !sincePreview_.isValid() || sincePreview_.elapsed() >= previewEveryMs;
  if (composing && !(studio_.playback.isPlaying() && isDue)) return;
  sincePreview_.start();
  Q_EMIT previewChanged();
}

void ComposingCommands::reveal() {
  const TickRange range = session_.range();
  const TickRange seen = roll_.visibleRange();
  if (range.begin >= seen.begin && range.end <= seen.end) return;
  const MeterMap& meter = studio_.document.score().meter();
  const int firstBar = meter.positionAt(range.begin).bar - barsBeforeProposal;
  roll_.showRange({meter.barStart(firstBar), range.end});
}

}  // namespace cadenza::ui
