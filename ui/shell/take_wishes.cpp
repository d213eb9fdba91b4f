// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/take_wishes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/compose/compose_panel.h"
#include "ui/compose/take_record.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/composing_commands.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

namespace {

QString nameOf(const Take& take) { return QString::fromStdString(take.name); }

}  // namespace

TakeWishes::TakeWishes(const Studio& studio, ComposeSession& session, ComposePanel& panel,
                       PianoRoll& roll, ComposingCommands& composing, QObject* parent)
    : QObject(parent),
      studio_(studio),
      session_(session),
      panel_(panel),
      roll_(roll),
      composing_(composing) {
  connect(&session_, &ComposeSession::stateChanged, this, [this](ComposeSession::State state) {
    if (state == ComposeSession::State::Proposed) compareWithReplayed();
    if (state == ComposeSession::State::Idle) replayed_ = 0;
  });
}

// A file may have moved, and another may have come in its place.
const ModelEntry* TakeWishes::modelOf(const Take& take, const std::filesystem::path& path) const {
  const auto isIt = [&take](const ModelEntry& entry) {
    return take.modelChecksum.empty() ? entry.name.toStdString() == take.model
                                      : entry.checksum == take.modelChecksum;
  };
  const ModelEntry* there = studio_.models.find(path);
  if (there && isIt(*there)) return there;
  const auto found = std::ranges::find_if(studio_.models.entries(), isIt);
  return found == studio_.models.entries().end() ? nullptr : &*found;
}

void TakeWishes::branchFrom(int id) {
  const Take* take = findTake(studio_.document.takes(), id);
  auto settings = take ? settingsFrom(take->settings) : std::nullopt;
  if (!settings) {
    if (take) Q_EMIT said(tr("%1 is in the piece; the panel stays as it is.").arg(nameOf(*take)));
    return;
  }
  if (const ModelEntry* model = modelOf(*take, settings->model)) settings->model = model->path;
  if (settings->mode == ComposeMode::Nothing) settings->mode = ComposeMode::Continue;
  const bool isLast = take->range.end >= studio_.document.score().end();
  settings->start = isLast ? ComposeSettings::Start::AtEnd : ComposeSettings::Start::AtPlayhead;
  panel_.setSettings(*settings);
  panel_.renewSeeds();
  if (settings->mode == ComposeMode::Fill) roll_.setTimeRange(take->range);
  if (settings->mode == ComposeMode::Vary) studio_.document.select(take->material.notes());
  if (settings->mode == ComposeMode::Continue && !isLast) {
    studio_.playback.seek(take->range.end);
  }
  Q_EMIT said(tr("What is composed next comes of %1, with its settings and new seed numbers.")
                  .arg(nameOf(*take)));
}

void TakeWishes::replay(int id) {
  const Take* take = findTake(studio_.document.takes(), id);
  auto settings = take ? settingsFrom(take->settings) : std::nullopt;
  if (!settings || !settings->range) {
    Q_EMIT said(tr("This take does not say how it was made."));
    return;
  }
  if (liveKindOf(take->settings) != LiveKind::None) {
    Q_EMIT said(tr("%1 was made live; it can be heard and taken, but not composed again.")
                    .arg(nameOf(*take)));
    return;
  }
  const ModelEntry* model = modelOf(*take, settings->model);
  if (!model) {
    Q_EMIT said(tr("The model “%1” that wrote %2 is not here. Add its file by the folder beside "
                   "the models.")
                    .arg(QString::fromStdString(take->model), nameOf(*take)));
    return;
  }
  settings->model = model->path;
  settings->variations = 1;
  settings->randomSeed = take->seed;
  const Take wanted = *take;
  const bool changed = hasChangedSince(studio_.document.score(), wanted);
  putBackWhatWasVaried(wanted);
  composing_.generateAgain(*settings);
  if (session_.state() != ComposeSession::State::Composing) return;
  replayed_ = id;
  Q_EMIT said(changed ? tr("The piece around %1 has changed since, so the notes may differ.")
                            .arg(nameOf(wanted))
                      : tr("Composes %1 again.").arg(nameOf(wanted)));
}

// Notes that were thought again are asked for again, though other ones may be in their place.
void TakeWishes::putBackWhatWasVaried(const Take& take) {
  Document& document = studio_.document;
  const std::vector<Note>& notes = document.score().notes();
  const bool allThere = std::ranges::all_of(
      take.rethought, [&](const Note& note) { return std::ranges::binary_search(notes, note); });
  if (allThere) return;
  Composition before = compositionOf(take);
  before.material.notes.clear();
  std::ranges::set_difference(take.rethought, take.staying,
                              std::back_inserter(before.material.notes));
  ScoreEdit edit = acceptance(document.score(), before);
  edit.removed.pedal.clear();
  edit.added.pedal.clear();
  document.push(tr("Put back what %1 varied").arg(nameOf(take)), edit);
}

void TakeWishes::compareWithReplayed() {
  const Take* wanted = findTake(studio_.document.takes(), std::exchange(replayed_, 0));
  if (!wanted || session_.candidates().empty()) return;
  std::vector<Note> notes = session_.proposal().notes;
  std::ranges::sort(notes);
  Q_EMIT said(notes == wanted->material.notes()
                  ? tr("The same notes as %1, every one.").arg(nameOf(*wanted))
                  : tr("Other notes than %1: it was made live, or heard another piece.")
                        .arg(nameOf(*wanted)));
}

}  // namespace cadenza::ui
