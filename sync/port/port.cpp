// Gives the signals of the interfaces a home.
#include "sync/port/connectivity.h"
#include "sync/port/remoteapi.h"
#include "sync/port/secretstore.h"
#include "sync/port/tokens.h"
