// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/piano_roll.h"

#include <QGridLayout>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "ui/piano_roll/humanise_dialog.h"
#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/lane_stack.h"
#include "ui/piano_roll/mini_map.h"
#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/quantise_dialog.h"
#include "ui/piano_roll/roll_actions.h"
#include "ui/piano_roll/time_ruler.h"
#include "ui/piano_roll/transpose_dialog.h"
#include "ui/piano_roll/velocity_dialog.h"
#include "ui/piano_roll/view_commands.h"
#include "ui/piano_roll/view_state.h"

namespace cadenza::ui {
namespace {

constexpr int scrollUnitsPerRow = 16;

}  // namespace

class PianoRoll::Parts {
 public:
  Parts(Document& document, const Appearance& appearance, PianoRoll* roll)
      : state(document, appearance),
        wheel(state),
        actions(state, roll),
        ruler(new TimeRuler(state, wheel, roll)),
        keyboard(new Keyboard(state, wheel, roll)),
        notes(new NoteArea(state, wheel, roll)),
        lanes(new LaneStack(state, wheel, roll)),
        map(new MiniMap(state, wheel, roll)),
        across(new QScrollBar(Qt::Horizontal, roll)),
        down(new QScrollBar(Qt::Vertical, roll)) {
    lay(roll);
    connectScrollBars(roll);
    connectSignals(roll);
  }

  void lay(PianoRoll* roll) const {
    auto* grid = new QGridLayout(roll);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(ruler, 0, 0, 1, 2);
    grid->addWidget(keyboard, 1, 0);
    grid->addWidget(notes, 1, 1);
    grid->addWidget(down, 1, 2);
    grid->addWidget(lanes, 2, 0, 1, 2);
    grid->addWidget(across, 3, 1);
    grid->setRowMinimumHeight(4, metrics::step);
    grid->addWidget(map, 5, 1);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 1);
    across->setAccessibleName(tr("Scroll in time"));
    down->setAccessibleName(tr("Scroll in pitch"));
    roll->setFocusProxy(notes);
    showMap();
    connect(&state, &RollState::lanesChanged, roll, [this] { showMap(); });
  }

  void connectScrollBars(PianoRoll* roll) {
    connect(&state, &RollState::viewChanged, roll, [this] { renewScrollBars(); });
    connect(across, &QScrollBar::valueChanged, roll, [this](int tick) {
      state.changeView([&](RollTransform& v) { v.scrollTo(tick, v.topRow()); });
    });
    connect(down, &QScrollBar::valueChanged, roll, [this](int units) {
      const double row = static_cast<double>(units) / scrollUnitsPerRow;
      state.changeView([&](RollTransform& v) { v.scrollTo(v.leftTick(), row); });
    });
  }

  void connectSignals(PianoRoll* roll) {
    connect(&state, &RollState::playheadMoved, roll,
            [roll](Tick, Tick to) { Q_EMIT roll->playheadMoved(to); });
    connect(&state, &RollState::toolChanged, roll, &PianoRoll::toolChanged);
    connect(&state, &RollState::snapChanged, roll, &PianoRoll::snapChanged);
    connect(&state, &RollState::keyChanged, roll, &PianoRoll::keyChanged);
    connect(&state, &RollState::timeRangeChanged, roll, &PianoRoll::timeRangeChanged);
    connect(&state, &RollState::followingChanged, roll, &PianoRoll::followingChanged);
    connect(&state, &RollState::lanesChanged, roll, &PianoRoll::lanesChanged);
    connect(&state, &RollState::seekRequested, roll, &PianoRoll::seekRequested);
    connect(&state, &RollState::candidateStepped, roll, &PianoRoll::candidateStepped);
    connect(&state, &RollState::keyPressed, roll, [roll](int pitch, int velocity) {
      Q_EMIT roll->played({MidiMessage::noteOn(pitch, velocity), std::chrono::steady_clock::now()});
    });
    connect(&state, &RollState::keyReleased, roll, [roll](int pitch) {
      Q_EMIT roll->played({MidiMessage::noteOff(pitch), std::chrono::steady_clock::now()});
    });
    connect(&state, &RollState::auditionRequested, roll, [this, roll](int pitch, int velocity) {
      if (state.options().soundsEdits) Q_EMIT roll->auditionRequested(pitch, velocity);
    });
    connect(&state, &RollState::hoverTextChanged, roll, &PianoRoll::hoverTextChanged);
    connect(&state, &RollState::said, roll, &PianoRoll::said);
    connect(&state, &RollState::quantiseDialogRequested, roll,
            [this, roll] { (new QuantiseDialog(state, roll))->open(); });
    connect(&state, &RollState::transposeDialogRequested, roll,
            [this, roll] { (new TransposeDialog(state, roll))->open(); });
    connect(&state, &RollState::velocityDialogRequested, roll,
            [this, roll] { (new VelocityDialog(state, roll))->open(); });
    connect(&state, &RollState::humaniseDialogRequested, roll,
            [this, roll] { (new HumaniseDialog(state, roll))->open(); });
    connect(&state, &RollState::viewChanged, roll,
            [this, roll] { Q_EMIT roll->visibleRangeChanged(state.view().visibleTicks()); });
    connect(&state.document(), &Document::replaced, roll, [this] { showBeginning(); });
    connect(notes, &NoteArea::contextMenuRequested, roll,
            [this, roll](QPoint at) { openMenu(roll, at); });
  }

