#include "sync/status/sentences.h"
