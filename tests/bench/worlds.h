// Worlds of the scenarios that benchmarks of stores and of what reads snapshots are run on. One thread, virtual time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "tests/model/simulation/loaded_world.h"

namespace claimscope::bench {

inline constexpr const char* kScenarios[] = {"eks-hybrid", "fleet", "extreme"};

/// By index in kScenarios. Worlds are made once: the extreme one takes seconds.
inline simulation::LoadedWorld& loaded(std::int64_t scenario) {
  static std::map<std::int64_t, std::unique_ptr<simulation::LoadedWorld>> kWorlds;
  std::unique_ptr<simulation::LoadedWorld>& world = kWorlds[scenario];
  if (world == nullptr) {
    world = std::make_unique<simulation::LoadedWorld>(kScenarios[scenario]);
  }
  return *world;
}

/// Lets time run until something changed: a claim is allocated, a pod starts, a short job goes away.
inline void advanceToNextChange(simulation::LoadedWorld& world) {
  const std::uint64_t before = world.snapshot()->totalChanges;
  for (int i = 0; i < 10'000 && world.snapshot()->totalChanges == before; ++i) {
    world.advance(50);
  }
}

}  // namespace claimscope::bench
