// Tap: stands between a session and the store and watches what the sources say of themselves. One thread.
#pragma once

#include <map>
#include <string>

#include "model/base/feed.h"

namespace claimscope::matrix {

class Tap final : public FeedSink {
 public:
  explicit Tap(FeedSink& target) : m_target(target) {}

  [[nodiscard]] const SourceStatus& status(const std::string& plural) { return m_status[plural]; }
  [[nodiscard]] const ServerInfo& server() const { return m_server; }
  [[nodiscard]] std::uint64_t events() const { return m_events; }

  void serverFound(const ServerInfo& server) override {
    m_server = server;
    m_target.serverFound(server);
  }
  void sourceChanged(const SourceStatus& status) override {
    m_status[status.resource.resource] = status;
    m_target.sourceChanged(status);
  }
  void listStarted(const ApiResource& resource) override { m_target.listStarted(resource); }
  Result<ListInfo> listPage(const ApiResource& resource, std::string& bytes) override {
    return m_target.listPage(resource, bytes);
  }
  void listFinished(const ApiResource& resource, const std::string& resourceVersion) override {
    m_target.listFinished(resource, resourceVersion);
  }
  void listAbandoned(const ApiResource& resource) override { m_target.listAbandoned(resource); }
  Result<EventInfo> watchLine(const ApiResource& resource, std::string& bytes) override {
    ++m_events;
    return m_target.watchLine(resource, bytes);
  }

 private:
  FeedSink& m_target;
  std::map<std::string, SourceStatus> m_status;
  ServerInfo m_server;
  std::uint64_t m_events = 0;
};

}  // namespace claimscope::matrix
