// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/listening_controller.h"

#include <QCryptographicHash>
#include <algorithm>

#include "core/base/caught.h"
#include "core/base/thread_priority.h"
#include "core/learn/checkpoints.h"
#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/model/checkpoint.h"

namespace cadenza::ui {

namespace fs = std::filesystem;

namespace {

constexpr int niceness = 10;  // as a training has
constexpr const char* seedMark = "The seed ends here";

Result<ContinuedMusic> readMusic(const fs::path& file) {
  const auto import = readMidiFile(file);
  if (!import) return import.error();
  ContinuedMusic music{import->score, 0};
  for (const Marker& marker : music.score.markers()) {
    if (marker.text == seedMark) music.seedEnd = marker.tick;
  }
  return music;
}

Result<ContinuedMusic> compose(const ModelLoader& load, const fs::path& model, const Score& seed,
                               std::stop_token stop) {
  const auto ready = load(model);
  if (!ready) return ready.error();
  ComposeRequest request;
  request.seed = seed;
  request.length = Bars{ListeningController::bars};
  const UsualSampling usual = usualSampling(ready->recipe);
  request.controls.temperature = usual.temperature;
  request.controls.topP = usual.topP;
  const auto compositions = ready->composeVariations(request, 1, {}, stop);
  if (!compositions) return compositions.error();
  const Composition& written = compositions->front();
  if (written.stopped) return Error{ErrorCode::Cancelled, "The composition was stopped."};
  ContinuedMusic music{seed, seed.notes().empty() ? 0 : written.range.begin};
  music.score.apply(acceptance(seed, written));
  return music;
}

// With the end of its seed as a marker, so that any program shows it.
void writeMusic(const fs::path& file, const ContinuedMusic& music) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  ScoreItems items = music.score.items();
  if (music.seedEnd > 0) items.markers.push_back({music.seedEnd, seedMark});
  (void)writeMidiFile(file, Score(std::move(items)));  // can be written again
}

}  // namespace

fs::path musicFile(const TrainingRun& run, const Score& seed, std::int64_t step) {
  const auto bytes = writeMidi(seed);
  const QByteArrayView view(reinterpret_cast<const char*>(bytes.data()),
                            static_cast<qsizetype>(bytes.size()));
  const QByteArray hash = QCryptographicHash::hash(view, QCryptographicHash::Sha1).toHex().left(8);
  return run.folder / "heard" / (hash.toStdString() + "-" + std::to_string(step) + ".mid");
}

ListeningController::ListeningController(TrainingController& training, ModelLoader load,
                                         fs::path seedFile, QObject* parent)
    : QObject(parent),
      training_(training),
      load_(std::move(load)),
      seedFile_(std::move(seedFile)),
      task_(this),
      keeping_(this) {
  if (const auto kept = caught([&] { return readMidiFile(seedFile_); })) seed_ = kept->score;
  connect(&training_, &TrainingController::evaluated, this,
          [this](const TrainingEvaluation& evaluation) {
            if (evaluation.checkpoint.empty()) return;
            queue({training_.current()->id, evaluation.point.step}, false);
          });
}

ListeningController::~ListeningController() = default;

void ListeningController::pin(const Score& seed) {
  seed_ = seed;
  ++seedNumber_;
  music_.clear();
  queue_.clear();
  task_.requestStop();
  std::error_code ignored;
  if (seed.notes().empty()) {
    fs::remove(seedFile_, ignored);
  } else {
    fs::create_directories(seedFile_.parent_path(), ignored);
    (void)writeMidiFile(seedFile_, seed);  // else the next start begins from nothing
  }
  Q_EMIT seedChanged();
}

std::shared_ptr<const ContinuedMusic> ListeningController::find(const std::string& run,
                                                                std::int64_t step) const {
  const auto found = music_.find({run, step});
  return found == music_.end() ? nullptr : found->second;
}

void ListeningController::ask(const std::string& run, std::int64_t step) {
  queue({run, step}, true);
}

void ListeningController::keep(const std::string& run, std::int64_t step, const QString& name,
                               const fs::path& out) {
  const TrainingRun* of = training_.find(run);
  if (!of || keeping_.isRunning()) return;
  const fs::path from = checkpointFile(checkpointsFolder(*of), step);
  keeping_.start<fs::path>(
      [from, out, name = name.toStdString()](std::stop_token) -> Result<fs::path> {
        auto model = loadCheckpoint(from);
        if (!model) return model.error();
        model->info.name = name;
        if (auto saved = saveCheckpoint(out, *model, Precision::Half); !saved) {
          return saved.error();
        }
        return out;
      },
      [this, run, step](Result<fs::path> path) {
        if (path) {
          Q_EMIT kept(run, step, *path);
        } else {
          Q_EMIT failed(run, step, path.error());
        }
      });
}

void ListeningController::queue(const Place& place, bool first) {
  std::erase(queue_, place);
  if (first) {
    queue_.push_front(place);
  } else {
    queue_.push_back(place);
  }
  // Never from within ask(): who asks has not begun to wait.
  QMetaObject::invokeMethod(this, &ListeningController::startNext, Qt::QueuedConnection);
}

void ListeningController::startNext() {
  while (!task_.isRunning() && !queue_.empty()) {
    const Place place = queue_.front();
    queue_.pop_front();
    const TrainingRun* run = training_.find(place.first);
    if (!run) continue;
    if (music_.contains(place)) {
      Q_EMIT written(place.first, place.second);
      continue;
    }
    const fs::path file = musicFile(*run, seed_, place.second);
    const fs::path model = checkpointFile(checkpointsFolder(*run), place.second);
    task_.start<ContinuedMusic>(
        [load = load_, seed = seed_, file, model](std::stop_token stop) -> Result<ContinuedMusic> {
          giveWay(niceness);
          if (auto kept = readMusic(file)) return kept;
          auto music = compose(load, model, seed, stop);
          if (music) writeMusic(file, *music);
          if (!music && music.error().code == ErrorCode::NotFound) {
            return Error{ErrorCode::NotFound,
                         "The weights of this moment were let go, so that it can't go on from "
                         "another seed. Choose a neighbour on the curve."};
          }
          return music;
        },
        [this, place, number = seedNumber_](Result<ContinuedMusic> music) {
          finish(place, number, std::move(music));
        });
  }
}

void ListeningController::finish(const Place& place, int seedNumber, Result<ContinuedMusic> music) {
  if (seedNumber == seedNumber_) {
    if (music) {
      music_[place] = std::make_shared<const ContinuedMusic>(std::move(*music));
      Q_EMIT written(place.first, place.second);
    } else {
      Q_EMIT failed(place.first, place.second, music.error());
    }
  }
  startNext();
}

}  // namespace cadenza::ui
