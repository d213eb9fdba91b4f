// SPDX-License-Identifier: GPL-3.0-or-later
// How the window joins the takes, what is wished of them, and the roll.
#include "ui/compose/compose_panel.h"
#include "ui/compose/take_edit.h"
#include "ui/compose/takes_panel.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/composing_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/take_wishes.h"

namespace cadenza::ui {

void MainWindow::connectTakes() {
  TakeCommands& commands = takes_->commands();
  auto* wishes = new TakeWishes(studio_, session_, *panel_, *roll_, *composingCommands_, this);
  connect(&commands, &TakeCommands::branchRequested, wishes, &TakeWishes::branchFrom);
  connect(&commands, &TakeCommands::replayRequested, wishes, &TakeWishes::replay);
  connect(wishes, &TakeWishes::said, this, &MainWindow::say);
  connect(&commands, &TakeCommands::said, this, &MainWindow::say);
  connect(&commands, &TakeCommands::revealRequested, this, [this](TickRange range) {
    const TickRange seen = roll_->visibleRange();
    if (range.begin < seen.begin || range.end > seen.end) roll_->showRange(range);
  });
  connect(&takes_->comparison(), &TakeComparison::changed, this, &MainWindow::showCompared);
  connect(&commands, &TakeCommands::soundingChanged, this, &MainWindow::showCompared);
  connect(&studio_.document, &Document::changed, this, [this] {
    if (takes_->comparison().heardTake() || takes_->commands().sounding()) showCompared();
  });
  // Candidates are seen and heard alone.
  connect(&session_, &ComposeSession::stateChanged, this, [this](ComposeSession::State state) {
    if (state != ComposeSession::State::Idle) takes_->comparison().hear(TakeMark::None);
  });
}

void MainWindow::showCompared() {
  if (session_.candidates().empty()) {
    const Take* sounding = takes_->commands().sounding();
    if (const Take* take = sounding ? sounding : takes_->comparison().heardTake()) {
      roll_->setCandidate(take->material.items(), take->range,
                          puttingIn(studio_.document.score(), *take).removed.notes);
    } else {
      roll_->clearCandidate();
    }
  }
  hearWhatIsSeen();
}

}  // namespace cadenza::ui
