#include "items/outboxmodel.h"
