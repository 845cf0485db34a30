#include "items/taskfilter.h"
