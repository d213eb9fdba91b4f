// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "ui/compose/compose_session.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// The candidates side by side as small numbered pictures of their notes; a click shows one in the
/// roll. One that is still written has a dashed rim, the one that is shown a thick one and a bar.
class CandidateStrip : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the strip.
  CandidateStrip(ComposeSession& session, const Appearance& appearance, QWidget* parent = nullptr);

 private:
  class Chip;

  void renew();

  ComposeSession& session_;
  const Appearance& appearance_;
  std::vector<Chip*> chips_;
};

}  // namespace cadenza::ui
