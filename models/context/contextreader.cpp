#include "context/contextreader.h"
