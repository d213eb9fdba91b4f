// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QJsonDocument>
#include <QProgressBar>
#include <QSettings>
#include <cmath>

#include "ui/compose/key_choice.h"
#include "ui/compose/model_choice.h"
#include "ui/compose/more_box.h"
#include "ui/compose/settings_json.h"
#include "ui/compose/wish_box.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;

}  // namespace

void ComposePanel::chooseModel(const std::filesystem::path& path) { model_->choose(path); }

bool ComposePanel::hasModel() const { return model_->model() != nullptr; }

std::filesystem::path ComposePanel::model() const {
  const ModelEntry* const entry = model_->model();
  return entry ? entry->path : std::filesystem::path();
}

// Another recipe has other usual ways to be drawn from.
void ComposePanel::showModel() {
  const ModelEntry* const entry = model_->model();
  model_->setVisible(entry);
  noModelBox_->setVisible(!entry && models_.isListed());
  settingsBox_->setVisible(entry);
  generateBox_->setVisible(entry);
  if (entry) {
    wish_->setRecipe(entry->recipe);
    more_->setAbilities(abilitiesOf(entry->recipe));
    const QString recipe = QString::fromStdString(entry->recipe.name);
    if (recipe != sampledFor_) {
      const UsualSampling usual = usualSampling(entry->recipe);
      wish_->setTemperature(usual.temperature);
      more_->setTopP(usual.topP);
      sampledFor_ = recipe;
    }
  }
  Q_EMIT modelChosen();
}

ComposeSettings ComposePanel::settings() const {
  ComposeSettings settings;
  if (const ModelEntry* entry = model_->model()) settings.model = entry->path;
  wish_->read(settings);
  settings.controls.topP = more_->topP();
  settings.controls.limits = more_->limits();
  settings.controls.limits.key = key();
  settings.tempoFactor = more_->tempoFactor();
  settings.randomSeed = more_->seed();
  return settings;
}

ComposeSettings ComposePanel::takeSettings() {
  (void)more_->takeSeed();
  return settings();
}

void ComposePanel::setSettings(const ComposeSettings& settings) {
  model_->choose(settings.model);
  wish_->set(settings);
  more_->setTopP(settings.controls.topP);
  more_->setLimits(settings.controls.limits);
  more_->setTempoFactor(settings.tempoFactor);
  more_->setSeed(settings.randomSeed);
  setKey(settings.controls.limits.key);
}

void ComposePanel::renewSeeds() { more_->setTakesNewSeeds(true); }
void ComposePanel::setMode(ComposeMode mode) { wish_->setMode(mode); }
void ComposePanel::setStart(ComposeSettings::Start start) { wish_->setStart(start); }
void ComposePanel::showPlace(const QString& text, bool isMissing) {
  wish_->showPlace(text, isMissing);
}

std::optional<Key> ComposePanel::key() const { return key_->key(); }
void ComposePanel::setKey(std::optional<Key> key) { key_->setKey(key); }
void ComposePanel::followKeyEdit(std::optional<Key> pieceKey) { key_->followEdit(pieceKey); }
void ComposePanel::startPiece(std::optional<Key> pieceKey) { key_->startPiece(pieceKey); }
void ComposePanel::setEstimatedKey(std::optional<Key> key) { key_->setEstimate(key); }

bool ComposePanel::playsAtOnce() const { return playsAtOnce_->isChecked(); }

QJsonObject ComposePanel::state() const {
  QJsonObject object = toJson(settings());
  const ModelEntry* const entry = model_->model();
  object[QStringLiteral("modelName")] = entry ? entry->name : QString();
  object[QStringLiteral("newSeed")] = more_->takesNewSeeds();
  object[QStringLiteral("keyFromPiece")] = key_->followsPiece();
  object[QStringLiteral("sampledFor")] = sampledFor_;
  return object;
}

