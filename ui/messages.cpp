// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages.h"

#include <QCoreApplication>

namespace cadenza::ui {
namespace {

QString headline(ErrorCode code) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("messages", text); };
  switch (code) {
    case ErrorCode::NotFound:
      return tr("There is no such file or folder.");
    case ErrorCode::AccessDenied:
      return tr("The system does not allow it. Check the permissions or choose another place.");
    case ErrorCode::DiskFull:
      return tr("The disk is full. Make room or choose another place.");
    case ErrorCode::InputOutput:
      return tr("Reading or writing failed.");
    case ErrorCode::NotMidi:
      return tr("This is not a MIDI file.");
    case ErrorCode::DamagedFile:
      return tr("The file is damaged and could not be recovered.");
    case ErrorCode::UnsupportedFile:
      return tr("This kind of file is not supported.");
    case ErrorCode::InvalidArgument:
      return tr("A setting does not fit.");
    case ErrorCode::EmptyCorpus:
      return tr("There is no music here to learn from.");
    case ErrorCode::OutOfMemory:
      return tr("Memory ran out. Close other programs or choose a smaller size.");
    case ErrorCode::DeviceUnavailable:
      return tr("A device or module is not available.");
    case ErrorCode::Diverged:
      return tr("The training diverged. A lower learning rate helps.");
    case ErrorCode::Internal:
      return tr(
          "An internal error occurred. Save your work under another name and restart "
          "Cadenza.");
    case ErrorCode::Cancelled:
      return tr("Stopped.");
  }
  return {};
}

}  // namespace

QString userText(const Error& error) {
  const QString detail = QString::fromStdString(error.detail);
  if (error.code == ErrorCode::InvalidArgument && !detail.isEmpty()) return detail;
  return detail.isEmpty() ? headline(error.code) : headline(error.code) + '\n' + detail;
}

}  // namespace cadenza::ui
