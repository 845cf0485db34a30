#include "items/dependencymodel.h"
