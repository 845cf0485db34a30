#include "items/catalog.h"
