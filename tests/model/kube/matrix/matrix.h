// Matrix: one run of a fault against a session, reflector and store in virtual time, judged. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/apiserver/faults.h"

namespace claimscope::matrix {

/// When the fault begins.
enum class Phase : std::uint8_t { initial, steady, relist };
[[nodiscard]] std::string_view nameOf(Phase phase);

struct Spec {
  apiserver::Fault fault = apiserver::Fault::none;
  std::string plural = "pods";
  Phase phase = Phase::initial;
  std::uint64_t seed = 0;

  /// "FAULT:KIND:PHASE:SEED", what parse() takes.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<Spec> parse(std::string_view text);
};

struct Outcome {
  std::vector<std::string> problems;  ///< empty: all is well
  std::int64_t convergedMs = 0;       ///< from the end of the fault until the digests agreed
  std::int64_t unsaidMs = 0;          ///< longest time the store was wrong while the source claimed to be live
  std::uint64_t requests = 0;         ///< lists and watches of the kind
  std::uint64_t relists = 0;          ///< lists (not their further pages) after the first
  double deadRate = 0;                ///< requests a second of the kind in the worst minute against a dead server
};

/// `trace`: what happens is printed, for one run by hand.
[[nodiscard]] Outcome run(const Spec& spec, bool trace = false);

/// Every fault of the virtual server.
[[nodiscard]] std::vector<apiserver::Fault> faults();
[[nodiscard]] const std::vector<std::string>& plurals();

}  // namespace claimscope::matrix
