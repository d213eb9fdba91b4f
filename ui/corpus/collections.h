// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <cstdint>
#include <vector>

namespace cadenza::ui {

/// A well-known free collection of piano music as MIDI files.
struct Collection {
  QString id;  ///< its folder's name; for those that can be downloaded
  QString name;
  QString purpose;  ///< what is in it and what it is good for
  QString extent;   ///< "1,276 performances, 199 hours"
  QString licence;  ///< its name, kept with a model
  QString terms;    ///< what may be done with a model that learned from it
  QUrl home;
  QUrl archive = {};        ///< a zip; empty: only its page can be opened
  std::uint64_t bytes = 0;  ///< of the archive; 0 where that is not known
  QByteArray sha256 = {};   ///< of the archive; empty: it can't be checked

  [[nodiscard]] bool canDownload() const { return !archive.isEmpty(); }
};

/// Those that we know of, the most useful first.
[[nodiscard]] const std::vector<Collection>& collections();

}  // namespace cadenza::ui
