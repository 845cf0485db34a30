#include "context/remoteanswer.h"