  // A new piece is shown from its start, wide enough to read.
  void showBeginning() {
    const Tick bars = state.score().meter().barStart(8);
    ui::showFromStart(state, {0, std::min(std::max(state.score().end(), bars), 2 * bars)});
  }

  // The map takes the place of the scroll bar.
  void showMap() const {
    map->setVisible(state.lanes().showsMap);
    across->setVisible(!state.lanes().showsMap);
  }

  void renewScrollBars() const {
    const RollTransform& view = state.view();
    const auto whole = [](double value) { return static_cast<int>(std::lround(value)); };
    const double visible = view.size().width() / view.pixelsPerTick();
    const QSignalBlocker blockAcross(across);
    across->setRange(0, std::max(0, whole(state.contentEnd() - visible / 2)));
    across->setPageStep(whole(visible));
    across->setSingleStep(std::max(1, whole(visible / 20)));
    across->setValue(whole(view.leftTick()));
    const QSignalBlocker blockDown(down);
    const double rows = view.size().height() / view.rowHeight();
    const auto [top, bottom] = state.rowRange();
    down->setRange(top * scrollUnitsPerRow,
                   std::max(top * scrollUnitsPerRow, whole((bottom - rows) * scrollUnitsPerRow)));
    down->setPageStep(whole(rows * scrollUnitsPerRow));
    down->setSingleStep(scrollUnitsPerRow);
    down->setValue(whole(view.topRow() * scrollUnitsPerRow));
  }

  void openMenu(PianoRoll* roll, QPoint at) const {
    using enum RollAction;
    QMenu menu(roll);
    menu.addActions(menuActions);
    const std::initializer_list<RollAction> groups[] = {
        {Cut, Copy, Paste, Duplicate, Delete},
        {Lock, Join, Split, Legato},
        {Quantise, QuantiseWith, Humanise},
        {OctaveUp, OctaveDown, Louder, Softer},
        {SelectAll, SelectSamePitch, InvertSelection, ZoomToSelection, ZoomToAll}};
    for (const auto& group : groups) {
      menu.addSeparator();
      for (const RollAction which : group) menu.addAction(actions[which]);
    }
    menu.exec(at);
  }

  QList<QAction*> menuActions;
  RollState state;
  WheelControl wheel;
  RollActions actions;
  TimeRuler* ruler;
  Keyboard* keyboard;
  NoteArea* notes;
  LaneStack* lanes;
  MiniMap* map;
  QScrollBar* across;
  QScrollBar* down;
};

PianoRoll::PianoRoll(Document& document, const Appearance& appearance, QWidget* parent)
    : QWidget(parent) {
  setAccessibleName(tr("Piano roll"));
  parts_ = std::make_unique<Parts>(document, appearance, this);
  parts_->renewScrollBars();
}

