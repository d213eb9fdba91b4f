// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/plot_style.h"

#include <qcustomplot.h>

#include "ui/controls/widgets.h"

namespace cadenza::ui {

void dressPlot(QCustomPlot& plot, const Theme& theme) {
  const QFont small = tabularFont(metrics::smallText);
  plot.setBackground(QBrush(theme.panel));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(theme.gridBar, 1));
    axis->setTickPen(QPen(theme.gridBar, 1));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLengthIn(0);
    axis->setTickLengthOut(4);
    axis->setTickLabelFont(small);
    axis->setTickLabelColor(theme.quietText);
    axis->setLabelFont(small);
    axis->setLabelColor(theme.quietText);
    axis->grid()->setPen(QPen(theme.grid, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot.xAxis->grid()->setVisible(false);
  plot.legend->setBrush(Qt::NoBrush);
  plot.legend->setBorderPen(Qt::NoPen);
  plot.legend->setFont(small);
  plot.legend->setTextColor(theme.quietText);
  plot.legend->setIconSize(28, 12);
}

}  // namespace cadenza::ui
