#pragma once

#include "tests/ui/uiworld.h"

namespace convoy::test {

//! A small workshop: two projects with milestones, tasks of every kind, comments, dependencies, reference texts.
void fillWithSamples(UiWorld& world);

} // namespace convoy::test
