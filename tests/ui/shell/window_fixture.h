// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>

#include "tests/core/live/fake_stream.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/controllers/live_controller.h"
#include "ui/dashboard/dashboard.h"
#include "ui/piano_roll/note_area.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/settings/preferences.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/main_window.h"

namespace cadenza::ui {

/// The whole window as the program builds it, with a sink that is not heard, a pretended training,
/// a tiny model and a pretended one for live music.
class WindowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder / "models");
    ASSERT_TRUE(saveCheckpoint(starter, test::tinyModel("score")));
    models.refresh();
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    ASSERT_TRUE(waitUntil([this] { return models.isListed(); }));
    // Of some seed numbers an untrained model writes nothing.
    find<QAbstractButton>("composeNewSeed").setChecked(false);
  }

  /// For keys: the window is the active one, and the roll has the focus.
  void activate() {
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.roll().setFocus();
  }

  template <class Widget>
  [[nodiscard]] Widget& find(const char* name) {
    auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return *widget;
  }
  void click(const char* button) {
    QTest::mouseClick(&find<QAbstractButton>(button), Qt::LeftButton);
  }
  /// Clicks the pencil into the roll, `step` of six columns from the left.
  void drawNote(int step) {
    auto* area = window.roll().findChild<NoteArea*>();
    ASSERT_NE(area, nullptr);
    const QPoint place(40 + step * area->width() / 6, area->height() / 2);
    QTest::mouseClick(area, Qt::LeftButton, {}, place);
  }
  /// Answers an open file dialog with `path`.
  void answerDialog(const std::filesystem::path& path) {
    auto* dialog = window.findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setDirectory(QString::fromStdString(path.parent_path().string()));
    dialog->selectFile(QString::fromStdString(path.filename().string()));
    ASSERT_TRUE(QMetaObject::invokeMethod(dialog, "accept"));
  }
  [[nodiscard]] std::size_t noteCount() const { return document.score().notes().size(); }

  test::TemporaryFolder folder;
  const std::filesystem::path starter = folder / "starter.safetensors";
  QSettings settings{QString::fromStdString((folder / "settings.ini").string()),
                     QSettings::IniFormat};
  FakeLearning learning;
  std::shared_ptr<NotingSink::Notes> heard = std::make_shared<NotingSink::Notes>();
  Appearance appearance{ThemeChoice::Dark};
  Document document;
  PlaybackController playback{[this] { return std::make_unique<NotingSink>(heard); }};
  ModelLoader loader = loadComposer;  // another one in some tests
  ComposingController composing{[this](const auto& path) { return loader(path); }};
  LiveController live{document, playback, [](const auto&) -> Result<LiveModel> {
                        return LiveModel{
                            [](const ComposeRequest& request) { return test::beginFake(request); },
                            QStringLiteral("pretended")};
                      }};
  CorpusController corpus{[this](const auto&) { return folder / "corpus.cache"; }};
  TrainingController training{[this] { return Result<Learning*>(&learning); },
                              [this](const auto&) { return folder / "corpus.cache"; },
                              folder / "runs"};
  ListeningController listening{training, loadComposer, folder / "pinned-seed.mid"};
  ModelLibrary models{folder / "models", starter};
  Preferences preferences{settings};
  Gate exportGate;
  std::optional<AudioExportOptions> exported;
  Studio studio{
      appearance,
      document,
      playback,
      composing,
      corpus,
      training,
      listening,
      models,
      settings,
      preferences,
      [this](const Score&, const std::filesystem::path&, const AudioExportOptions& options,
             const auto& progress, std::stop_token stop) -> Result<RenderedAudio> {
        exported = options;
        progress(0.5);
        exportGate.wait(stop);
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, ""};
        return RenderedAudio{1.0, 0.5, 0.1, 0};
      },
      {},
      nullptr,
      &live};
  MainWindow window{studio};
};

}  // namespace cadenza::ui
