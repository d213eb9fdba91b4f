// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/insight_commands.h"

#include <QAction>
#include <cmath>
#include <variant>

#include "ui/compose/attention_dialog.h"
#include "ui/messages.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/roll_insight.h"
#include "ui/shell/actions.h"

namespace cadenza::ui {

namespace {

constexpr int pauseMs = 120;

RollInsight::Parts partsOf(const Recipe& recipe) {
  if (std::holds_alternative<ChordRecipe>(recipe.kind)) return RollInsight::Parts::Chord;
  return recipe.isOurs() ? RollInsight::Parts::Event : RollInsight::Parts::Triple;
}

}  // namespace

InsightCommands::InsightCommands(QWidget& window, PianoRoll& roll, const Studio& studio,
                                 const Actions& actions)
    : QObject(&window),
      window_(window),
      roll_(roll),
      appearance_(studio.appearance),
      toggle_(actions.modelThinks),
      mapsAction_(actions.attentionMaps),
      insight_(studio.document) {
  pause_.setSingleShot(true);
  pause_.setInterval(pauseMs);
  connect(&pause_, &QTimer::timeout, this, &InsightCommands::ask);
  connect(toggle_, &QAction::toggled, this, [this](bool on) {
    failure_.reset();
    insight_.setOn(on);
    show();
  });
  connect(&insight_, &InsightController::readingChanged, this, [this] {
    failure_.reset();
    show();
    ask();
  });
  connect(&insight_, &InsightController::failed, this, [this](const Error& error) {
    failure_ = error;
    show();
  });
  connect(&insight_, &InsightController::expected, this, [this](const Expectation& expectation) {
    if (toggle_->isChecked()) roll_.setExpectation(expectation);
  });
  connect(&roll_, &PianoRoll::playheadMoved, this, [this] {
    if (toggle_->isChecked() && !pause_.isActive()) pause_.start();
  });
  connect(&studio.training, &TrainingController::ended, this, [this] { insight_.reloadModel(); });
  connect(&studio.composing, &ComposingController::finished, this,
          [this](const Proposal& proposal) {
            for (const Composition& composition : proposal.compositions) {
              if (composition.attention) keepMaps(*composition.attention);
            }
          });
  connect(mapsAction_, &QAction::triggered, this, &InsightCommands::showMaps);
  mapsAction_->setEnabled(false);
}

void InsightCommands::setModel(const std::filesystem::path& path) {
  path_ = path;
  failure_.reset();
  insight_.setModel(path);
  show();
}

void InsightCommands::ask() { insight_.expect(roll_.playhead()); }

QString InsightCommands::message() const {
  if (path_.empty()) return tr("Choose a model in the Compose panel.");
  if (failure_) return userText(*failure_);
  const auto& reading = insight_.reading();
  if (!reading || reading->fraction < 1) {
    return tr("Reading… %1 %").arg(std::floor(100 * (reading ? reading->fraction : 0)));
  }
  if (reading->model->hasNoteAttention()) {
    return tr("Point at a note to see which earlier ones the model looked at.");
  }
  switch (partsOf(reading->model->recipe())) {
    case RollInsight::Parts::Chord:
      return tr(
          "A chord's surprise is shared by the notes that begin with it. What this model "
          "looked at is in Compose, Attention maps.");
    case RollInsight::Parts::Triple:
      return tr("This model knows neither loudness nor attention: there are no lines.");
    case RollInsight::Parts::Event:
      break;
  }
  return tr("This model has no attention: there are no lines.");
}

void InsightCommands::show() {
  if (!toggle_->isChecked()) {
    roll_.setInsight(std::nullopt);
    roll_.setExpectation(std::nullopt);
    return;
  }
  RollInsight insight;
  if (const auto& reading = insight_.reading()) {
    insight.piece = reading->piece;
    insight.scale = NatsScale::of(*reading->piece);
    insight.parts = partsOf(reading->model->recipe());
    insight.model = QString::fromStdString(reading->model->info().name);
  } else {
    roll_.setExpectation(std::nullopt);
  }
  insight.message = message();
  roll_.setInsight(std::move(insight));
}

void InsightCommands::keepMaps(const AttentionMaps& maps) {
  maps_ = maps;
  mapsAction_->setEnabled(true);
}

void InsightCommands::showMaps() {
  if (maps_) (new AttentionDialog(*maps_, appearance_, &window_))->show();
}

}  // namespace cadenza::ui
