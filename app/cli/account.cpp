#include "desk.h"

#include "words.h"

namespace convoy::cli {

std::vector<Command> accountCommands() { return {}; }

} // namespace convoy::cli
