// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/corpus_histograms.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "core/score/key.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr int lowestKey = 21;  // of the piano
constexpr int highestKey = 108;
constexpr int velocityBin = 4;

QString say(const char* text) { return CorpusHistograms::tr(text); }

// The bin that `share` of the numbers lie in or below.
std::size_t binAt(const std::vector<std::size_t>& counts, double share) {
  const auto total = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  double left = share * static_cast<double>(total);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    left -= static_cast<double>(counts[i]);
    if (left <= 0) return i;
  }
  return counts.empty() ? 0 : counts.size() - 1;
}

std::size_t totalOf(const std::vector<std::size_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

QString pitchText(std::size_t pitch) {
  return QString::fromStdString(printedPitch(static_cast<int>(pitch), std::nullopt));
}

QString secondsText(double seconds) {
  return seconds < 1 ? say("%1 ms").arg(QLocale().toString(seconds * 1000, 'f', 0))
                     : say("%1 s").arg(QLocale().toString(seconds, 'g', 2));
}

std::string keyName(std::size_t index) {
  const Key key{static_cast<int>(index % 12), index < 12 ? Scale::Major : Scale::Minor};
  return printedName(key);
}

}  // namespace

HistogramPicture pitchPicture(const Histogram& histogram) {
  HistogramPicture picture;
  picture.unit = say("note");
  for (int pitch = lowestKey; pitch <= highestKey; ++pitch) {
    picture.values.push_back(
        static_cast<double>(histogram.counts[static_cast<std::size_t>(pitch)]));
    picture.names += pitchText(static_cast<std::size_t>(pitch));
    if (pitch % 12 == 0) picture.marks.emplace_back(pitch - lowestKey + 0.5, picture.names.last());
  }
  if (totalOf(histogram.counts) > 0) {
    picture.summary = say("half between %1 and %2")
                          .arg(pitchText(binAt(histogram.counts, 0.25)),
                               pitchText(binAt(histogram.counts, 0.75)));
  }
  return picture;
}

HistogramPicture velocityPicture(const Histogram& histogram) {
  HistogramPicture picture;
  picture.unit = say("note");
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const auto first = static_cast<int>(i) * velocityBin;
    picture.values.push_back(static_cast<double>(histogram.counts[i]));
    picture.names += say("%1 to %2").arg(std::max(first, 1)).arg(first + velocityBin - 1);
  }
  for (const int mark : {1, 32, 64, 96, 127}) {
    picture.marks.emplace_back(static_cast<double>(mark) / velocityBin, QString::number(mark));
  }
  const std::size_t total = totalOf(histogram.counts);
  if (total == 0) return picture;
  const auto middle =
      static_cast<int>(binAt(histogram.counts, 0.5)) * velocityBin + velocityBin / 2;
  const bool flat = *std::ranges::max_element(histogram.counts) * 10 > total * 9;
  picture.summary = flat ? say("nearly all alike") : say("median about %1").arg(middle);
  return picture;
}

HistogramPicture timePicture(const Histogram& histogram) {
  HistogramPicture picture;
  picture.unit = say("note");
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    picture.values.push_back(static_cast<double>(histogram.counts[i]));
    picture.names +=
        i == 0 ? say("together, below 10 ms")
               : say("%1 to %2")
                     .arg(secondsText(histogram.edges[i]), secondsText(histogram.edges[i + 1]));
  }
  picture.marks = {{1, say("10 ms")}, {11, say("100 ms")}, {21, say("1 s")}, {31, say("10 s")}};
  const std::size_t total = totalOf(histogram.counts);
  if (total == 0) return picture;
  const std::size_t middle = binAt(histogram.counts, 0.5);
  picture.summary = middle == 0 ? say("most struck together")
                                : say("median about %1").arg(secondsText(histogram.edges[middle]));
  return picture;
}

HistogramPicture keyPicture(const CorpusStatistics& statistics) {
  HistogramPicture picture;
  picture.unit = say("piece");
  for (std::size_t tonic = 0; tonic < 12; ++tonic) {
    for (const std::size_t key : {tonic, tonic + 12}) {
      picture.values.push_back(static_cast<double>(statistics.keys[key]));
      picture.names += QString::fromStdString(keyName(key));
      picture.hollow.push_back(key >= 12);
    }
    const std::string name = keyName(tonic);
    picture.marks.emplace_back(2 * static_cast<double>(tonic) + 1,
                               QString::fromStdString(name.substr(0, name.find(' '))));
  }
  const auto most = std::ranges::max_element(statistics.keys);
  if (*most > 0) {
    picture.summary = say("most often %1; hollow is minor")
                          .arg(QString::fromStdString(
                              keyName(static_cast<std::size_t>(most - statistics.keys.begin()))));
  }
  return picture;
}

CorpusHistograms::CorpusHistograms(const Appearance& appearance, QWidget* parent)
    : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  const auto add = [&](const QString& title, const char* name) {
    auto* view = new HistogramView(title, appearance);
    view->setObjectName(QString::fromLatin1(name));
    layout->addWidget(view);
    return view;
  };
  pitch_ = add(tr("Pitch"), "pitchHistogram");
  step_ = add(tr("Step to the next note"), "stepHistogram");
  duration_ = add(tr("Duration"), "durationHistogram");
  velocity_ = add(tr("Velocity"), "velocityHistogram");
  keys_ = add(tr("Keys"), "keyHistogram");
  sample_ = makeParagraph({}, "small");
  sample_->hide();
  layout->addWidget(sample_);
  layout->addStretch();
}

void CorpusHistograms::show(const CorpusStatistics& statistics) {
  pitch_->show(pitchPicture(statistics.pitch));
  step_->show(timePicture(statistics.step));
  duration_->show(timePicture(statistics.duration));
  velocity_->show(velocityPicture(statistics.velocity));
  keys_->show(keyPicture(statistics));
  sample_->setVisible(statistics.pieces < statistics.piecesInAll);
  sample_->setText(
      tr("Counted in %1 of %2, evenly spread: there is too much music to count all.")
          .arg(countText(statistics.pieces), countText(statistics.piecesInAll, tr("piece"))));
}

}  // namespace cadenza::ui
