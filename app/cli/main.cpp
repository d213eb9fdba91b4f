// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "app/cli/commands.h"

int main(int argc, char** argv) {
  ::setenv("JACK_NO_START_SERVER", "1", 0);  // looking for a JACK server must not start one
  cadenza::cli::Commands commands;
  cadenza::cli::addInspect(commands);
  cadenza::cli::addCorpus(commands);
  cadenza::cli::addCompose(commands);
  cadenza::cli::addCompare(commands);
  cadenza::cli::addInfo(commands);
  cadenza::cli::addPack(commands);
#ifdef CADENZA_CLI_RENDERS
  cadenza::cli::addRender(commands);
  cadenza::cli::addPlay(commands);
  cadenza::cli::addPorts(commands);
#endif
#ifdef CADENZA_CLI_LEARNS
  cadenza::cli::addTrain(commands);
  cadenza::cli::addEvaluate(commands);
#endif
  return commands.run(argc, argv);
}
