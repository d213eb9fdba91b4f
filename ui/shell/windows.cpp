// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windows.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "ui/controllers/midi_in_controller.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/shell/bring_to_front.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/interrupted_question.h"
#include "ui/shell/unsaved_model.h"
#include "ui/shell/window_size.h"

namespace cadenza::ui {

namespace {

constexpr QPoint besideTheLast{32, 32};

QString nameInMenu(const Document& document) {
  QString name = document.displayName().replace(QChar(u'&'), QLatin1String("&&"));
  return document.isModified() ? Windows::tr("%1 (not saved)").arg(name) : name;
}

}  // namespace

Windows::Windows(SharedParts shared, QObject* parent)
    : QObject(parent), shared_(std::move(shared)), looking_(this) {
  connect(qApp, &QApplication::focusChanged, this,
          [this](QWidget*, QWidget* focused) { noticeUse(focused); });
  connect(&shared_.training, &TrainingController::modelUnsaved, this,
          [this](const TrainingOutcome& outcome) {
            new UnsavedModel(outcome, all_.empty() ? nullptr : &all_.front()->window, this);
          });
  if (shared_.midiIn) {
    connect(shared_.midiIn, &MidiInController::stateChanged, this, &Windows::sayHowHandsAreHeard);
  }
}

Windows::~Windows() { handTo(nullptr); }

PieceWindow& Windows::add() {
  const auto sound =
      all_.empty() ? PlaybackController::Opening::AtOnce : PlaybackController::Opening::WhenNeeded;
  all_.push_back(std::make_unique<PieceWindow>(shared_, sound));
  connectWindow(*all_.back());
  tellTheLast();
  if (!usedLast_) handTo(all_.back().get());
  return *all_.back();
}

PieceWindow& Windows::openNew() {
  QWidget* last = QApplication::activeWindow();
  if (!qobject_cast<MainWindow*>(last)) last = all_.empty() ? nullptr : &all_.back()->window;
  PieceWindow& piece = add();
  if (last && !last->isMaximized() && !last->isFullScreen()) {
    piece.window.resize(last->size());
    piece.window.move(last->pos() + besideTheLast);
    fitToScreen(piece.window);
  }
  piece.window.show();
  return piece;
}

void Windows::connectWindow(PieceWindow& piece) {
  MainWindow& window = piece.window;
  connect(&window, &MainWindow::newWindowRequested, this, [this] { (void)openNew(); });
  connect(&window, &MainWindow::newWindowForFileRequested, this, [this](const QString& path) {
    if (!showIfOpen(path)) openNew().document.open(path);
  });
  connect(&window, &MainWindow::quitRequested, this, &Windows::quit);
  connect(&window, &MainWindow::backgroundWanted, this, &Windows::backgroundWanted);
  connect(window.actions().panic, &QAction::triggered, this, [this] {
    for (const auto& any : all_) any->playback.panic();
  });
  connect(&window, &MainWindow::closed, this, [this, &piece] { close(piece); });
  connect(&window, &MainWindow::stayed, this, [this] { quitting_ = false; });
  QMenu& menu = window.windowMenu();
  connect(&menu, &QMenu::aboutToShow, this, [this, &menu, &piece] { listWindows(menu, piece); });
  window.files().setElsewhere(
      [this, &piece](const QString& path) { return windowOf(path, &piece); });
}

void Windows::listWindows(QMenu& menu, const PieceWindow& current) {
  menu.clear();
  menu.addAction(current.window.actions().newWindow);
  menu.addSeparator();
  for (const auto& piece : all_) {
    QAction* action = menu.addAction(nameInMenu(piece->document));
    action->setCheckable(true);
    action->setChecked(piece.get() == &current);
    connect(action, &QAction::triggered, &piece->window,
            [&window = piece->window] { bringToFront(window); });
  }
}

PieceWindow& Windows::freeWindow() {
  const auto found = std::find_if(all_.begin(), all_.end(), [](const auto& piece) {
    return piece->window.isVisible() && !piece->document.isBusy() &&
           piece->window.files().isUntouched();
  });
  return found == all_.end() ? openNew() : **found;
}

void Windows::openFile(const QString& path) {
  if (!showIfOpen(path)) freeWindow().document.open(path);
}

void Windows::offerLostWork() {
  using Found = std::shared_ptr<std::vector<LostPiece>>;
  looking_.start<Found>(
      [folder = shared_.recoveryFolder](std::stop_token) -> Result<Found> {
        return std::make_shared<std::vector<LostPiece>>(findLostPieces(folder));
      },
      [this](const Result<Found>& found) {
        if (found && !(*found)->empty()) showLostWork(std::move(**found));
      });
}

void Windows::showAgain(const QStringList& files) {
  if (all_.empty()) openNew().window.setWorkspace(Workspace::Train);
  for (const QString& file : files) openFile(file);
  bringToFront(all_.back()->window);
}

void Windows::offerInterruptedTraining() {
  askAboutInterrupted(shared_.training, all_.empty() ? nullptr : &all_.front()->window);
}

void Windows::showLostWork(std::vector<LostPiece> lost) {
  QWidget* window = all_.empty() ? nullptr : &all_.front()->window;
  auto* dialog = new RecoveryDialog(std::move(lost), shared_.appearance, window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &RecoveryDialog::openRequested, this,
          [this](LostPiece& piece) { restore(std::move(piece)); });
  dialog->show();
}

void Windows::restore(LostPiece lost) {
  PieceWindow& piece = freeWindow();
  piece.restore(std::move(lost));
  bringToFront(piece.window);
}

QWidget* Windows::windowOf(const QString& path, const PieceWindow* except) const {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  for (const auto& piece : all_) {
    if (piece.get() != except && piece->document.path() == absolute) return &piece->window;
  }
  return nullptr;
}

bool Windows::showIfOpen(const QString& path) const {
  QWidget* window = windowOf(path);
  if (window) bringToFront(*window);
  return window != nullptr;
}

void Windows::quit() {
  if (all_.empty()) return;
  quitting_ = true;
  bringToFront(all_.front()->window);
  all_.front()->window.close();
}

void Windows::close(const PieceWindow& piece) {
  // Its window is in the middle of an event.
  QMetaObject::invokeMethod(
      this,
      [this, &piece] {
        if (usedLast_ == &piece) handTo(nullptr);
        std::erase_if(all_, [&](const auto& other) { return other.get() == &piece; });
        if (!usedLast_ && !all_.empty()) handTo(all_.back().get());
        tellTheLast();
        if (quitting_) quit();
      },
      Qt::QueuedConnection);
}

// Dialogs and docks of a window belong to it.
void Windows::noticeUse(const QWidget* focused) {
  for (const QWidget* widget = focused; widget; widget = widget->parentWidget()) {
    for (const auto& piece : all_) {
      if (&piece->window == widget) return handTo(piece.get());
    }
  }
}

// What hands play goes there from now on.
void Windows::handTo(PieceWindow* piece) {
  usedLast_ = piece;
  if (shared_.midiIn) shared_.midiIn->setTarget(piece ? &piece->playback : nullptr);
}

void Windows::sayHowHandsAreHeard() {
  const QString words = QString::fromStdString(shared_.midiIn->state().text);
  if (usedLast_ && !words.isEmpty()) usedLast_->window.say(words);
}

void Windows::tellTheLast() {
  for (const auto& piece : all_) piece->window.setLast(all_.size() == 1);
}

}  // namespace cadenza::ui
