#include "context/taskcontext.h"
