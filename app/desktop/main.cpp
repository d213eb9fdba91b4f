// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program: builds everything, owns it, and says who knows whom.
#include <unistd.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "app/desktop/application.h"
#include "app/desktop/options.h"
#include "app/desktop/snapshot.h"
#include "app/resources.h"
#include "core/learn/learning_module.h"
#include "core/play/default_sink.h"
#include "core/play/silent_sink.h"
#include "ui/controllers/download_controller.h"
#include "ui/controllers/midi_in_controller.h"
#include "ui/native_path.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settings_file.h"
#include "ui/shell/background_training.h"
#include "ui/shell/file_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_size.h"
#include "ui/shell/windows.h"

namespace {

using namespace cadenza;

// A snapshot needs no display; the platform must be chosen before the application exists.
void chooseOffscreenForSnapshots(int argc, char** argv) {
  const bool snapshot = std::any_of(argv + 1, argv + argc, [](const char* argument) {
    return std::strncmp(argument, "--snapshot", 10) == 0;
  });
  const bool display =
      qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
  if (snapshot && !display && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
}

std::optional<std::filesystem::path> found(std::string_view resource) {
  auto path = findResource(resource);
  return path ? std::optional(*path) : std::nullopt;
}

std::filesystem::path dataFolder(const char* purpose) {
  const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  return std::filesystem::path(data.toStdString()) / purpose;
}

// By which Cadenzas of one user find each other.
QString backgroundName() { return QStringLiteral("cadenza-training-%1").arg(::getuid()); }

// A folder for `purpose` of the user's own, or one that goes with a snapshot.
QString folderFor(const char* purpose, QStandardPaths::StandardLocation place,
                  const QTemporaryDir& scratch, bool snapshot) {
  const QString base = snapshot ? scratch.path() : QStandardPaths::writableLocation(place);
  return base + QChar(u'/') + QLatin1String(purpose);
}

ui::SinkMaker sinkMaker(bool silent) {
  if (!silent) return makeSink;
  return [](const SoundSetup&) { return std::make_unique<SilentSink>("silent for a snapshot"); };
}

// A snapshot shows the program as it is at its first start and leaves no trace.
ui::OpenedSettings makeSettings(const QTemporaryDir& folder, bool snapshot) {
  return ui::openSettings(snapshot ? folder.filePath(QStringLiteral("settings.ini"))
                                   : ui::settingsPath());
}

ui::ThemeChoice themeChoice(const DesktopOptions& options, const QSettings& settings) {
  const int stored = settings.value(QStringLiteral("window/theme"), 0).toInt();
  return options.theme.value_or(static_cast<ui::ThemeChoice>(std::clamp(stored, 0, 2)));
}

// The files to begin with; none for the demo or an empty piece.
QStringList firstFiles(const DesktopOptions& options, const ui::Preferences& preferences,
                       const QSettings& settings) {
  if (!options.files.isEmpty() || preferences.beginning() != ui::Beginning::LastPiece) {
    return options.files;
  }
  const QString last = settings.value(QStringLiteral("files/recent")).toStringList().value(0);
  std::error_code unknown;
  const bool isFile = std::filesystem::is_regular_file(ui::nativePath(last), unknown);
  return isFile ? QStringList(last) : QStringList();
}

int run(const DesktopOptions& options) {
  const bool snapshot = !options.snapshot.isEmpty();
  const QTemporaryDir scratch;
  const auto [settings, trouble] = makeSettings(scratch, snapshot);
  ui::Preferences preferences(*settings);
  ui::Appearance appearance(themeChoice(options, *settings));
  appearance.setTextSize(settings->value(QStringLiteral("window/textSize"), 100).toInt());
  appearance.applyToApplication();
  QApplication::setWindowIcon(ui::icon(QStringLiteral("cadenza"), appearance.theme()));

  const auto cacheFile = [](const std::vector<std::filesystem::path>& places) {
    return defaultCacheFile(places);
  };
  ui::CorpusController corpus(cacheFile);
  corpus.keepIn(*settings);
  ui::DownloadController downloads(dataFolder("collections"));
  ui::TrainingController training(loadLearning, cacheFile, dataFolder("runs"));
  ui::ListeningController listening(training, ui::loadComposer, dataFolder("pinned-seed.mid"));
  ui::ModelLibrary models(dataFolder("models"), found(starterModel));
  const QString recovery =
      folderFor("recovery", QStandardPaths::AppDataLocation, scratch, snapshot);
  preferences.setRecoveryFolder(recovery);
  ui::MidiInController hands(preferences);
  ui::Windows windows({appearance, corpus, training, listening, models, *settings, preferences,
                       cadenza::exportAudio, sinkMaker(snapshot), ui::loadComposer,
                       ui::nativePath(recovery),
                       folderFor("pictures", QStandardPaths::CacheLocation, scratch, snapshot),
                       &hands, &downloads});

  QObject::connect(&training, &ui::TrainingController::interruptedFound, &windows,
                   &ui::Windows::offerInterruptedTraining);
  ui::BackgroundTraining background(training, backgroundName());
  QObject::connect(&windows, &ui::Windows::backgroundWanted, &background, [&] {
    background.begin(ui::icon(QStringLiteral("cadenza"), appearance.theme()));
  });
  QObject::connect(&background, &ui::BackgroundTraining::shown, &windows,
                   [&](const QStringList& files) {
                     windows.showAgain(files);
                     models.refresh();  // of what was trained meanwhile
                   });
  QObject::connect(&background, &ui::BackgroundTraining::finished, qApp, [&] {
    if (windows.all().empty()) QApplication::quit();
  });

  ui::PieceWindow& first = windows.add();
  // A picture is as large as wanted, whatever the screen is.
  if (options.size || snapshot) {
    first.window.resize(options.size.value_or(ui::usualWindowSize));
  }
  if (options.workspace) first.window.setWorkspace(*options.workspace);
  const QStringList files = firstFiles(options, preferences, *settings);
  const auto demo =
      preferences.beginning() == ui::Beginning::Empty ? std::nullopt : found("demo.mid");
  std::optional<Snapshot> artist;
  if (snapshot)
    artist.emplace(first.window, first.studio, options.snapshot, !files.isEmpty() || demo);
  if (!trouble.isEmpty()) first.window.warn(trouble);
  first.window.show();

  QTimer::singleShot(0, &windows, [&] {
    models.refresh();
    if (!snapshot) training.load();
    if (!snapshot) windows.offerLostWork();
    for (const QString& file : files) windows.openFile(file);
    if (files.isEmpty() && demo) {
      first.window.files().openCopy(QString::fromStdString(demo->string()), QStringLiteral("Demo"));
    }
  });
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  chooseOffscreenForSnapshots(argc, argv);
  // Writing to a pipe or a socket that nothing reads is an error, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  // Looking for a JACK server must not start one.
  qputenv("JACK_NO_START_SERVER", "1");
  Application application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("cadenza"));
  QApplication::setApplicationDisplayName(QStringLiteral("Cadenza"));
  QApplication::setApplicationVersion(QStringLiteral(CADENZA_PROGRAM_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("cadenza"));

  const auto options = readOptions(QApplication::arguments());
  if (const auto* text = std::get_if<OptionsText>(&options)) {
    const QByteArray words = text->text.toLocal8Bit();
    std::fprintf(text->isError ? stderr : stdout, text->isError ? "cadenza: %s\n" : "%s",
                 words.constData());
    return text->isError ? 2 : 0;
  }
  const auto& wanted = std::get<DesktopOptions>(options);
  if (wanted.snapshot.isEmpty() && ui::BackgroundTraining::handOver(backgroundName(), wanted.files))
    return 0;
  return run(wanted);
}
