// Snapshots of two scenarios, made once a program. One thread.
#pragma once

#include "tests/model/simulation/loaded_world.h"

namespace claimscope::topology {

inline const cluster::Snapshot& hybrid() {
  static const simulation::LoadedWorld kWorld("eks-hybrid");
  static const cluster::SnapshotPtr kSnapshot = kWorld.snapshot();
  return *kSnapshot;
}

inline const cluster::Snapshot& fleet() {
  static const simulation::LoadedWorld kWorld("fleet");
  static const cluster::SnapshotPtr kSnapshot = kWorld.snapshot();
  return *kSnapshot;
}

}  // namespace claimscope::topology
