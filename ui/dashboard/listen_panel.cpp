// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/listen_panel.h"

#include <QHideEvent>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/learn/checkpoints.h"
#include "core/score/excerpt.h"
#include "ui/controllers/model_library.h"
#include "ui/controllers/playback_controller.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/dashboard/listen_card.h"
#include "ui/document.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr int cardHeight = 128;
constexpr int barsOfBeginning = 4;

Score beginningOf(const Score& piece) {
  return excerpt(piece, TickRange{0, piece.meter().barStart(barsOfBeginning)});
}

}  // namespace

ListenPanel::ListenPanel(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeHeader());
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  for (int i = 0; i < 2; ++i) {
    cards_[i] =
        new ListenCard(i == 0 ? QStringLiteral("A") : QStringLiteral("B"), studio_.appearance);
    cards_[i]->setFixedHeight(cardHeight);
    row->addWidget(cards_[i], 1);
    connectCard(i);
  }
  layout->addLayout(row);
  activate(0);

  ListeningController& listening = studio_.listening;
  connect(&listening, &ListeningController::written, this, &ListenPanel::receive);
  connect(&listening, &ListeningController::failed, this,
          [this](const std::string& run, qint64 step, const Error& error) {
            for (ListenCard* card : cards_) {
              if (run == run_ && card->step() == step) card->setFailure(userText(error));
            }
          });
  connect(&listening, &ListeningController::kept, this, &ListenPanel::takeKept);
  connect(&listening, &ListeningController::seedChanged, this, &ListenPanel::showSeed);
  connect(&studio_.playback, &PlaybackController::hearingMoved, this, [this](Tick tick) {
    if (isHeard()) cards_[heard_]->setPlayhead(tick);
  });
  connect(&studio_.playback, &PlaybackController::hearingEnded, this, [this] {
    if (!isHeard()) return;
    cards_[std::exchange(heard_, -1)]->setHeard(false);
    Q_EMIT marksChanged();
  });
  showSeed();
}

QWidget* ListenPanel::makeHeader() {
  auto* header = new QWidget;
  auto* layout = new QHBoxLayout(header);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  seedText_ = new ElidedLabel("quiet");
  seedText_->setObjectName(QStringLiteral("seedText"));
  seedMenu_ = makeButton(tr("Pin another seed"), "quiet");
  seedMenu_->setObjectName(QStringLiteral("pinSeed"));
  auto* menu = new QMenu(seedMenu_);
  auto* selection = menu->addAction(tr("What is selected in the roll"), this, [this] {
    pin(excerpt(studio_.document.score(), studio_.document.selection()));
  });
  selection->setObjectName(QStringLiteral("pinSelection"));
  auto* beginning = menu->addAction(tr("The first %1 bars of the piece").arg(barsOfBeginning), this,
                                    [this] { pin(beginningOf(studio_.document.score())); });
  beginning->setObjectName(QStringLiteral("pinBeginning"));
  menu->addAction(tr("Nothing: they begin by themselves"), this, [this] { pin({}); })
      ->setObjectName(QStringLiteral("pinNothing"));
  connect(menu, &QMenu::aboutToShow, this, [this, selection, beginning] {
    selection->setEnabled(!studio_.document.selection().empty());
    beginning->setEnabled(!studio_.document.score().notes().empty());
  });
  seedMenu_->setMenu(menu);
  swap_ = makeButton(tr("Switch A and B"), "quiet");
  swap_->setObjectName(QStringLiteral("switchCheckpoints"));
  swap_->setToolTip(tr("Hear the other one from the same place"));
  connect(swap_, &QPushButton::clicked, this, &ListenPanel::switchCards);
  layout->addWidget(makeLabel(tr("Listen"), "heading"));
  layout->addWidget(seedText_, 1);
  layout->addWidget(swap_);
  layout->addWidget(seedMenu_);
  return header;
}

void ListenPanel::connectCard(int index) {
  ListenCard* card = cards_[index];
  connect(card, &ListenCard::activated, this, [this, index] { activate(index); });
  connect(card, &ListenCard::hearToggled, this, [this, index] {
    activate(index);
    if (heard_ == index) {
      stopHearing();
    } else {
      hear(index);
    }
  });
  connect(card, &ListenCard::seekRequested, this, [this, index](Tick tick) {
    activate(index);
    hear(index);
    studio_.playback.seekHearing(tick);
  });
  connect(card, &ListenCard::keepRequested, this, [this, index] { keep(index, false); });
  connect(card, &ListenCard::useRequested, this, [this, index] { keep(index, true); });
}

