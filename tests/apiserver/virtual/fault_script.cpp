#include "tests/apiserver/virtual/fault_script.h"

namespace claimscope::apiserver {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

/// Another cluster: behind, ahead, or with a history whose numbers overlap with those of the first.
std::unique_ptr<SmallWorld> otherCluster(const SmallWorld& world, std::uint64_t random) {
  SmallWorldOptions options;
  options.cluster = 2;
  options.objects = 12;
  switch (random % 3) {
    case 0:
      options.firstVersion = 100;
      break;
    case 1:
      options.firstVersion = world.resourceVersion() + 5'000;
      break;
    default:
      options.firstVersion = world.resourceVersion() > 30 ? world.resourceVersion() - 30 : 1;
  }
  auto other = std::make_unique<SmallWorld>(options);
  if (random % 3 == 2) {
    other->forgetCompaction();
  }
  return other;
}

}  // namespace

void FaultScript::begin(Fault fault, const std::string& plural, std::uint64_t random) {
  m_fault = fault;
  switch (fault) {
    case Fault::clockJump:
      m_jumped = random % 2 == 0 ? kHourMs : -kHourMs;
      m_time.jumpWall(m_jumped);
      return;
    case Fault::halfOpen:
      // Half of the time because the machine slept; connections do not survive that.
      if (random % 2 == 0) {
        m_time.jumpWall(2 * kHourMs);
      }
      break;
    case Fault::restored:
      world().restore();
      m_server.interrupt(Interruption::reset, {});
      return;
    case Fault::replaced:
      m_server.replaceWorld(otherCluster(world(), random));
      m_server.interrupt(Interruption::reset, {});
      return;
    case Fault::downgraded:
      world().serve(DraVersions::v1beta1);
      m_server.interrupt(Interruption::clean, {}, true);
      return;
    case Fault::absent:
      world().withdraw(plural);
      m_server.interrupt(Interruption::clean, plural, true);
      return;
    default:
      break;
  }
  m_server.setFault(fault, plural);
}

void FaultScript::end() {
  switch (m_fault) {
    case Fault::clockJump:
      m_time.jumpWall(-m_jumped);
      break;
    case Fault::downgraded:
      world().serve(DraVersions::both);
      break;
    case Fault::absent:
      world().withdraw({});
      break;
    default:
      m_server.clearFault();
  }
  m_fault = Fault::none;
}

}  // namespace claimscope::apiserver
