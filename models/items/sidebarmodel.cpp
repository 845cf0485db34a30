#include "items/sidebarmodel.h"
