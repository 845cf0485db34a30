#include "items/workbench.h"
