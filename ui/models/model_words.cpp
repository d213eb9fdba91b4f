// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ModelWords", text); }

bool isFaithful(const Recipe& recipe) {
  if (const auto* chords = std::get_if<ChordRecipe>(&recipe.kind)) return chords->faithful;
  const auto* triples = std::get_if<TripleRecipe>(&recipe.kind);
  return triples && triples->faithful;
}

}  // namespace

QString recipeText(const Recipe& recipe) {
  if (recipe.isOurs()) {
    return QStringLiteral("%1, %2").arg(recipeTitle(recipe), sizeTitle(recipe.size).toLower());
  }
  const QString title = recipe.name == "classic-a" ? tr("Classic A") : tr("Classic B");
  return isFaithful(recipe) ? tr("%1, faithful").arg(title) : title;
}

QString unitText(const Recipe& recipe) {
  const std::string_view unit = lossUnit(recipe);
  return QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
}

QString dayText(const ModelInfo& info) {
  const QDateTime made = QDateTime::fromString(QString::fromStdString(info.created), Qt::ISODate);
  if (!made.isValid()) return {};
  return QLocale().toString(made.toLocalTime().date(), QStringLiteral("d MMM yyyy"));
}

QString bytesText(std::uintmax_t bytes) {
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1,
                                     QLocale::DataSizeTraditionalFormat);
}

bool comparesLoss(const Recipe& a, const Recipe& b) {
  if (lossUnit(a) != lossUnit(b)) return false;
  return !a.isOurs() || !b.isOurs() || a.events().grid == b.events().grid;
}

QString comparisonText(const std::vector<ModelEntry>& models) {
  const bool all = std::all_of(models.begin(), models.end(), [&](const ModelEntry& model) {
    return comparesLoss(models.front().recipe, model.recipe);
  });
  if (!all) {
    return tr("Their losses can't be compared: they count different things. Compare by ear.");
  }
  const bool sameMusic = std::all_of(models.begin(), models.end(), [&](const ModelEntry& model) {
    return model.info.data == models.front().info.data;
  });
  return sameMusic ? tr("Their losses count the same, on the same music: lower is better.")
                   : tr("Their losses count the same, but each was measured on held-out pieces of "
                        "its own music.");
}

}  // namespace cadenza::ui
