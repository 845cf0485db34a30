#include "items/activitymodel.h"
