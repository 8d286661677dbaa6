// Reservations: devices that are held in advance, who holds them, until when, and how; all of it read from the objects
// themselves, so that any copy of Claimscope can renew, hand over or release them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/actions/claim_use.h"

namespace claimscope::actions {

// Annotations of claims, placeholder pods and rules.
inline constexpr std::string_view kReservation = "claimscope.io/reservation";  ///< the name; also a label where it may be one
inline constexpr std::string_view kOwner = "claimscope.io/owner";
inline constexpr std::string_view kPurpose = "claimscope.io/purpose";
inline constexpr std::string_view kExpires = "claimscope.io/expires";  ///< RFC 3339; absent: never
inline constexpr std::string_view kMadeBy = "claimscope.io/made-by";   ///< "claimscope", or "adopted": the claim was there before
inline constexpr std::string_view kWay = "claimscope.io/way";          ///< the words of wayWord()

enum class Way : std::uint8_t {
  placeholder,  ///< a pod that does nothing uses a named claim
  taint,        ///< DeviceTaintRules with a private key
  immediate,    ///< classic allocationMode Immediate
  foreign,      ///< not by Claimscope: a claim that is allocated and reserved by nobody
};
/// "placeholder", "taint", "immediate", "foreign".
[[nodiscard]] std::string_view wayWord(Way way);

enum class ReservationState : std::uint8_t {
  waiting,  ///< the placeholder has no devices yet
  held,     ///< nobody uses it yet
  used,     ///< the real consumer is there: hand it over
  broken,   ///< the placeholder or the devices are gone: it holds nothing
};
/// "waiting", "held", "in use", "broken".
[[nodiscard]] std::string_view reservationWord(ReservationState state);

struct Reservation {
  std::string name;
  Way way = Way::placeholder;
  ReservationState state = ReservationState::held;
  std::string detail;  ///< "pod ml/x waits: no device is free", "ml/train-0 uses it"
  std::string owner;
  std::string purpose;
  Time made;
  Time expires;                                    ///< not set: never
  bool badExpiry = false;                          ///< there is a value and it is no time
  bool adopted = false;                            ///< the claim existed before: releasing leaves it there
  std::vector<cluster::DeviceIndex> devices = {};  ///< that it keeps from others now
  std::string node;
  cluster::ClaimIndex claim = cluster::kNone;      ///< of placeholder, immediate, foreign
  const Pod* pod = nullptr;                        ///< the placeholder
  std::vector<const DeviceTaintRule*> rules = {};  ///< of taint
  std::vector<std::string> consumers = {};         ///< "ns/name" of pods that use its devices, the placeholder left out
  std::string tolerationKey = {};                  ///< of taint: what a claim must tolerate

  /// The object that stands for it: the claim, else the first rule, else the pod.
  [[nodiscard]] ObjectRef object(const cluster::Snapshot& snapshot) const;
  /// Negative: overdue. None: it never expires.
  [[nodiscard]] std::optional<std::int64_t> leftMs(Time now) const;
  /// "2 h left", "overdue 22 m", "never expires".
  [[nodiscard]] std::string expiryWords(Time now) const;
};

/// Overdue ones first, then by expiry, those without one last; foreign ones after ours.
[[nodiscard]] std::vector<Reservation> reservationsOf(const cluster::Snapshot& snapshot);
/// By an object (claim, rule, or placeholder pod), or by kind "reservation" and the name, with the namespace where it matters. An
/// error says what there is.
[[nodiscard]] Result<Reservation> reservationOf(const cluster::Snapshot& snapshot, const ObjectRef& object);

/// What a way needs, gives and costs on this cluster, for the choice between them.
struct WayOffer {
  Way way = Way::placeholder;
  bool possible = true;
  std::string title;
  std::string because;             ///< why it is not possible
  std::vector<std::string> gives;  ///< what speaks for it
  std::vector<std::string> costs;
};
[[nodiscard]] std::vector<WayOffer> waysOffered(const cluster::Snapshot& snapshot);

/// "v1", "v1alpha2"; empty while the kind is not served.
[[nodiscard]] std::string servedClaimVersion(const cluster::Snapshot& snapshot);

/// What is asked in forms that Kubernetes cannot do, and why not.
[[nodiscard]] std::vector<std::string> waysNotOffered();

}  // namespace claimscope::actions
