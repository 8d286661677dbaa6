// ScriptedServer: an API server without sockets in virtual time, that does what it is told for the next requests. One thread.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/base/feed.h"
#include "model/kube/transport.h"
#include "tests/model/kube/virtual_time.h"

namespace claimscope::kit {

/// One request under way.
class Call {
 public:
  Call(const VirtualTime& time, kube::Request request);

  /// Headers of a 200.
  void open();
  void data(const std::string& bytes);
  void line(const std::string& text) { data(text + "\n"); }
  /// The end: of a stream, or with a body.
  void finish(std::string body = {});
  /// An answer that is no success, with the Status of the API where no body is given.
  void refuse(int status, const std::string& message = "refused", std::optional<std::int64_t> retryAfterMs = std::nullopt,
              const std::string& body = {});
  /// The connection breaks.
  void breakOff();

  std::string path;  ///< without the query
  std::map<std::string, std::string> query;
  std::string verb;      ///< list, watch, stream (a WatchList), get
  std::string resource;  ///< plural
  std::string accept;
  std::int64_t atMs = 0;
  bool compressed = false;
  std::int64_t timeoutMs = 0;
  bool isOpen = true;

 private:
  void end(kube::Response response);
  kube::Request m_request;
};

class ScriptedServer final : public kube::Transport, public std::enable_shared_from_this<ScriptedServer> {
 public:
  using CallPtr = std::shared_ptr<Call>;
  using Reaction = std::function<void(const CallPtr&)>;

  explicit ScriptedServer(VirtualTime& time) : m_time(time) {}

  // The world.
  std::vector<ApiResource> served;
  std::string gitVersion = "v1.36.0";
  int minor = 36;
  std::string systemUid = "uid-of-the-cluster";
  std::uint64_t version = 100;
  bool streamsLists = true;
  std::int64_t bookmarkMs = 60'000;  ///< 0: none
  bool down = false;                 ///< every request and watch breaks
  bool deaf = false;                 ///< watches stay open and say nothing
  bool hole = false;                 ///< nothing is answered, and what was open then stays dead

  void add(const std::string& resource, const std::string& name) { change(resource, "ADDED", name); }
  void modify(const std::string& resource, const std::string& name) { change(resource, "MODIFIED", name); }
  void remove(const std::string& resource, const std::string& name) { change(resource, "DELETED", name); }
  /// The names and versions of a kind, as Picture has them.
  [[nodiscard]] std::string picture(const std::string& resource) const;
  /// The history so far is forgotten: watches from earlier versions get a 410.
  void compact() { m_compacted = version; }
  void breakWatches();

  /// What happens to the next requests of this verb and kind ("": any), in order; then they are answered well again.
  void next(const std::string& verb, const std::string& resource, Reaction reaction, int times = 1);
  /// As next, for ever.
  void always(const std::string& verb, const std::string& resource, Reaction reaction);
  void clearReactions() { m_reactions.clear(); }
  void answer(const CallPtr& call);

  [[nodiscard]] const std::vector<CallPtr>& calls() const { return m_calls; }
  [[nodiscard]] std::vector<CallPtr> calls(const std::string& verb, const std::string& resource) const;
  [[nodiscard]] std::size_t count(const std::string& verb, const std::string& resource) const {
    return calls(verb, resource).size();
  }
  [[nodiscard]] std::size_t openWatches(const std::string& resource) const;
  int reconnects = 0;

  // Transport.
  kube::RequestId submit(kube::Request request) override;
  void cancel(kube::RequestId id) override;
  void after(std::int64_t delayMs, std::function<void()> task) override;
  void reconnect() override { ++reconnects; }
  void close() override { m_closed = true; }

 private:
  struct Scripted {
    std::string verb;
    std::string resource;
    Reaction reaction;
    int times = 1;
  };
  struct Change {
    std::uint64_t version;
    std::string resource;
    std::string line;
  };
  void change(const std::string& resource, const std::string& type, const std::string& name);
  void list(const CallPtr& call);
  void watch(const CallPtr& call);
  void bookmarks(const CallPtr& call);
  [[nodiscard]] std::string objectOf(const std::string& resource, const std::string& name, std::uint64_t at) const;
  [[nodiscard]] std::string bookmark(bool initialEnd) const;

  VirtualTime& m_time;
  bool m_closed = false;
  std::uint64_t m_compacted = 0;
  std::map<std::string, std::map<std::string, std::uint64_t>> m_objects;
  std::vector<Change> m_changes;
  std::deque<Scripted> m_reactions;
  kube::RequestId m_lastId = 0;
  std::map<kube::RequestId, CallPtr> m_open;
  std::vector<CallPtr> m_calls;
};

/// What a sink has been told, object by object. One thread.
class Picture final : public FeedSink {
 public:
  [[nodiscard]] std::string text(const std::string& resource) const;
  [[nodiscard]] const SourceStatus& status(const std::string& resource) { return m_status[resource]; }
  [[nodiscard]] const ServerInfo& server() const { return m_server; }
  /// States in the order they were said, without repetitions.
  [[nodiscard]] const std::vector<SourceState>& states(const std::string& resource) { return m_states[resource]; }
  [[nodiscard]] const std::vector<std::string>& log() const { return m_log; }
  bool protobufUnreadable = false;

  void serverFound(const ServerInfo& server) override { m_server = server; }
  void sourceChanged(const SourceStatus& status) override;
  void listStarted(const ApiResource& resource) override;
  Result<ListInfo> listPage(const ApiResource& resource, std::string& json) override;
  void listFinished(const ApiResource& resource, const std::string& resourceVersion) override;
  void listAbandoned(const ApiResource& resource) override;
  Result<EventInfo> watchLine(const ApiResource& resource, std::string& json) override;

 private:
  struct Kind {
    std::map<std::string, std::string> objects;
    std::map<std::string, std::string> listed;
    bool listing = false;
    bool everListed = false;
  };
  std::map<std::string, Kind> m_kinds;
  std::map<std::string, SourceStatus> m_status;
  std::map<std::string, std::vector<SourceState>> m_states;
  ServerInfo m_server;
  std::vector<std::string> m_log;
};

}  // namespace claimscope::kit
