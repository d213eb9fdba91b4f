// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace cadenza::ui {

/// Commands that other programs call otherwise.
[[nodiscard]] QStringList commandsWithSynonyms();
/// The synonyms of the command `id` that the words of `query` are prefixes of, in its order; empty
/// unless each word has one.
[[nodiscard]] QString synonymsThatBegin(const QString& id, const QString& query);

}  // namespace cadenza::ui