PianoRoll::~PianoRoll() {
  // The parts that are widgets look at the state until they are gone.
  qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

QAction* PianoRoll::action(RollAction which) const { return parts_->actions[which]; }
void PianoRoll::setActionsAvailable(bool available) { parts_->actions.setAvailable(available); }

Tool PianoRoll::tool() const { return parts_->state.tool(); }
void PianoRoll::setTool(Tool tool) { parts_->state.setTool(tool); }
void PianoRoll::setOptions(const RollOptions& options) { parts_->state.setOptions(options); }
Tick PianoRoll::snap() const { return parts_->state.snapChoice(); }
void PianoRoll::setSnap(Tick ticks) { parts_->state.setSnap(ticks); }
void PianoRoll::setKey(std::optional<Key> key) { parts_->state.setKey(key); }
const std::optional<Key>& PianoRoll::key() const { return parts_->state.key(); }

Tick PianoRoll::playhead() const { return parts_->state.playhead(); }
void PianoRoll::setPlayhead(Tick tick) { parts_->state.setPlayhead(tick); }
bool PianoRoll::isFollowing() const { return parts_->state.isFollowing(); }
void PianoRoll::setFollowing(bool following) { parts_->state.setFollowing(following); }
void PianoRoll::setSoundingPitches(const PitchSet& pitches) { parts_->state.setSounding(pitches); }
void PianoRoll::setHeldKeys(const PitchSet& keys) { parts_->state.setHeldKeys(keys); }

std::optional<TickRange> PianoRoll::timeRange() const { return parts_->state.timeRange(); }
void PianoRoll::setTimeRange(std::optional<TickRange> range) { parts_->state.setTimeRange(range); }
void PianoRoll::setLooping(bool looping) { parts_->state.setLooping(looping); }

void PianoRoll::setCandidate(ScoreItems material, TickRange range, std::vector<Note> leaving) {
  parts_->state.setCandidate(std::move(material), range, std::move(leaving));
}
void PianoRoll::clearCandidate() { parts_->state.setCandidate({}, {}, {}); }
void PianoRoll::setCandidatesStep(bool on) { parts_->state.setCandidatesStep(on); }
void PianoRoll::setMarksGaps(bool on) { parts_->state.setMarksGaps(on); }
Tick PianoRoll::cursorTick() const { return parts_->state.cursor().tick(); }
void PianoRoll::setMenuActions(QList<QAction*> actions) {
  parts_->menuActions = std::move(actions);
}
const ScoreItems& PianoRoll::candidate() const { return parts_->state.candidate(); }

void PianoRoll::setRecorded(std::vector<Note> notes, TickRange range) {
  std::ranges::sort(notes);
  parts_->state.setRecorded(std::move(notes), range);
}

void PianoRoll::setGhost(std::vector<Note> notes, const QString& name) {
  parts_->state.setGhost(std::move(notes), name);
}
void PianoRoll::clearGhost() { parts_->state.setGhost({}, {}); }
const std::vector<Note>& PianoRoll::ghost() const { return parts_->state.ghost().notes(); }

void PianoRoll::setInsight(std::optional<RollInsight> insight) {
  parts_->state.setInsight(std::move(insight));
}
void PianoRoll::setExpectation(std::optional<Expectation> expectation) {
  parts_->state.setExpectation(std::move(expectation));
}

TickRange PianoRoll::visibleRange() const { return parts_->state.view().visibleTicks(); }
void PianoRoll::zoomIn() { ui::zoomIn(parts_->state); }
void PianoRoll::zoomOut() { ui::zoomOut(parts_->state); }
void PianoRoll::zoomToSelection() { ui::zoomToSelection(parts_->state); }
void PianoRoll::zoomToAll() { ui::zoomToAll(parts_->state); }
void PianoRoll::showRange(TickRange range) { ui::showRange(parts_->state, range); }
QJsonObject PianoRoll::viewState() const { return ui::viewState(parts_->state); }
void PianoRoll::restoreViewState(const QJsonObject& object) {
  ui::restoreViewState(parts_->state, object);
}
void PianoRoll::reveal(Tick tick) { parts_->state.reveal(tick); }
void PianoRoll::showFromStart(TickRange range) { ui::showFromStart(parts_->state, range); }
void PianoRoll::fitPitches() { ui::fitPitches(parts_->state); }
void PianoRoll::centreOnNotes() { centreOn(parts_->state, parts_->state.score().notes()); }

bool PianoRoll::isLaneVisible(LaneKind lane) const { return parts_->state.lanes()[lane].isShown; }
void PianoRoll::setLaneVisible(LaneKind lane, bool visible) {
  parts_->state.changeLanes([&](LaneViews& views) { views[lane].isShown = visible; });
}
QByteArray PianoRoll::saveLanes() const { return parts_->state.lanes().toJson(); }
void PianoRoll::restoreLanes(const QByteArray& saved) {
  parts_->state.changeLanes([&](LaneViews& views) { views = LaneViews::fromJson(saved); });
}

}  // namespace cadenza::ui
