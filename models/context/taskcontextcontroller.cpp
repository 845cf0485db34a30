#include "context/taskcontextcontroller.h"
