// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QScrollArea>
#include <QSpinBox>
#include <algorithm>
#include <fstream>

#include "core/project/take_tree.h"
#include "core/score/edits.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/compose/take_record.h"
#include "ui/controls/segmented_control.h"
#include "ui/piano_roll/time_ruler.h"

namespace cadenza::ui {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using State = ComposeSession::State;

inline constexpr Tick bar = 4 * ticksPerQuarter;
enum Mode { Continue, Fill, Vary, New };  // as the switch has them

/// A window with a model, composed with by real events.
class ComposingWindowTest : public WindowTest {
 protected:
  void SetUp() override {
    WindowTest::SetUp();
    setNumber("composeBars", 2);
  }

  void setNumber(const char* slider, double value) {
    find<QWidget>(slider).findChild<QDoubleSpinBox*>()->setValue(value);
  }
  void choose(Mode mode) {
    QTest::mouseClick(find<SegmentedControl>("composeMode").segment(mode), Qt::LeftButton);
  }
  void chooseStart(ComposeSettings::Start start) {
    auto& box = find<QComboBox>("composeStart");
    box.setCurrentIndex(box.findData(static_cast<int>(start)));
  }
  std::string text(const char* label) { return find<QLabel>(label).text().toStdString(); }
  void key(int which, Qt::KeyboardModifiers held = {}) {
    QTest::keyClick(window.roll().focusProxy(), static_cast<Qt::Key>(which), held);
  }
  [[nodiscard]] bool waitForCandidates() {
    return waitUntil([this] { return session.state() == State::Proposed; });
  }
  /// Drags over `widget` between two places, as shares of its width.
  static void drag(QWidget& widget, int y, int from, int to) {
    QTest::mousePress(&widget, Qt::LeftButton, {}, {from, y});
    QTest::mouseMove(&widget, {(from + to) / 2, y});
    QTest::mouseMove(&widget, {to, y});
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, {to, y});
  }
  [[nodiscard]] int columnOf(Tick tick) {
    const TickRange seen = window.roll().visibleRange();
    const auto* area = window.roll().findChild<NoteArea*>();
    return static_cast<int>(static_cast<double>(tick - seen.begin) * area->width() / seen.length());
  }
  void markOnRuler(TickRange range) {
    auto& ruler = *window.roll().findChild<TimeRuler*>();
    const int left = ruler.width() - window.roll().findChild<NoteArea*>()->width();
    drag(ruler, TimeRuler::height - 8, left + columnOf(range.begin), left + columnOf(range.end));
  }
  /// Notes on both sides of four empty bars.
  void writeAround() {
    document.push("Draw notes",
                  insertNotes({{0, bar, 60, 80}, {bar, bar, 64, 80}, {6 * bar, bar, 67, 80}}));
    document.clearSelection();
  }
  void saveAndOpenAgain() {
    const auto file = folder / "song.cadenza";
    QSignalSpy saved(&document, &Document::saved);
    window.actions().save->trigger();
    answerDialog(file);
    ASSERT_TRUE(waitUntil([&] { return saved.count() == 1; }));
    document.reset({});
    QSignalSpy opened(&document, &Document::opened);
    window.files().openFile(QString::fromStdString(file.string()));
    ASSERT_TRUE(waitUntil([&] { return opened.count() == 1; }));
  }

  /// In place of the tiny model: one note a quarter, which waits for the gate when it is halfway.
  void holdTheModel() {
    loader = [this](const auto& path) -> Result<ReadyModel> {
      auto ready = loadComposer(path);
      if (!ready) return ready;
      ready->composeVariations = [this](const ComposeRequest& request, int count,
                                        const ProgressReport& tell, std::stop_token stop) {
        return write(request, count, tell, std::move(stop));
      };
      return ready;
    };
  }
  Result<std::vector<Composition>> write(const ComposeRequest& request, int count,
                                         const ProgressReport& tell, std::stop_token stop) {
    std::vector<Composition> written(static_cast<std::size_t>(count));
    const Tick begin = *request.from;
    const Tick end = request.until.value_or(begin + 2 * bar);
    for (Tick at = begin; at < end; at += ticksPerQuarter) {
      if (at >= (begin + end) / 2) gate.wait(stop);
      for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        Composition& composition = written[static_cast<std::size_t>(i)];
        const auto pitch = static_cast<std::uint8_t>(72 + i);
        composition.material.notes.push_back({at, ticksPerQuarter, pitch, 80});
        tell({0.5, composition.material.notes, i});
      }
    }
    for (Composition& composition : written) {
      composition.range = {begin, end};
      composition.stopped = stop.stop_requested();
    }
    return written;
  }

  ComposeSession& session = window.session();
  Gate gate;
};

}  // namespace cadenza::ui
