// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/ruler_labels.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/piano_roll/previewed.h"
#include "ui/piano_roll/tempo_gestures.h"

namespace cadenza::ui {
namespace {

constexpr double padding = 6;
constexpr double smallestMarker = 14;  // a flag without its name
constexpr double widestMarker = 180;

class Labels {
 public:
  explicit Labels(const RollState& state)
      : state_(state), letters_(fontOfSize(metrics::smallText)), seen_(seenTicks()) {}

  std::vector<RulerLabel> all() {
    addSignatures();
    addMarkers();
    addTempi();
    return std::move(labels_);
  }

 private:
  // A label that begins left of the view reaches into it.
  [[nodiscard]] TickRange seenTicks() const {
    const RollTransform& view = state_.view();
    const auto before = static_cast<Tick>(widestMarker / view.pixelsPerTick());
    const TickRange visible = view.visibleTicks();
    return {visible.begin - std::min(before, visible.begin), visible.end + 1};
  }

  [[nodiscard]] double widthOf(const QString& text) const {
    return std::ceil(letters_.horizontalAdvance(text)) + 2 * padding;
  }

  void add(RulerLabelKind kind, Tick tick, const QString& text, double left, double width) {
    labels_.push_back({kind, tick, text, QRectF(left, 0, width, rulerLabelHeight)});
  }

  [[nodiscard]] bool isFree(double left, double right) const {
    return std::none_of(labels_.begin(), labels_.end(), [=](const RulerLabel& label) {
      return left < label.place.right() && right > label.place.left();
    });
  }

  void addSignature(const TimeSignature& signature) {
    const double left = std::round(state_.view().xOf(signature.tick)) + 1;
    const QString text = signatureText(signature);
    if (!isFree(left, left + widthOf(text))) return;
    add(RulerLabelKind::Signature, signature.tick, text, left, widthOf(text));
  }

  void addSignatures() {
    const auto& signatures = state_.score().meter().signatures();
    if (signatures.empty() || signatures.front().tick > 0) addSignature(TimeSignature{});
    for (const TimeSignature& signature : signatures) {
      if (seen_.contains(signature.tick)) addSignature(signature);
    }
  }

  void addMarkers() {
    const ScoreEdit& preview = state_.preview();
    const std::vector<Marker> markers =
        previewed(state_.score().markers(), preview.removed.markers, preview.added.markers);
    for (auto marker = markers.begin(); marker != markers.end(); ++marker) {
      if (!seen_.contains(marker->tick)) continue;
      double left = std::round(state_.view().xOf(marker->tick));
      for (const RulerLabel& label : labels_) {
        if (label.kind == RulerLabelKind::Signature && label.place.contains(left + 2, 4)) {
          left = label.place.right();
        }
      }
      const double next =
          marker + 1 == markers.end() ? 1e9 : std::round(state_.view().xOf((marker + 1)->tick)) - 2;
      const QString name = QString::fromStdString(marker->text);
      const double room = std::clamp(next - left, smallestMarker, widestMarker);
      const double width = std::min(std::max(widthOf(name), smallestMarker), room);
      const QString text = letters_.elidedText(name, Qt::ElideRight, width - 2 * padding);
      add(RulerLabelKind::Marker, marker->tick, text, left, width);
    }
  }

  // Of a ritardando its ends are named, not its steps.
  [[nodiscard]] static bool isWithinRamp(const std::vector<TempoChange>& changes, std::size_t i) {
    return i > 0 && i + 1 < changes.size() &&
           changes[i].tick - changes[i - 1].tick <= ticksPerQuarter &&
           changes[i + 1].tick - changes[i].tick <= ticksPerQuarter;
  }

  void addTempi() {
    const auto& changes = state_.score().tempo().changes();
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const TempoChange& change = changes[i];
      if (!seen_.contains(change.tick) || isWithinRamp(changes, i)) continue;
      const QString text = tempoText(std::round(change.quartersPerMinute()));
      double left = std::round(state_.view().xOf(change.tick)) + 1;
      for (const RulerLabel& label : labels_) {
        if (label.tick == change.tick) left = std::max(left, label.place.right());
      }
      const double right = left + widthOf(text);
      if (isFree(left, right)) add(RulerLabelKind::Tempo, change.tick, text, left, right - left);
    }
  }

  const RollState& state_;
  QFontMetricsF letters_;
  TickRange seen_;
  std::vector<RulerLabel> labels_;
};

}  // namespace

std::vector<RulerLabel> rulerLabels(const RollState& state) { return Labels(state).all(); }

QString signatureText(const TimeSignature& signature) {
  return QStringLiteral("%1/%2").arg(signature.numerator).arg(signature.denominator);
}

}  // namespace cadenza::ui
