#include "app/commands/staleness.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace claimscope::app {
namespace {

constexpr std::string_view kAnnotation = "claimscope.io/sent";
constexpr std::size_t kDigits = 13;

/// Notes the stamp of each event that the sink behind it has taken.
class StampSink final : public FeedSink {
 public:
  StampSink(FeedSink& sink, Staleness& staleness) : m_sink(sink), m_staleness(staleness) {}

  void serverFound(const ServerInfo& server) override { m_sink.serverFound(server); }
  void sourceChanged(const SourceStatus& status) override { m_sink.sourceChanged(status); }
  void listStarted(const ApiResource& resource) override { m_sink.listStarted(resource); }
  Result<ListInfo> listPage(const ApiResource& resource, std::string& page) override { return m_sink.listPage(resource, page); }
  void listFinished(const ApiResource& resource, const std::string& resourceVersion) override {
    m_sink.listFinished(resource, resourceVersion);
  }
  void listAbandoned(const ApiResource& resource) override { m_sink.listAbandoned(resource); }
  Result<EventInfo> watchLine(const ApiResource& resource, std::string& event) override {
    const std::optional<std::int64_t> sent = sentAt(event);
    Result<EventInfo> info = m_sink.watchLine(resource, event);
    if (sent && info) {
      std::uint64_t version = 0;
      const std::string& text = info->resourceVersion;
      std::from_chars(text.data(), text.data() + text.size(), version);
      for (std::size_t i = 0; i < kKindCount; ++i) {
        if (kindRequest(static_cast<Kind>(i)).resource == resource.resource) {
          m_staleness.handedOver(static_cast<Kind>(i), version, *sent);
        }
      }
    }
    return info;
  }

 private:
  FeedSink& m_sink;
  Staleness& m_staleness;
};

class StampedSource final : public Source {
 public:
  StampedSource(std::unique_ptr<Source> source, Staleness& staleness) : m_source(std::move(source)), m_staleness(staleness) {}

  [[nodiscard]] const Clock& clock() const override { return m_source->clock(); }
  void start(Executor& decode, FeedSink& sink) override {
    m_sink = std::make_unique<StampSink>(sink, m_staleness);
    m_source->start(decode, *m_sink);
  }
  void stop() override { m_source->stop(); }
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override {
    m_source->fetch(kind, namespaceName, name, std::move(done));
  }
  void fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) override {
    m_source->fetchLog(request, std::move(done));
  }
  void reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                    std::function<void(AccessReport)> done) override {
    m_source->reviewAccess(kinds, namespaceName, std::move(done));
  }
  [[nodiscard]] Asker asker() override { return m_source->asker(); }
  [[nodiscard]] std::vector<Error> problems() const override { return m_source->problems(); }
  [[nodiscard]] std::string description() const override { return m_source->description(); }

 private:
  std::unique_ptr<StampSink> m_sink;  ///< the source behind may use it until it is gone
  std::unique_ptr<Source> m_source;
  Staleness& m_staleness;
};

}  // namespace

std::optional<std::int64_t> sentAt(std::string_view event) {
  const std::size_t at = event.find(kAnnotation);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  // JSON has `":"` between name and value, protobuf a tag and a length.
  const std::size_t first = at + kAnnotation.size();
  std::size_t digit = first;
  while (digit < event.size() && digit < first + 4 && (event[digit] < '0' || event[digit] > '9')) {
    ++digit;
  }
  std::int64_t sent = 0;
  const std::string_view text = event.substr(std::min(digit, event.size()), kDigits);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sent);
  return error == std::errc{} && end == text.data() + kDigits ? std::optional(sent) : std::nullopt;
}

void Staleness::handedOver(Kind kind, std::uint64_t resourceVersion, std::int64_t sentMs) {
  const std::lock_guard lock(m_mutex);
  m_pending[static_cast<std::size_t>(kind)].push_back({resourceVersion, sentMs});
}

void Staleness::shown(const cluster::Snapshot& snapshot) {
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  const std::lock_guard lock(m_mutex);
  for (std::size_t i = 0; i < kKindCount; ++i) {
    std::deque<Pending>& pending = m_pending[i];
    if (pending.empty()) {
      continue;
    }
    std::uint64_t newest = 0;
    visitKind(static_cast<Kind>(i), [&]<class T>(std::type_identity<T>) {
      snapshot.of<T>().forEachChangedSince(m_seen, [&](cluster::Slot, const T* object) {
        newest = object == nullptr ? newest : std::max(newest, object->meta.resourceVersion.number());
      });
    });
    while (!pending.empty() && pending.front().resourceVersion <= newest) {
      m_times.push_back(now - pending.front().sentMs);
      pending.pop_front();
    }
  }
  m_seen = snapshot.revision;
}

std::optional<Staleness::Summary> Staleness::summary() const {
  std::vector<std::int64_t> times;
  {
    const std::lock_guard lock(m_mutex);
    times = m_times;
  }
  if (times.empty()) {
    return std::nullopt;
  }
  std::sort(times.begin(), times.end());
  return Summary{times[times.size() / 2], times[times.size() * 99 / 100], times.back(), times.size()};
}

std::unique_ptr<Source> noteStamps(std::unique_ptr<Source> source, Staleness& staleness) {
  return std::make_unique<StampedSource>(std::move(source), staleness);
}

}  // namespace claimscope::app
