// FeedSink: what every source of API bytes (API server, file, recording, simulation) delivers into. See each call's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope {

/// One kind as one server serves it. `resource` is the lower-case plural of the URL; the core group is "".
struct ApiResource {
  std::string group;
  std::string version;
  std::string resource;
  std::string kind;
  bool namespaced = true;

  /// "resource.k8s.io/v1" or "v1".
  [[nodiscard]] std::string apiVersion() const { return group.empty() ? version : group + "/" + version; }
  friend bool operator==(const ApiResource&, const ApiResource&) = default;
};

/// A kind Claimscope can decode and the versions it understands, best first.
struct KindRequest {
  std::string group;
  std::string resource;
  std::string kind;
  std::vector<std::string> versions;
  bool namespaced = true;
  int priority = 0;       ///< lower loads first: slices 0, claims 1, nodes 2, pods 3, events 9
  bool protobuf = false;  ///< its decoder takes protobuf too: asked for it, the server sends a third less
};

enum class SourceState : std::uint8_t {
  waiting,    ///< not asked yet
  loading,    ///< first list under way
  live,       ///< watch open
  polling,    ///< watch not possible, listed again from time to time
  stale,      ///< contact lost, retrying; objects are as of lastContact
  forbidden,  ///< 401 or 403 for this kind
  notServed,  ///< the server has no such kind; distinct from forbidden and from empty
  failed,     ///< gave up; error says why
  complete,   ///< a file or recording, fully read
};

/// "waiting", "loading", "live", …: the words of cli.md.
[[nodiscard]] std::string_view sourceStateWord(SourceState state);

/// Freshness and history of one kind's stream.
struct SourceStatus {
  ApiResource resource;
  SourceState state = SourceState::waiting;
  std::optional<Error> error;  ///< why stale, forbidden, failed
  Time lastContact;            ///< last byte the server sent for this kind
  std::string resourceVersion;
  std::uint64_t objects = 0;                     ///< loaded so far
  std::optional<std::uint64_t> expectedAtLeast;  ///< while loading: loaded + remainingItemCount
  std::uint64_t bytes = 0;
  std::uint64_t events = 0;
  Time loadingSince;             ///< when the list under way began, for a rate; not set when none is
  std::uint32_t relists = 0;     ///< full lists after the first
  std::uint32_t reconnects = 0;  ///< watches re-opened after an error
};

enum class Origin : std::uint8_t { apiServer, files, recording, demo };

/// Something a person should know about the server as a whole: its history went back (etcd restored), another cluster answers at
/// the same address, its versions changed, a proxy forbids watches.
struct ServerNotice {
  Time at;
  Error what;  ///< message, and what it means for what is shown
};

/// What is at the other end.
struct ServerInfo {
  Origin origin = Origin::apiServer;
  std::string context;     ///< name shown in the top bar
  std::string address;     ///< URL without credentials, or the path of the files
  std::string gitVersion;  ///< "v1.37.2"
  int major = 1;
  int minor = 0;                           ///< 0 when not known
  bool insecure = false;                   ///< TLS not verified: permanent red badge
  std::vector<ApiResource> served;         ///< discovery, only kinds we decode
  std::string user;                        ///< who the server says we are, empty when not known
  std::vector<ServerNotice> notices = {};  ///< newest last, at most 16
};

/// What a list page said about itself.
struct ListInfo {
  std::string resourceVersion;
  std::string continueToken;  ///< empty on the last page
  std::optional<std::uint64_t> remaining;
  std::uint64_t items = 0;
};

enum class EventType : std::uint8_t { added, modified, deleted, bookmark, error, unknown };

/// What a watch line said about itself.
struct EventInfo {
  EventType type = EventType::unknown;
  std::string resourceVersion;
  bool initialEventsEnd = false;  ///< bookmark annotated k8s.io/initial-events-end
  std::optional<Error> error;     ///< the Status of an ERROR event; expired for 410
};

/// Calls for one resource come one at a time and in order; different resources may call at once from different threads.
/// The sink decodes on the caller's thread, so callers use decode threads, never a network or GUI thread.
///
/// Bytes are JSON or Kubernetes' protobuf; the sink tells by how they begin. A protobuf list page begins with "k8s\0"; a protobuf
/// watch line is one WatchEvent without its length prefix (first byte 0x0a, where JSON has "{").
class FeedSink {
 public:
  virtual ~FeedSink() = default;

  virtual void serverFound(const ServerInfo& server) = 0;
  virtual void sourceChanged(const SourceStatus& status) = 0;

  /// A full list begins: what it does not contain will be deleted when it ends. Its items come as pages, or as watch lines
  /// (WatchList streaming: an ADDED line between listStarted and listFinished is an item of the list).
  virtual void listStarted(const ApiResource& resource) = 0;
  /// One page of a list, a `XList` document. The
  /// string may be grown (parser padding) but its bytes are not changed.
  virtual Result<ListInfo> listPage(const ApiResource& resource, std::string& json) = 0;
  virtual void listFinished(const ApiResource& resource, const std::string& resourceVersion) = 0;
  /// The list failed on the way; what had been loaded before stays.
  virtual void listAbandoned(const ApiResource& resource) = 0;

  /// One line of a watch: `{"type":…,"object":…}`. An object that cannot be decoded is skipped and counted, not fatal.
  virtual Result<EventInfo> watchLine(const ApiResource& resource, std::string& json) = 0;

  /// A watch line that was taken in at an earlier time, of an object that is in no list: what a demo or a recording remembers. It
  /// dates moments and changes nothing else. Oldest first, after the first lists.
  virtual void pastLine(const ApiResource& /*resource*/, std::string& /*json*/, Time /*received*/) {}
};

}  // namespace claimscope
