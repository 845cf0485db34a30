#include "items/tasklistmodel.h"
