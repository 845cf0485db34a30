#pragma once

#include "domain/planted.h"
#include "tests/simulation/server.h"

namespace convoy::simulation {

//! A mistake, in the program or in the migrations, that the simulation has to find.
struct PlantedBug {
    const char* name;
    Planted inProgram = Planted::None;
    std::vector<Replacement> inServer {};
    int morePurges = 0; //!< where it shows after one only
};

[[nodiscard]] const std::vector<PlantedBug>& plantedBugs();

} // namespace convoy::simulation
