#include "context/markdown.h"
