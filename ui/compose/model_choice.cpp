// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/model_choice.h"

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString purposeOf(const Recipe& recipe) {
  if (recipe.name == "score") return ModelChoice::tr("Writes bars, beats and note values.");
  if (recipe.name == "performance") return ModelChoice::tr("Plays freely, with touch and pedal.");
  if (recipe.name == "classic-a") return ModelChoice::tr("Writes slow music in chords.");
  return ModelChoice::tr("Writes one note after the other.");
}

// Validation losses of our own recipes, nats a note. The starter has 2.66; 18 minutes of training
// from nothing on the same pieces leave 3.02.
constexpr double excellentLoss = 2.6;
constexpr double goodLoss = 2.9;
constexpr double fairLoss = 3.4;

// What a listener may expect.
QString qualityOf(const ModelEntry& entry) {
  const double loss = entry.info.validationLoss;
  if (entry.info.steps == 0) return ModelChoice::tr("Not trained yet.");
  if (!std::isfinite(loss)) return ModelChoice::tr("Not validated yet.");
  if (!entry.recipe.isOurs()) return {};
  if (loss < excellentLoss) return ModelChoice::tr("Very well trained.");
  if (loss < goodLoss) return ModelChoice::tr("Well trained.");
  return loss < fairLoss ? ModelChoice::tr("Partly trained.") : ModelChoice::tr("Barely trained.");
}

QStringList describe(const ModelEntry& entry) {
  const auto text = [](const std::string& words) { return QString::fromStdString(words); };
  QStringList lines{
      entry.recipe.isOurs()
          ? ModelChoice::tr("%1, %2").arg(recipeTitle(entry.recipe), sizeTitle(entry.recipe.size))
          : recipeTitle(entry.recipe)};
  if (std::isfinite(entry.info.validationLoss)) {
    const std::string_view unit = lossUnit(entry.recipe);
    lines[0] += ModelChoice::tr("; %1 %2").arg(
        lossText(entry.info.validationLoss),
        QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size())));
  }
  if (!entry.info.data.empty()) lines << text(entry.info.data);
  if (!entry.info.licence.empty()) lines << text(entry.info.licence);
  const QDateTime made = QDateTime::fromString(text(entry.info.created), Qt::ISODate);
  if (made.isValid()) {
    lines << ModelChoice::tr("Trained %1")
                 .arg(QLocale().toString(made.toLocalTime().date(), QLocale::ShortFormat));
  }
  return lines;
}

}  // namespace

ModelChoice::ModelChoice(ModelLibrary& models, const Appearance& appearance, QWidget* parent)
    : QWidget(parent), models_(models) {
  box_ = named(new QComboBox, "composeModel", tr("Model"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box_->setMinimumContentsLength(8);
  setFocusProxy(box_);
  auto* browse = named(new QToolButton, "browseModels", tr("Choose a model file"));
  setThemedIcon(browse, QStringLiteral("folder"), appearance);
  browse->setToolTip(tr("Choose a model file"));
  facts_ = named(new QToolButton, "composeModelFacts", tr("About the model"));
  setThemedIcon(facts_, QStringLiteral("info"), appearance);
  connect(facts_, &QToolButton::clicked, this, [this] {
    QToolTip::showText(facts_->mapToGlobal(facts_->rect().bottomLeft()), facts_->toolTip(), facts_);
  });
  text_ = makeParagraph({}, "small");
  text_->setObjectName(QStringLiteral("composeModelText"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(box_, 1);
  row->addWidget(facts_);
  row->addWidget(browse);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeLabel(tr("Model")));
  layout->addLayout(row);
  layout->addWidget(text_);
  connect(box_, &QComboBox::currentIndexChanged, this, [this] {
    wanted_ = box_->currentData().toString().toStdString();
    describe();
    Q_EMIT modelChanged();
  });
  connect(browse, &QToolButton::clicked, this, &ModelChoice::browse);
  connect(&models_, &ModelLibrary::changed, this, &ModelChoice::list);
  connect(&models_, &ModelLibrary::added, this, &ModelChoice::choose);
  list();
}

void ModelChoice::browse() {
  auto* dialog = new QFileDialog(this, tr("Model file"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Cadenza models (*.safetensors)"));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { models_.add(std::filesystem::path(file.toStdString())); });
  dialog->open();
}

const ModelEntry* ModelChoice::model() const {
  if (box_->count() == 0) return nullptr;
  return models_.find(std::filesystem::path(box_->currentData().toString().toStdString()));
}

void ModelChoice::choose(const std::filesystem::path& path) {
  wanted_ = path;
  list();
}

void ModelChoice::list() {
  {
    const QSignalBlocker quiet(box_);
    box_->clear();
    for (const ModelEntry& entry : models_.entries()) {
      box_->addItem(entry.name, QString::fromStdString(entry.path.string()));
      box_->setItemData(box_->count() - 1, ui::describe(entry).join(QChar(u'\n')), Qt::ToolTipRole);
    }
    const int index = box_->findData(QString::fromStdString(wanted_.string()));
    if (box_->count() > 0) box_->setCurrentIndex(std::max(0, index));
  }
  describe();
  Q_EMIT modelChanged();
}

void ModelChoice::describe() {
  const ModelEntry* entry = model();
  const QStringList lines = entry ? ui::describe(*entry) : QStringList();
  QStringList words;
  if (entry) words << purposeOf(entry->recipe) << qualityOf(*entry);
  words.removeAll(QString());
  text_->setText(words.join(QChar(u' ')));
  facts_->setEnabled(entry != nullptr);
  facts_->setToolTip(lines.join(QChar(u'\n')));
  facts_->setAccessibleDescription(facts_->toolTip());
}

QString ModelChoice::find(const QString& path, const QString& name) {
  if (path.isEmpty()) return {};
  const int byPath = box_->findData(path);
  const int byName = box_->findText(name);
  if (models_.isListed() && byPath < 0 && byName < 0) return name;
  const bool moved = byPath < 0 && byName >= 0;
  choose((moved ? box_->itemData(byName).toString() : path).toStdString());
  return {};
}

}  // namespace cadenza::ui
