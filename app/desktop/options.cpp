// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace cadenza {

namespace {

constexpr int smallestSide = 200;
constexpr int largestSide = 10'000;

OptionsText mistake(const QString& text) { return {text, true}; }

std::optional<QSize> parseSize(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
  const auto match = pattern.match(text);
  if (!match.hasMatch()) return std::nullopt;
  const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
  const auto fits = [](int side) { return side >= smallestSide && side <= largestSide; };
  if (!fits(size.width()) || !fits(size.height())) return std::nullopt;
  return size;
}

}  // namespace

std::variant<DesktopOptions, OptionsText> readOptions(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Compose piano music with a network that learns from your own MIDI files."));
  const QCommandLineOption help = parser.addHelpOption();
  const QCommandLineOption version = parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("file"),
                               QStringLiteral("Projects or MIDI files to open, one window each."),
                               QStringLiteral("[FILE...]"));
  const QCommandLineOption snapshot(QStringLiteral("snapshot"),
                                    QStringLiteral("Draw the window into a PNG file and end."),
                                    QStringLiteral("OUT.png"));
  const QCommandLineOption workspace(QStringLiteral("workspace"),
                                     QStringLiteral("Begin with: compose or train."),
                                     QStringLiteral("name"));
  const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Wear: light or dark."),
                                 QStringLiteral("name"));
  const QCommandLineOption size(QStringLiteral("size"),
                                QStringLiteral("Size of the window, such as 1600x1000."),
                                QStringLiteral("WxH"));
  parser.addOptions({snapshot, workspace, theme, size});
  if (!parser.parse(arguments)) return mistake(parser.errorText());
  if (parser.isSet(help)) return OptionsText{parser.helpText()};
  if (parser.isSet(version)) {
    return OptionsText{QStringLiteral("Cadenza %1\n").arg(QCoreApplication::applicationVersion())};
  }
  DesktopOptions options;
  options.files = parser.positionalArguments();
  options.snapshot = parser.value(snapshot);
  if (!options.snapshot.isEmpty() && options.files.size() > 1) {
    return mistake(QStringLiteral("A snapshot shows one file."));
  }
  const QString room = parser.value(workspace);
  if (room == QLatin1String("compose")) options.workspace = ui::Workspace::Compose;
  if (room == QLatin1String("train")) options.workspace = ui::Workspace::Train;
  if (!room.isEmpty() && !options.workspace) {
    return mistake(QStringLiteral("--workspace is compose or train."));
  }
  const QString look = parser.value(theme);
  if (look == QLatin1String("light")) options.theme = ui::ThemeChoice::Light;
  if (look == QLatin1String("dark")) options.theme = ui::ThemeChoice::Dark;
  if (!look.isEmpty() && !options.theme) {
    return mistake(QStringLiteral("--theme is light or dark."));
  }
  if (parser.isSet(size)) {
    options.size = parseSize(parser.value(size));
    if (!options.size) {
      return mistake(QStringLiteral("--size is WIDTHxHEIGHT, %1 to %2 each, such as 1600x1000.")
                         .arg(smallestSide)
                         .arg(largestSide));
    }
  }
  return options;
}

}  // namespace cadenza
