// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/compose_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <cmath>
#include <random>

#include "ui/compose/compose_panel_parts.h"
#include "ui/controls/labelled_slider.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int progressSteps = 1000;

// Seed numbers that a person can read out and type.
int freshSeed() {
  std::random_device entropy;
  return std::uniform_int_distribution<int>(1, largestSeed)(entropy);
}

QString describe(const ModelEntry& entry) {
  QString text = ComposePanel::tr("Recipe %1, %2")
                     .arg(recipeTitle(entry.recipe), sizeTitle(entry.recipe.size).toLower());
  if (std::isfinite(entry.info.validationLoss)) {
    text += ComposePanel::tr("; %1 nats a note").arg(lossText(entry.info.validationLoss));
  }
  if (!entry.info.data.empty())
    text += QStringLiteral("\n") + QString::fromStdString(entry.info.data);
  return text;
}

}  // namespace

void ComposePanel::browse() {
  auto* dialog = new QFileDialog(this, tr("Model file"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Cadenza models (*.safetensors)"));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { models_.add(std::filesystem::path(file.toStdString())); });
  dialog->open();
}

void ComposePanel::chooseModel(const std::filesystem::path& path) {
  wanted_ = path;
  listModels();
}

bool ComposePanel::hasModel() const { return model_->count() > 0; }

void ComposePanel::listModels() {
  const QSignalBlocker quiet(model_);
  model_->clear();
  for (const ModelEntry& entry : models_.entries()) {
    model_->addItem(entry.name, QString::fromStdString(entry.path.string()));
  }
  const int index = model_->findData(QString::fromStdString(wanted_.string()));
  if (model_->count() > 0) model_->setCurrentIndex(std::max(0, index));
  modelBox_->setVisible(hasModel());
  noModelBox_->setVisible(!hasModel() && models_.isListed());
  settingsBox_->setVisible(hasModel());
  generateBox_->setVisible(hasModel());
  describeModel();
  Q_EMIT modelChosen();
}

void ComposePanel::describeModel() {
  const auto* entry =
      models_.find(std::filesystem::path(model_->currentData().toString().toStdString()));
  modelText_->setText(entry ? describe(*entry) : QString());
}

ComposeSettings ComposePanel::takeSettings() {
  if (newSeed_->isChecked()) seed_->setValue(freshSeed());
  ComposeSettings settings;
  settings.model = model_->currentData().toString().toStdString();
  if (mode_->current() == continueMode) {
    settings.start = static_cast<ComposeSettings::Start>(start_->currentData().toInt());
  } else {
    settings.start = ComposeSettings::Start::Nothing;
  }
  settings.bars = static_cast<int>(std::lround(bars_->value()));
  settings.temperature = temperature_->value();
  settings.topP = topP_->value();
  settings.key = key();
  settings.randomSeed = static_cast<std::uint64_t>(seed_->value());
  return settings;
}

std::optional<Key> ComposePanel::key() const {
  const int tonic = tonic_->currentData().toInt();
  if (tonic < 0) return std::nullopt;
  return Key{tonic, static_cast<Scale>(scale_->currentData().toInt())};
}

void ComposePanel::setKey(std::optional<Key> wanted) {
  if (wanted == key()) return;
  {
    const QSignalBlocker quietTonic(tonic_);
    const QSignalBlocker quietScale(scale_);
    if (wanted) scale_->setCurrentIndex(scale_->findData(static_cast<int>(wanted->scale)));
    tonic_->setCurrentIndex(tonic_->findData(wanted ? wanted->tonic : -1));
    scale_->setEnabled(wanted.has_value());
  }
  Q_EMIT keyChanged(wanted);
}

QJsonObject ComposePanel::state() const {
  return {{QStringLiteral("model"), model_->currentData().toString()},
          {QStringLiteral("modelName"), model_->currentText()},
          {QStringLiteral("mode"), mode_->current()},
          {QStringLiteral("start"), start_->currentData().toInt()},
          {QStringLiteral("bars"), bars_->value()},
          {QStringLiteral("temperature"), temperature_->value()},
          {QStringLiteral("topP"), topP_->value()},
          {QStringLiteral("seed"), seed_->value()},
          {QStringLiteral("newSeed"), newSeed_->isChecked()}};
}

QString ComposePanel::restoreState(const QJsonObject& object) {
  const auto value = [&](const char* name) { return object[QLatin1String(name)]; };
  bars_->setValue(value("bars").toDouble(bars_->value()));
  temperature_->setValue(value("temperature").toDouble(temperature_->value()));
  topP_->setValue(value("topP").toDouble(topP_->value()));
  seed_->setValue(value("seed").toInt(seed_->value()));
  newSeed_->setChecked(value("newSeed").toBool(newSeed_->isChecked()));
  const int start = start_->findData(value("start").toInt(-1));
  if (start >= 0) start_->setCurrentIndex(start);
  const int mode = value("mode").toInt(mode_->current());
  if (mode == 0 || mode == 1) mode_->setCurrent(mode);
  updateStart();
  return findModel(value("model").toString(), value("modelName").toString());
}

QString ComposePanel::findModel(const QString& path, const QString& name) {
  if (path.isEmpty()) return {};
  const bool isListed = models_.isListed();
  const int byPath = model_->findData(path);
  const int byName = model_->findText(name);
  if (isListed && byPath < 0 && byName < 0) return name;
  const bool moved = byPath < 0 && byName >= 0;
  chooseModel((moved ? model_->itemData(byName).toString() : path).toStdString());
  return {};
}

void ComposePanel::focusFirst() { model_->setFocus(Qt::ShortcutFocusReason); }

void ComposePanel::updateStart() {
  const bool continues = mode_->current() == continueMode;
  startLabel_->setVisible(continues);
  start_->setVisible(continues);
}

void ComposePanel::showState(ComposeSession::State state) {
  const bool composing = state == ComposeSession::State::Composing;
  generate_->setVisible(!composing);
  const bool proposed = state == ComposeSession::State::Proposed;
  generate_->setText(proposed ? tr("Generate another") : tr("Generate"));
  stop_->setVisible(composing);
  bar_->setVisible(composing);
  progress_->setVisible(composing);
  bar_->setRange(0, 0);
  progress_->setText(tr("Opening the model…"));
  if (composing) failure_->hide();
  showProposal();
}

void ComposePanel::showProposal() {
  const bool proposed = session_.state() == ComposeSession::State::Proposed;
  proposalBox_->setVisible(proposed);
  if (!proposed) return;
  proposalText_->setText(
      tr("%1 by %2")
          .arg(countText(session_.proposal().notes.size(), tr("note")), session_.modelName()));
}

void ComposePanel::showProgress(double fraction, std::size_t notes) {
  bar_->setRange(0, progressSteps);
  bar_->setValue(static_cast<int>(std::lround(fraction * progressSteps)));
  progress_->setText(tr("%1 so far").arg(countText(notes, tr("note"))));
}

void ComposePanel::showFailure(const Error& error) {
  failure_->setText(userText(error));
  failure_->show();
}

}  // namespace cadenza::ui