void ListenPanel::showRun(const std::string& run) {
  if (run == run_) return;
  stopHearing();
  run_ = run;
  for (ListenCard* card : cards_) card->clear();
  activate(0);
  swap_->setEnabled(false);
  Q_EMIT marksChanged();
}

void ListenPanel::activate(int index) {
  active_ = index;
  for (int i = 0; i < 2; ++i) cards_[i]->setActive(i == active_);
}

QString ListenPanel::wordsOf(std::int64_t step) const {
  const TrainingRun* run = studio_.training.find(run_);
  if (!run) return {};
  const auto& evaluations = run->course.evaluations();
  const auto found =
      std::find_if(evaluations.begin(), evaluations.end(),
                   [&](const TrainingEvaluation& one) { return one.point.step == step; });
  const QString name = tr("step %1").arg(countText(static_cast<std::size_t>(step)));
  if (found == evaluations.end()) return name;
  return tr("%1, %2, loss %3")
      .arg(name, durationText(found->point.minutes * 60), lossText(found->point.validation));
}

void ListenPanel::choose(qint64 step) {
  ListenCard& card = *cards_[active_];
  card.await(step, wordsOf(step));
  const TrainingRun* run = studio_.training.find(run_);
  std::error_code ignored;
  card.setUsable(run &&
                 std::filesystem::exists(checkpointFile(checkpointsFolder(*run), step), ignored));
  hearSoon_ = true;
  swap_->setEnabled(cards_[0]->step() && cards_[1]->step());
  Q_EMIT marksChanged();
  if (studio_.listening.find(run_, step)) {
    receive(run_, step);
  } else {
    studio_.listening.ask(run_, step);
  }
}

void ListenPanel::receive(const std::string& run, qint64 step) {
  if (run != run_) return;
  for (int i = 0; i < 2; ++i) {
    if (cards_[i]->step() != step || cards_[i]->music()) continue;
    cards_[i]->setMusic(studio_.listening.find(run, step));
    if (i == active_ && std::exchange(hearSoon_, false) && isVisible()) hear(i);
  }
}

void ListenPanel::hear(int index) {
  const auto& music = cards_[index]->music();
  if (!music || music->score.notes().empty()) return;
  const int before = std::exchange(heard_, -1);
  if (before >= 0) cards_[before]->setHeard(false);
  if (before == index) studio_.playback.endHearing();  // the same again: from its start
  studio_.playback.hear(music->score);
  heard_ = index;
  cards_[index]->setHeard(true);
  Q_EMIT marksChanged();
}

void ListenPanel::stopHearing() {
  if (isHeard()) studio_.playback.endHearing();
}

void ListenPanel::hideEvent(QHideEvent* event) {
  if (!event->spontaneous()) stopHearing();
  QWidget::hideEvent(event);
}

void ListenPanel::switchCards() {
  activate(1 - active_);
  hear(active_);
}

void ListenPanel::keep(int index, bool use) {
  const auto step = cards_[index]->step();
  const TrainingRun* run = studio_.training.find(run_);
  if (!step || !run || studio_.listening.isKeeping()) return;
  const QString name = studio_.models.freeName(
      tr("%1, step %2").arg(QString::fromStdString(run->plan.options.modelName)).arg(*step));
  useKept_ = use;
  studio_.listening.keep(run_, *step, name, studio_.models.fileForNewModel(name));
}

void ListenPanel::takeKept(const std::string& run, qint64 step,
                           const std::filesystem::path& model) {
  kept_[run].push_back(step);
  studio_.models.refresh();
  Q_EMIT marksChanged();
  if (std::exchange(useKept_, false)) Q_EMIT composeRequested(model);
}

CheckpointMarks ListenPanel::marks() const {
  CheckpointMarks marks;
  marks.a = cards_[0]->step();
  marks.b = cards_[1]->step();
  if (isHeard()) marks.heard = cards_[heard_]->step();
  if (const auto found = kept_.find(run_); found != kept_.end()) marks.kept = found->second;
  return marks;
}

void ListenPanel::pin(const Score& seed) {
  stopHearing();
  studio_.listening.pin(seed);
}

void ListenPanel::showSeed() {
  const std::size_t notes = studio_.listening.seed().notes().size();
  seedText_->setText(
      notes == 0
          ? tr("Each checkpoint composes %1 bars from nothing.").arg(ListeningController::bars)
          : tr("Each checkpoint goes on for %1 bars from your pinned %2.")
                .arg(ListeningController::bars)
                .arg(countText(notes, tr("note"))));
  for (ListenCard* card : cards_) {
    if (!card->step()) continue;
    card->await(*card->step(), wordsOf(*card->step()));
    studio_.listening.ask(run_, *card->step());
  }
}

}  // namespace cadenza::ui
