// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_details.h"

#include <QFormLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/models/curve_painter.h"
#include "ui/models/model_words.h"
#include "ui/recipe/recipe_story.h"

namespace cadenza::ui {

namespace {

constexpr int factWidth = 72;

QPushButton* button(const QString& text, const char* name, const char* role = nullptr) {
  auto* made = makeButton(text, role);
  made->setObjectName(QString::fromLatin1(name));
  return made;
}

QString text(const std::string& words) { return QString::fromStdString(words); }

}  // namespace

ModelDetails::ModelDetails(const Appearance& appearance, QWidget* parent)
    : QFrame(parent), appearance_(appearance) {
  setProperty("role", QStringLiteral("card"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  pages_ = new QStackedWidget;
  pages_->addWidget(makeNothing());
  pages_->addWidget(makeOne());
  pages_->addWidget(makeSeveral());
  layout->addWidget(pages_);
}

QWidget* ModelDetails::makeNothing() {
  auto* hint = makeParagraph(tr("Choose a model to see how it was made, or several to compare "
                                "them."),
                             "quiet");
  hint->setAlignment(Qt::AlignCenter);
  return hint;
}

QWidget* ModelDetails::makeOne() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  name_ = makeParagraph({}, "title");
  name_->setObjectName(QStringLiteral("chosenModel"));
  what_ = makeParagraph({}, "quiet");
  layout->addWidget(name_);
  layout->addWidget(what_);
  layout->addWidget(curve_ = new CurveView(appearance_), 3);
  curve_->setMaximumHeight(240);
  auto* facts = new QWidget;
  facts_ = new QFormLayout(facts);
  facts_->setContentsMargins(0, 4, 0, 4);
  facts_->setHorizontalSpacing(12);
  facts_->setVerticalSpacing(4);
  facts_->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  layout->addWidget(facts);
  layout->addStretch(1);

  auto* compose = button(tr("Compose with it"), "modelCompose", "primary");
  teach_ = button(tr("Teach it further"), "modelTeach");
  rename_ = button(tr("Rename"), "modelRename");
  auto* share = button(tr("Export…"), "modelExport");
  remove_ = button(tr("Delete…"), "modelDelete");
  layout->addWidget(compose);
  layout->addWidget(teach_);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  for (QPushButton* each : {rename_, share, remove_}) row->addWidget(each, 1);
  layout->addLayout(row);
  connect(compose, &QPushButton::clicked, this, &ModelDetails::composeRequested);
  connect(teach_, &QPushButton::clicked, this, &ModelDetails::teachRequested);
  connect(rename_, &QPushButton::clicked, this, &ModelDetails::renameRequested);
  connect(share, &QPushButton::clicked, this, &ModelDetails::exportRequested);
  connect(remove_, &QPushButton::clicked, this, &ModelDetails::removeRequested);
  return page;
}

QWidget* ModelDetails::makeSeveral() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  severalTitle_ = makeParagraph({}, "title");
  severalText_ = makeParagraph({});
  severalText_->setObjectName(QStringLiteral("severalModels"));
  auto* compare = button(tr("Compare on the same seed"), "modelCompare", "primary");
  connect(compare, &QPushButton::clicked, this, &ModelDetails::compareRequested);
  layout->addWidget(severalTitle_);
  layout->addWidget(severalText_);
  layout->addStretch(1);
  layout->addWidget(compare);
  return page;
}

void ModelDetails::show(const std::vector<ModelEntry>& chosen, const QString& inUse) {
  pages_->setCurrentIndex(static_cast<int>(std::min<std::size_t>(chosen.size(), 2)));
  if (chosen.size() == 1) showOne(chosen.front(), inUse);
  if (chosen.size() > 1) showSeveral(chosen);
}

void ModelDetails::showOne(const ModelEntry& model, const QString& inUse) {
  const ModelInfo& info = model.info;
  name_->setText(model.name);
  what_->setText(
      QStringLiteral("%1 · %2").arg(recipeText(model.recipe), parametersText(model.recipe)));
  curve_->setCurve(info.curve, unitText(model.recipe));
  while (facts_->rowCount() > 0) facts_->removeRow(0);
  const auto add = [this](const QString& name, const QString& value) {
    if (value.isEmpty()) return;
    auto* label = makeLabel(name, "quiet");
    label->setFixedWidth(factWidth);
    label->setAlignment(Qt::AlignTop);
    auto* words = makeParagraph(value);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setAccessibleName(QStringLiteral("%1: %2").arg(name, value));
    facts_->addRow(label, words);
  };
  if (std::isfinite(info.validationLoss)) {
    add(tr("Loss"),
        tr("%1 %2, on held-out pieces").arg(lossText(info.validationLoss), unitText(model.recipe)));
  }
  add(tr("Music"), text(info.data));
  add(tr("Licence"), info.licence.empty() ? tr("Nothing was said") : text(info.licence));
  QStringList made;
  if (const QString day = dayText(info); !day.isEmpty()) made << day;
  if (info.minutes > 0) made << durationText(info.minutes * 60);
  if (info.notesSeen > 0) {
    made << countText(static_cast<std::size_t>(info.notesSeen), tr("note"));
  }
  add(tr("Trained"), made.join(QStringLiteral(" · ")));
  add(tr("On disk"), model.trainingBytes > 0
                         ? tr("%1, and %2 to go on with its training")
                               .arg(bytesText(model.bytes), bytesText(model.trainingBytes))
                         : bytesText(model.bytes));
  if (model.format < modelFormat) {
    add(tr("File format"), tr("%1: only its weights have a checksum").arg(model.format));
  }

  const bool knowsChords = std::holds_alternative<ChordRecipe>(model.recipe.kind);
  teach_->setEnabled(!knowsChords);
  teach_->setToolTip(knowsChords ? tr("Classic A knows the chords of its own music alone")
                                 : tr("Choose it on the page Recipe, to go on with other music"));
  const QString why =
      model.isStarter ? tr("The starter belongs to the program and stays as it is") : inUse;
  for (QPushButton* each : {rename_, remove_}) {
    each->setEnabled(why.isEmpty());
    each->setToolTip(why);
  }
  remove_->setText(model.isElsewhere ? tr("Forget") : tr("Delete…"));
  if (why.isEmpty() && model.isElsewhere) {
    remove_->setToolTip(tr("Leave it out of this list; the file stays where it is"));
  }
}

void ModelDetails::showSeveral(const std::vector<ModelEntry>& models) {
  severalTitle_->setText(tr("%1 models").arg(models.size()));
  QStringList names;
  for (const ModelEntry& model : models) {
    names << QStringLiteral("%1 (%2)").arg(model.name, recipeText(model.recipe));
  }
  severalText_->setText(names.join(QChar(u'\n')) + QStringLiteral("\n\n") + comparisonText(models));
}

}  // namespace cadenza::ui
