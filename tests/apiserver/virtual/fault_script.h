// FaultScript: begins and ends any fault of the enumeration in a virtual server with a small world behind it. One thread.
#pragma once

#include <cstdint>
#include <string>

#include "tests/apiserver/virtual/small_world.h"
#include "tests/apiserver/virtual/virtual_server.h"

namespace claimscope::apiserver {

class FaultScript {
 public:
  /// The server's world must be a SmallWorld; for Fault::restored it must have been backed up.
  FaultScript(VirtualTime& time, VirtualServer& server) : m_time(time), m_server(server) {}

  /// `random` picks among the variants of a fault (an hour forward or back, a higher or lower resourceVersion …).
  void begin(Fault fault, const std::string& plural, std::uint64_t random);
  void end();
  [[nodiscard]] SmallWorld& world() const { return static_cast<SmallWorld&>(m_server.world()); }

 private:
  VirtualTime& m_time;
  VirtualServer& m_server;
  Fault m_fault = Fault::none;
  std::int64_t m_jumped = 0;
};

}  // namespace claimscope::apiserver
