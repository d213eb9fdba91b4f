// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_commands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <utility>

#include "core/score/excerpt.h"
#include "ui/compose/take_edit.h"
#include "ui/compose/take_settings_dialog.h"
#include "ui/controls/command.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

using Keys = QList<QKeySequence>;

QString nameOf(const Take& take) { return QString::fromStdString(take.name); }

}  // namespace

TakeCommands::TakeCommands(Document& document, PlaybackController& playback, TakeModel& model,
                           TakeList& list, TakeComparison& comparison, const Appearance& appearance)
    : QObject(&list),
      document_(document),
      playback_(playback),
      model_(model),
      list_(list),
      comparison_(comparison) {
  makeActions(appearance);
  connectActions();
  connect(&list_, &TakeList::hearRequested, this, &TakeCommands::toggleHearing);
  connect(&list_, &TakeList::useRequested, this, &TakeCommands::goBackTo);
  connect(&list_, &TakeList::starRequested, this, &TakeCommands::toggleStar);
  connect(&list_, &TakeList::currentTakeChanged, this, &TakeCommands::update);
  connect(&document_, &Document::takesChanged, this, &TakeCommands::update);
  connect(&document_, &Document::changed, this, &TakeCommands::update);
  connect(&playback_, &PlaybackController::hearingEnded, this, [this] { showHearing(0); });
  const auto endWithTheTake = [this] {
    if (sounding_ != 0 && !sounding()) playback_.endHearing();
  };
  connect(&document_, &Document::takesChanged, this, endWithTheTake);
  connect(&comparison_, &TakeComparison::changed, this, [this] {
    model_.setMarks(comparison_.a(), comparison_.b());
    update();
  });
  update();
}

void TakeCommands::makeActions(const Appearance& appearance) {
  const auto make = [this, &appearance](const char* id, const QString& text, const Keys& keys,
                                        const char* iconName = nullptr,
                                        KeyScope scope = KeyScope::Owner) {
    auto* action = new QAction(text, this);
    makeCommand(action, QLatin1String(id), tr("Takes"), keys, scope);
    if (iconName) setThemedIcon(action, QLatin1String(iconName), appearance);
    setCommandNeeds(action, tr("needs a take"));
    list_.addAction(action);
    return action;
  };
  hear = make("takes.hear", tr("&Hear the take"), {Qt::Key_P}, "play");
  use = make("takes.use", tr("&Go back to the take"), {Qt::Key_Return, Qt::Key_Enter}, "accept");
  branch = make("takes.branch", tr("Compose &on from the take"), {Qt::CTRL | Qt::Key_B}, "compose");
  replay = make("takes.replay", tr("Com&pose it again"), {Qt::CTRL | Qt::Key_R}, "generate");
  markA = make("takes.mark-a", tr("Mark as &A"), {Qt::Key_A});
  markB = make("takes.mark-b", tr("Mark as &B"), {Qt::Key_B});
  compare = make("takes.compare", tr("Hear the o&ther of A and B"), {Qt::SHIFT | Qt::Key_B},
                 nullptr, KeyScope::Window);
  endCompare = make("takes.end-comparing", tr("&End comparing"), {});
  rename = make("takes.rename", tr("&Rename the take…"), {Qt::Key_F2});
  star = make("takes.star", tr("&Star the take"), {Qt::Key_S}, "star");
  starredOnly =
      make("takes.starred-only", tr("Starred takes on&ly"), {Qt::SHIFT | Qt::Key_S}, "star-filled");
  settings = make("takes.settings", tr("Sho&w the settings…"), {Qt::Key_I}, "info");
  copySeed = make("takes.copy-seed", tr("&Copy the seed number"), {}, "copy");
  remove =
      make("takes.delete", tr("&Delete the take"), {Qt::Key_Delete, Qt::Key_Backspace}, "trash");
  removeAll =
      make("takes.delete-all", tr("Delete with what ca&me of it"), {Qt::SHIFT | Qt::Key_Delete});
  for (QAction* action : {starredOnly, star, markA, markB}) action->setCheckable(true);
  setCommandNeeds(compare, tr("needs a take marked A or B"));
  setCommandNeeds(endCompare, tr("needs a take marked A or B"));
  setCommandNeeds(starredOnly, {});
}

void TakeCommands::connectActions() {
  const auto on = [this](QAction* action, auto what) {
    connect(action, &QAction::triggered, this, [this, what] {
      if (chosen()) what(list_.currentTake());
    });
  };
  on(hear, [this](int id) { toggleHearing(id); });
  on(use, [this](int id) { goBackTo(id); });
  on(branch, [this](int id) { branchFrom(id); });
  on(replay, [this](int id) { Q_EMIT replayRequested(id); });
  on(markA, [this](int id) { comparison_.mark(TakeMark::A, id); });
  on(markB, [this](int id) { comparison_.mark(TakeMark::B, id); });
  on(rename, [this](int id) { list_.rename(id); });
  on(star, [this](int id) { toggleStar(id); });
  on(settings, [this](int) { showSettings(); });
  on(copySeed, [this](int) { copySeedNumber(); });
  on(remove, [this](int) { removeChosen(Descendants::MoveUp); });
  on(removeAll, [this](int) { removeChosen(Descendants::GoToo); });
  connect(compare, &QAction::triggered, this, &TakeCommands::hearOther);
  connect(endCompare, &QAction::triggered, &comparison_, &TakeComparison::end);
  connect(starredOnly, &QAction::toggled, &model_, &TakeModel::setStarredOnly);
}

