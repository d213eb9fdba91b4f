// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

int main(int argc, char** argv) {
  cadenza::cli::Commands commands;
  cadenza::cli::addInspect(commands);
  cadenza::cli::addCorpus(commands);
  cadenza::cli::addCompose(commands);
  cadenza::cli::addCompare(commands);
  cadenza::cli::addInfo(commands);
  cadenza::cli::addPack(commands);
#ifdef CADENZA_CLI_RENDERS
  cadenza::cli::addRender(commands);
#endif
#ifdef CADENZA_CLI_LEARNS
  cadenza::cli::addTrain(commands);
  cadenza::cli::addEvaluate(commands);
#endif
  return commands.run(argc, argv);
}