QString ComposePanel::restoreState(const QJsonObject& object) {
  if (object.isEmpty()) return {};
  const auto value = [&](const char* name) { return object[QLatin1String(name)]; };
  const bool newSeeds = value("newSeed").toBool(more_->takesNewSeeds());
  ComposeSettings wanted = settingsFromJson(object, settings());
  sampledFor_ = value("sampledFor").toString(sampledFor_);
  wish_->set(wanted);
  more_->setTopP(wanted.controls.topP);
  more_->setLimits(wanted.controls.limits);
  more_->setTempoFactor(wanted.tempoFactor);
  more_->setSeed(wanted.randomSeed);
  more_->setTakesNewSeeds(newSeeds);
  if (value("keyFromPiece").toBool()) {
    key_->followPiece();
  } else {
    key_->setKey(wanted.controls.limits.key);
  }
  return model_->find(value("model").toString(), value("modelName").toString());
}

void ComposePanel::restore(const QSettings& settings) {
  const QString text = settings.value(QStringLiteral("compose/settings")).toString();
  QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
  object.remove(QStringLiteral("model"));
  (void)restoreState(object);
  playsAtOnce_->setChecked(settings.value(QStringLiteral("compose/playsAtOnce")).toBool());
  const QString model = settings.value(QStringLiteral("compose/model")).toString();
  if (!model.isEmpty()) chooseModel(model.toStdString());
}

// A new piece begins with the same wishes, but in its own key and place.
void ComposePanel::save(QSettings& settings) const {
  QJsonObject object = state();
  for (const char* own : {"model", "modelName", "keyFromPiece", "seed", "newSeed", "mode"}) {
    object.remove(QLatin1String(own));
  }
  QJsonObject limits = object[QStringLiteral("limits")].toObject();
  limits.remove(QStringLiteral("key"));
  object[QStringLiteral("limits")] = limits;
  settings.setValue(QStringLiteral("compose/settings"),
                    QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
  settings.setValue(QStringLiteral("compose/playsAtOnce"), playsAtOnce_->isChecked());
  settings.setValue(QStringLiteral("compose/model"),
                    QString::fromStdString(model_->path().string()));
}

void ComposePanel::focusFirst() { model_->setFocus(Qt::ShortcutFocusReason); }

void ComposePanel::showState(ComposeSession::State state) {
  const bool composing = state == ComposeSession::State::Composing;
  generate_->setVisible(!composing);
  const bool proposed = state == ComposeSession::State::Proposed;
  generate_->setText(proposed ? tr("Generate others") : tr("Generate"));
  setRole(generate_, proposed ? "" : "primary");
  stop_->setVisible(composing);
  playsAtOnce_->setVisible(!composing && !proposed);
  bar_->setVisible(composing);
  progress_->setVisible(composing);
  bar_->setRange(0, 0);
  progress_->setText(tr("Opening the model…"));
  if (composing) failure_->hide();
  showProposal();
}

void ComposePanel::showProposal() {
  const auto& candidates = session_.candidates();
  proposalBox_->setVisible(!candidates.empty());
  accept_->setVisible(session_.state() == ComposeSession::State::Proposed);
  if (candidates.empty()) return;
  proposalTitle_->setText(
      candidates.size() == 1
          ? tr("Candidate")
          : tr("Candidate %1 of %2").arg(session_.current() + 1).arg(candidates.size()));
  const QString notes = countText(session_.proposal().notes.size(), tr("note"));
  proposalText_->setText(session_.modelName().isEmpty()
                             ? tr("%1 so far").arg(notes)
                             : tr("%1 by %2").arg(notes, session_.modelName()));
}

void ComposePanel::showProgress(double fraction) {
  bar_->setRange(0, progressSteps);
  bar_->setValue(static_cast<int>(std::lround(fraction * progressSteps)));
  std::size_t notes = 0;
  for (const Candidate& candidate : session_.candidates()) {
    notes += candidate.composition.material.notes.size();
  }
  progress_->setText(tr("%1 so far").arg(countText(notes, tr("note"))));
}

void ComposePanel::showFailure(const QString& text) {
  failure_->setText(text);
  failure_->setVisible(!text.isEmpty());
}

}  // namespace cadenza::ui