QList<QAction*> TakeCommands::inOrder() const {
  return {hear,    use,  branch,      replay, nullptr,  markA,    markB,   compare, endCompare,
          nullptr, star, starredOnly, rename, settings, copySeed, nullptr, remove,  removeAll};
}

const Take* TakeCommands::chosen() const {
  return findTake(document_.takes(), list_.currentTake());
}

void TakeCommands::update() {
  const Take* take = chosen();
  for (QAction* action : {hear, use, branch, replay, markA, markB, rename, star, settings, copySeed,
                          remove, removeAll}) {
    action->setEnabled(take != nullptr);
  }
  removeAll->setEnabled(take && model_.rowCount(model_.indexOf(take->id)) > 0);
  star->setChecked(take && take->starred);
  markA->setChecked(take && comparison_.a() == take->id);
  markB->setChecked(take && comparison_.b() == take->id);
  compare->setEnabled(!comparison_.isEmpty());
  endCompare->setEnabled(!comparison_.isEmpty());
  const bool sounds = take && take->id == sounding_;
  hear->setText(sounds ? tr("Stop &hearing the take") : tr("&Hear the take"));
}

void TakeCommands::showHearing(int id) {
  sounding_ = id;
  model_.setSounding(id);
  update();
  Q_EMIT soundingChanged();
}

void TakeCommands::toggleHearing(int id) {
  const Take* take = findTake(document_.takes(), id);
  if (!take) return;
  const int before = sounding_;
  playback_.endHearing();
  if (before == id) return;
  const Score whole = withTake(document_.score(), *take);
  playback_.hear(excerpt(whole, withNeighbours(whole, take->range)));
  Q_EMIT revealRequested(take->range);
  showHearing(id);
}

void TakeCommands::putIn(const Take& take) {
  document_.pushTake(tr("Go back to %1").arg(nameOf(take)), puttingIn(document_.score(), take),
                     take.id);
}

void TakeCommands::goBackTo(int id) {
  const Take* take = findTake(document_.takes(), id);
  if (!take) return;
  const QString name = nameOf(*take);
  const bool wasIn = model_.isInPiece(id);
  const TickRange range = take->range;
  putIn(*take);
  Q_EMIT revealRequested(range);
  Q_EMIT said(wasIn ? tr("%1 is in the piece already.").arg(name)
                    : tr("%1 is in the piece. Undo takes it out again.").arg(name));
}

void TakeCommands::branchFrom(int id) {
  const Take* take = findTake(document_.takes(), id);
  if (!take) return;
  if (model_.isInPiece(id)) {
    document_.setCurrentTake(id);
  } else {
    putIn(*take);
  }
  Q_EMIT revealRequested(take->range);
  Q_EMIT branchRequested(id);
}

void TakeCommands::hearOther() {
  if (comparison_.isEmpty()) return;
  comparison_.next();
  const Take* take = comparison_.heardTake();
  if (!playback_.isPlaying()) {
    const TickRange around =
        withNeighbours(comparison_.applied(document_.score()), comparison_.range());
    if (!around.contains(playback_.position())) playback_.seek(around.begin);
    playback_.play();
  }
  Q_EMIT said(take ? tr("Now you hear %1: %2.")
                         .arg(comparison_.heard() == TakeMark::A ? QStringLiteral("A")
                                                                 : QStringLiteral("B"),
                              nameOf(*take))
                   : tr("Now you hear the piece as it is."));
}

void TakeCommands::toggleStar(int id) {
  std::vector<Take> takes = document_.takes();
  for (Take& take : takes) {
    if (take.id == id) take.starred = !take.starred;
  }
  document_.setTakes(std::move(takes));
}

void TakeCommands::showSettings() {
  auto* dialog = new TakeSettingsDialog(*chosen(), copySeed, list_.window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void TakeCommands::copySeedNumber() {
  const QString seed = QString::number(chosen()->seed);
  QApplication::clipboard()->setText(seed);
  Q_EMIT said(tr("Copied the seed number %1.").arg(seed));
}

void TakeCommands::removeChosen(Descendants descendants) {
  const Take take = *chosen();
  const QModelIndex row = model_.indexOf(take.id);
  const QModelIndex below = list_.indexBelow(row);
  const int above = TakeModel::idOf(list_.indexAbove(row));
  const int next = TakeModel::idOf(below);
  const std::size_t before = document_.takes().size();
  document_.removeTake(tr("Delete %1").arg(nameOf(take)), take.id, descendants);
  list_.choose(model_.indexOf(next).isValid() ? next : above);
  const std::size_t gone = before - document_.takes().size();
  Q_EMIT said(gone == 1
                  ? tr("Deleted %1. Undo brings it back.").arg(nameOf(take))
                  : tr("Deleted %1. Undo brings them back.").arg(countText(gone, tr("take"))));
}

}  // namespace cadenza::ui
