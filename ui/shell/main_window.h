// SPDX-License-Identifier: GPL-3.0-or-later
// The window of one piece: transport on top, the Compose and the Train workspace below, and what
// joins the document, the roll, the player and the model.
#pragma once

#include <QMainWindow>
#include <vector>

#include "ui/compose/compose_session.h"
#include "ui/controllers/recording_controller.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/actions.h"
#include "ui/shell/studio.h"

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;

namespace cadenza::ui {

class ComposePanel;
class ComposingCommands;
class CommandRegistry;
class Dashboard;
class Docks;
class ExportStatus;
class FileCommands;
class ImportCommands;
class InsightCommands;
class KeyboardPiano;
class LiveCommands;
class LivePanel;
class RecentMenu;
class StatusMessage;
class TakesPanel;
class TransportBar;
class WindowCommands;

enum class Workspace { Compose, Train };

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  /// All of the studio must outlive the window.
  explicit MainWindow(const Studio& studio, QWidget* parent = nullptr);
  ~MainWindow() override;

  [[nodiscard]] Workspace workspace() const;
  void setWorkspace(Workspace workspace);

  /// A sentence in the status bar.
  void say(const QString& sentence);
  /// One that nobody should miss.
  void warn(const QString& sentence);

  [[nodiscard]] FileCommands& files() { return *files_; }
  /// Filled by who knows the other windows.
  [[nodiscard]] QMenu& windowMenu() { return *windowMenu_; }
  /// Only the last window asks about a training that runs.
  void setLast(bool last) { last_ = last; }
  [[nodiscard]] const Actions& actions() const { return actions_; }
  [[nodiscard]] ComposeSession& session() { return session_; }
  [[nodiscard]] RecordingController& recording() { return recording_; }
  [[nodiscard]] PianoRoll& roll() { return *roll_; }
  [[nodiscard]] Dashboard& dashboard() { return *dashboard_; }
  [[nodiscard]] CommandRegistry& registry();

 Q_SIGNALS:
  void newWindowRequested();
  void newWindowForFileRequested(const QString& path);
  void quitRequested();
  /// The program is to go on training without windows.
  void backgroundWanted();
  /// The window closes; its piece is saved or not wanted.
  void closed();
  /// The user was asked and keeps it open.
  void stayed();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void layOut();
  [[nodiscard]] QWidget* makeComposeDock();
  void makePanes(QDockWidget* composeDock, QDockWidget* takesDock);
  void connectFiles();
  void connectPlaying();
  void connectRecording();
  void connectHands();
  void connectComposing();
  void connectLive();
  void connectTakes();
  void connectTraining();
  [[nodiscard]] QString trainingNews() const;
  void restore();
  void store();
  void showTitle();
  void askForProperties();
  void showBeginning();
  void resetModes();
  void findAgain(const WorkingState& state);
  void showWorkspace(Workspace workspace);
  void showCompared();
  void hearWhatIsSeen();
  void showSounding();
  void updateLoop();
  void updatePlayed();
  [[nodiscard]] ClickSound clickSound() const;
  void showRecording(bool recording);
  void toggleRecording();
  void playSelection();
  struct Excerpt {
    QString name;
    Score score;
  };
  /// What of the piece is selected and marked.
  [[nodiscard]] std::vector<Excerpt> excerpts() const;
  void exportExcerptAsMidi();
  void askHowToExportAudio();
  void exportAudio(const Score& score, const QString& path);
  void askForNewPiece();
  void whenTrainingMayEnd(std::function<void()> next, std::function<void()> otherwise);

  Studio studio_;
  Actions actions_;
  ComposeSession session_;
  RecordingController recording_;
  Score heard_;  // the document's score, with the proposal while one waits
  PianoRoll* roll_;
  QStackedWidget* pages_;
  Dashboard* dashboard_;
  TransportBar* transport_;
  ComposePanel* panel_;
  ComposingCommands* composingCommands_;
  LivePanel* livePanel_ = nullptr;  // null where no live music is made, as is the next
  LiveCommands* liveCommands_ = nullptr;
  TakesPanel* takes_;
  Docks* docks_;
  WindowCommands* commands_;
  StatusMessage* message_;
  QLabel* hover_;
  QLabel* selected_;
  QLabel* keyboardState_;
  ExportStatus* export_;
  FileCommands* files_;
  ImportCommands* imports_;
  InsightCommands* insight_;
  KeyboardPiano* keyboardPiano_;
  RecentMenu* recent_;
  QMenu* windowMenu_;
  bool last_ = true;
  bool asking_ = false;  // whether it may close
  bool mayClose_ = false;
};

}  // namespace cadenza::ui
