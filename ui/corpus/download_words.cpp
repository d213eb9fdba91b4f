// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/download_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("download", text); }

QString keptText(const DownloadOutcome& outcome) {
  return outcome.kept > 0
             ? ' ' + tr("%1 are kept; it goes on from there.").arg(sizeText(outcome.kept))
             : QString();
}

}  // namespace

QString sizeText(std::uint64_t bytes) {
  const double mega = static_cast<double>(bytes) / 1e6;
  if (mega >= 1000) return tr("%1 GB").arg(QLocale().toString(mega / 1000, 'f', 1));
  return tr("%1 MB").arg(QLocale().toString(mega, 'f', mega < 10 ? 1 : 0));
}

QString progressText(const DownloadProgress& progress, std::optional<double> secondsLeft) {
  const QString amount = progress.total > 0
                             ? tr("%1 of %2").arg(sizeText(progress.done), sizeText(progress.total))
                             : sizeText(progress.done);
  switch (progress.stage) {
    case DownloadStage::Connecting:
      return progress.attempt > 1 ? tr("Trying again…") : tr("Asking the server…");
    case DownloadStage::Downloading:
      return secondsLeft ? tr("%1, %2 left").arg(amount, durationText(*secondsLeft)) : amount;
    case DownloadStage::Waiting:
      return tr("The connection broke after %1; it is tried again in a moment.").arg(amount);
    case DownloadStage::Checking:
      return tr("Checking that nothing is damaged…");
    case DownloadStage::Unpacking:
      return tr("Unpacking…");
  }
  return {};
}

QString outcomeText(const DownloadOutcome& outcome) {
  const QString detail = QString::fromStdString(outcome.detail);
  switch (outcome.end) {
    case DownloadEnd::Done:
      return {};
    case DownloadEnd::Cancelled:
      return tr("Stopped.") + keptText(outcome);
    case DownloadEnd::Offline:
      return tr("The server can't be reached. Is this computer online? Music that is already here "
                "can be chosen as a folder.") +
             keptText(outcome);
    case DownloadEnd::Interrupted:
      return tr("The connection broke again and again. Try again later.") + keptText(outcome);
    case DownloadEnd::Refused:
      return tr("The server does not give the archive: %1").arg(detail);
    case DownloadEnd::WrongChecksum:
      return tr(
          "What arrived is not the archive that it should be, so it was deleted. Try again; "
          "if it happens twice, something between here and the server changes it.");
    case DownloadEnd::BadArchive:
      return tr("The archive can't be used and was deleted. %1").arg(detail);
    case DownloadEnd::DiskFull:
      return tr("The disk is full. Make room and go on. %1").arg(detail) + keptText(outcome);
    case DownloadEnd::Failed:
      return tr("It did not work: %1").arg(detail) + keptText(outcome);
  }
  return {};
}

}  // namespace cadenza::ui
