// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/corpus/csv.h"
#include "core/corpus/piece_table.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/midi_bytes.h"

namespace cadenza::test {
namespace {

void run(std::span<const std::byte> input) {
  const std::string text(reinterpret_cast<const char*>(input.data()), input.size());
  std::size_t characters = 0;
  const auto rows = parseCsv(text);
  for (const CsvRow& row : rows) {
    for (const std::string& field : row) characters += field.size();
  }
  require(characters <= text.size(), "fields are parts of the text");
  const PieceTable table = PieceTable::of(text);
  for (const CsvRow& row : rows) {
    for (const std::string& field : row) (void)table.find(field);
  }
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> seeds;
  for (const char* text :
       {"midi_filename,split\na.mid,train\nb.mid,validation\n",
        "\xef\xbb\xbf"
        "file,composer,title,licence\r\n\"a,b.mid\",\"A \"\"quoted\"\" name\",\"two\n"
        "lines\",PD\r\n",
        "canonical_composer,canonical_title,midi_filename\n,,\n\"open", ",,,\n\n\n"}) {
    seeds.emplace_back();
    appendText(seeds.back(), text);
  }
  return seeds;
}

}  // namespace

const FuzzTarget tableTarget{"table", run, seeds, 3000};

}  // namespace cadenza::test
