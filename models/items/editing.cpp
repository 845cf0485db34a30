#include "items/editing.h"
