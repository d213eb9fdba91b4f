// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/corpus_record.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/json_text.h"
#include "core/base/number_text.h"
#include "core/base/plain_text.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;

constexpr std::size_t mostNamed = 3;

// Pieces of one file are told apart by what they hold.
using Pieces = std::multimap<std::string, std::string>;

std::string markOf(const CorpusPiece& piece) {
  return std::to_string(piece.contentHash) + " " + std::string(name(piece.split));
}

Pieces piecesOf(const Corpus& corpus) {
  Pieces pieces;
  for (const CorpusPiece& piece : corpus.pieces()) {
    pieces.emplace(piece.file, markOf(piece));
  }
  return pieces;
}

Pieces piecesOf(const std::string& record) {
  Pieces pieces;
  const Json json = parseJson(record);
  if (!json.is_array()) return pieces;
  for (const Json& piece : json) {
    if (!piece.is_array() || piece.size() != 2 || !piece[0].is_string() || !piece[1].is_string()) {
      continue;
    }
    pieces.emplace(piece[0].get<std::string>(), piece[1].get<std::string>());
  }
  return pieces;
}

std::string listed(const char* what, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string text = what;
  for (std::size_t i = 0; i < std::min(names.size(), mostNamed); ++i) {
    text += (i > 0 ? ", " : " ") + plainText(names[i], 200);
  }
  if (names.size() > mostNamed) text += " and " + countText(names.size() - mostNamed) + " more";
  return text;
}

}  // namespace

std::string recordOf(const Corpus& corpus) {
  Json json = Json::array();
  for (const auto& [file, mark] : piecesOf(corpus)) json.push_back({file, mark});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string changesSince(const std::string& record, const Corpus& corpus) {
  const Pieces before = piecesOf(record);
  if (before.empty()) return {};
  const Pieces now = piecesOf(recordOf(corpus));
  std::vector<std::string> added, removed, changed;
  for (auto piece = now.begin(); piece != now.end(); piece = now.upper_bound(piece->first)) {
    const auto [first, last] = now.equal_range(piece->first);
    const auto [firstBefore, lastBefore] = before.equal_range(piece->first);
    if (firstBefore == lastBefore) {
      added.push_back(piece->first);
    } else if (std::multimap(first, last) != std::multimap(firstBefore, lastBefore)) {
      changed.push_back(piece->first);
    }
  }
  for (auto piece = before.begin(); piece != before.end();
       piece = before.upper_bound(piece->first)) {
    if (!now.contains(piece->first)) removed.push_back(piece->first);
  }
  std::string text;
  for (const std::string& part :
       {listed("added:", added), listed("removed:", removed), listed("changed:", changed)}) {
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  }
  return text;
}

}  // namespace cadenza
