// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparison_view.h"
#include "core/score/excerpt.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/form.h"
#include "ui/controls/music_strip.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/document.h"
#include "ui/messages.h"
#include "ui/models/model_words.h"

namespace cadenza::ui {

namespace {

constexpr int nameWidth = 216;
constexpr int seedWidth = 128;
constexpr int rowHeight = 96;
constexpr int mostBars = 32;
constexpr int usualBars = 8;
constexpr int mostKeys = 9;

QChar letter(int index) { return QChar(u'A' + index % 26); }

}  // namespace

ComparisonView::ComparisonView(const TrainingStudio& studio, ModelLoader load, QWidget* parent)
    : QWidget(parent), studio_(studio), comparison_(std::move(load)) {
  auto* rows = new QWidget;
  list_ = new QVBoxLayout(rows);
  list_->setContentsMargins(0, 0, 0, 0);
  list_->setSpacing(8);
  auto* area = new QScrollArea;
  area->setAccessibleName(tr("Compared models"));
  area->setWidget(rows);
  area->setWidgetResizable(true);
  area->viewport()->setAutoFillBackground(false);
  rows->setAutoFillBackground(false);
  note_ = makeParagraph({}, "quiet");
  note_->setObjectName(QStringLiteral("comparisonNote"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(makeHeader());
  layout->addWidget(area, 1);
  layout->addWidget(note_);
  addShortcuts();
  connect(&comparison_, &ModelComparison::changed, this, &ComparisonView::showRow);
  connect(&comparison_, &ModelComparison::ended, this, &ComparisonView::showHearing);
  connect(&studio_.playback, &PlaybackController::hearingMoved, this, [this](Tick tick) {
    if (heard_ >= 0) rows_[static_cast<std::size_t>(heard_)].strip->setPlayhead(tick);
  });
  connect(&studio_.playback, &PlaybackController::hearingEnded, this, [this] {
    heard_ = -1;
    showHearing();
  });
  connect(&studio_.document, &Document::selectionChanged, this, &ComparisonView::showSource);
  showSource();
}

QWidget* ComparisonView::makeHeader() {
  auto* back = makeButton(tr("All models"), "quiet");
  back->setObjectName(QStringLiteral("comparisonBack"));
  connect(back, &QPushButton::clicked, this, &ComparisonView::backRequested);
  source_ = named(
      new SegmentedControl({tr("From nothing"), tr("From the selection")}, studio_.appearance),
      "comparisonSource", tr("What they begin with"));
  bars_ = named(new QSpinBox, "comparisonBars", tr("Length in bars"));
  bars_->setRange(1, mostBars);
  bars_->setValue(usualBars);
  bars_->setSuffix(tr(" bars"));
  seed_ = named(new QSpinBox, "comparisonSeed", tr("Seed number"));
  seed_->setRange(1, std::numeric_limits<int>::max());
  seed_->setPrefix(tr("Seed "));
  seed_->setFixedWidth(seedWidth);
  seed_->setToolTip(tr("The same number and settings give the same notes"));
  auto* other = named(new QToolButton, "comparisonOther", tr("Another seed number"));
  setThemedIcon(other, QStringLiteral("shuffle"), studio_.appearance);
  other->setToolTip(tr("Compose with the next seed number"));
  connect(other, &QToolButton::clicked, this, [this] {
    seed_->setValue(seed_->value() + 1);
    compose();
  });
  compose_ = makeButton(tr("Compose"), "candidate");
  compose_->setObjectName(QStringLiteral("comparisonCompose"));
  connect(compose_, &QPushButton::clicked, this, [this] {
    if (comparison_.isComposing()) {
      comparison_.stop();
    } else {
      compose();
    }
  });
  next_ = makeButton(tr("Hear the next"));
  next_->setObjectName(QStringLiteral("comparisonNext"));
  next_->setToolTip(tr("The next model from the moment where the music is (N); 1 to 9 hear one"));
  connect(next_, &QPushButton::clicked, this, &ComparisonView::hearNext);
  auto* header = new QWidget;
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  for (QWidget* each :
       std::initializer_list<QWidget*>{back, source_, bars_, seed_, other, compose_}) {
    row->addWidget(each);
  }
  row->addStretch(1);
  row->addWidget(next_);
  return header;
}

void ComparisonView::addShortcuts() {
  const auto add = [this](const QKeySequence& key, auto action) {
    auto* shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, action);
  };
  for (int i = 0; i < mostKeys; ++i) {
    add(QKeySequence(Qt::Key_1 + i), [this, i] { hear(i); });
  }
  add(QKeySequence(Qt::Key_N), [this] { hearNext(); });
}

void ComparisonView::compare(const std::vector<ModelEntry>& models) {
  leave();
  for (const Row& row : rows_) row.box->deleteLater();
  rows_.clear();
  std::vector<std::filesystem::path> paths;
  for (const ModelEntry& model : models) {
    addRow(model, static_cast<int>(paths.size()));
    paths.push_back(model.path);
  }
  comparison_.setModels(paths);
  note_->setText(models.size() < 2 ? QString() : comparisonText(models));
  compose();
  if (!rows_.empty()) rows_.front().hear->setFocus();
}

void ComparisonView::addRow(const ModelEntry& model, int index) {
  Row row;
  row.box = new QFrame;
  row.box->setProperty("role", QStringLiteral("card"));
  row.box->setMinimumHeight(rowHeight);
  auto* words = new QWidget;
  words->setFixedWidth(nameWidth);
  auto* column = new QVBoxLayout(words);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  auto* name = new ElidedLabel("heading");
  name->setText(QStringLiteral("%1  %2").arg(letter(index)).arg(model.name));
  auto* what = new ElidedLabel("small");
  what->setText(recipeText(model.recipe));
  auto* loss = new ElidedLabel("small");
  loss->setText(
      std::isfinite(model.info.validationLoss)
          ? QStringLiteral("%1 %2").arg(lossText(model.info.validationLoss), unitText(model.recipe))
          : tr("Loss unknown"));
  column->addStretch(1);
  for (QLabel* each : std::initializer_list<QLabel*>{name, what, loss}) column->addWidget(each);
  column->addStretch(1);

  row.strip = new MusicStrip(studio_.appearance);
  row.strip->setObjectName(QStringLiteral("comparisonStrip%1").arg(index));
  row.strip->setAccessibleName(tr("What %1 composed").arg(model.name));
  row.hear = makeButton(tr("Hear"));
  row.hear->setObjectName(QStringLiteral("comparisonHear%1").arg(index));
  row.hear->setAccessibleName(tr("Hear %1").arg(model.name));
  row.hear->setFixedWidth(88);
  connect(row.hear, &QPushButton::clicked, this, [this, index] { hear(index); });
  auto* use = makeButton(tr("Use it"), "quiet");
  use->setObjectName(QStringLiteral("comparisonUse%1").arg(index));
  use->setToolTip(tr("Compose with this model"));
  connect(use, &QPushButton::clicked, this,
          [this, path = model.path] { Q_EMIT composeRequested(path); });
  auto* buttons = new QVBoxLayout;
  buttons->setSpacing(4);
  buttons->addStretch(1);
  buttons->addWidget(row.hear);
  buttons->addWidget(use);
  buttons->addStretch(1);
  auto* layout = new QHBoxLayout(row.box);
  layout->setContentsMargins(16, 8, 12, 8);
  layout->setSpacing(16);
  layout->addWidget(words);
  layout->addWidget(row.strip, 1);
  layout->addLayout(buttons);
  list_->addWidget(row.box, 1);
  rows_.push_back(row);
}

void ComparisonView::leave() {
  comparison_.stop();
  if (heard_ >= 0) studio_.playback.endHearing();
  heard_ = -1;
}

void ComparisonView::hideEvent(QHideEvent* event) {
  if (heard_ >= 0) studio_.playback.endHearing();
  QWidget::hideEvent(event);
}

ComposeRequest ComparisonView::request() const {
  ComposeRequest request;
  if (source_->current() == 1) {
    request.seed = excerpt(studio_.document.score(), studio_.document.selection());
  }
  request.length = Bars{bars_->value()};
  request.randomSeed = static_cast<std::uint64_t>(seed_->value());
  return request;
}

void ComparisonView::compose() {
  if (heard_ >= 0) studio_.playback.endHearing();
  const ComposeRequest wanted = request();
  const MeterMap& meter = wanted.seed.meter();
  const int seedBars = wanted.seed.end() == 0 ? 0 : meter.positionAt(wanted.seed.end() - 1).bar + 1;
  length_ = meter.barStart(seedBars + bars_->value());
  comparison_.compose(wanted);
  showHearing();
}

void ComparisonView::showRow(int index) {
  if (index >= static_cast<int>(rows_.size())) return;
  const Row& row = rows_[static_cast<std::size_t>(index)];
  const ModelComparison::Piece& piece = comparison_.pieces()[static_cast<std::size_t>(index)];
  row.strip->setMusic(piece.score, piece.from, length_);
  if (piece.problem) {
    row.strip->setWords(userText(*piece.problem));
  } else if (piece.fraction > 0) {
    row.strip->setWords(tr("Composing: %1 %").arg(std::lround(piece.fraction * 100)));
  } else {
    row.strip->setWords(tr("Waiting for its turn…"));
  }
  row.strip->setAccessibleDescription(
      piece.score ? countText(piece.score->notes().size(), tr("note")) : row.strip->words());
  showHearing();
}

void ComparisonView::hear(int row) {
  const auto& pieces = comparison_.pieces();
  if (row < 0 || row >= static_cast<int>(pieces.size())) return;
  const auto& score = pieces[static_cast<std::size_t>(row)].score;
  if (row == heard_) {
    studio_.playback.endHearing();
  } else if (score) {
    heard_ = row;
    studio_.playback.hear(*score);
  }
  showHearing();
}

void ComparisonView::hearNext() {
  const auto& pieces = comparison_.pieces();
  const int count = static_cast<int>(pieces.size());
  for (int step = 1; step <= count; ++step) {
    const int row = (heard_ + step) % count;
    if (row == heard_ || !pieces[static_cast<std::size_t>(row)].score) continue;
    hear(row);
    return;
  }
}

void ComparisonView::showHearing() {
  bool any = false;
  const auto& pieces = comparison_.pieces();
  for (std::size_t i = 0; i < rows_.size() && i < pieces.size(); ++i) {
    const bool isHeard = static_cast<int>(i) == heard_;
    any = any || pieces[i].score;
    rows_[i].hear->setEnabled(pieces[i].score.has_value());
    if (!isHeard) rows_[i].strip->setPlayhead(std::nullopt);
    rows_[i].hear->setText(isHeard ? tr("Stop") : tr("Hear"));
    rows_[i].hear->setIcon(icon(isHeard ? QStringLiteral("stop") : QStringLiteral("play"),
                                studio_.appearance.theme()));
  }
  next_->setEnabled(any);
  compose_->setText(comparison_.isComposing() ? tr("Stop") : tr("Compose"));
}

void ComparisonView::showSource() {
  const std::size_t notes = studio_.document.selection().size();
  source_->segment(1)->setEnabled(notes > 0);
  source_->segment(1)->setToolTip(notes > 0 ? countText(notes, tr("note"))
                                            : tr("Select notes in the roll first"));
  if (notes == 0) source_->setCurrent(0);
}

}  // namespace cadenza::ui
