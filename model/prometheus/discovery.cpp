#include "model/prometheus/discovery.h"

#include <algorithm>

#include "model/base/words.h"
#include "model/prometheus/client.h"

namespace claimscope::prometheus {
namespace {

constexpr std::size_t kMostServices = 20'000;
constexpr std::size_t kMostMonitors = 5'000;
constexpr std::size_t kMostTried = 8;
constexpr std::int64_t kProbeMs = 6'000;
/// Read where the whole cluster's list is forbidden.
constexpr const char* kNamespaces[] = {"monitoring", "prometheus", "observability", "kube-prometheus-stack", "metrics"};

/// One search; steps call back one after another, so nothing of it is touched by two threads at once.
class Search : public std::enable_shared_from_this<Search> {
  template <class T>
  using ReadPage = Result<Page<T>> (*)(std::string_view);
  using Next = std::function<void(Search&, const std::optional<Error>&)>;

 public:
  Search(ApiGet get, MakeFetcher make, std::function<void(Place)> done)
      : m_get(std::move(get)), m_make(std::move(make)), m_done(std::move(done)) {}

  std::optional<Candidate> named;
  bool onlyMonitors = false;

  void start() {
    m_get("/version", [self = shared_from_this()](const Result<std::string>& body) {
      self->m_place.serverMinor = body ? readMinorVersion(*body) : 0;
      self->services();
    });
  }

 private:
  void services() {
    list<Service>("/api/v1/services", kMostServices, m_services, readServices,
                  [](Search& self, const std::optional<Error>& error) {
                    if (error && (error->code == ErrorCode::forbidden || error->code == ErrorCode::unauthenticated)) {
                      self.m_servicesKnown = false;
                      self.m_place.notice =
                          Error{error->code, "Services of the whole cluster cannot be listed",
                                "Only well-known namespaces are looked into. Ask for list on services, or give --prometheus",
                                std::nullopt, error->httpStatus};
                      self.wellKnown(0);
                      return;
                    }
                    if (error) {
                      self.m_servicesKnown = false;
                      self.m_place.notice = error->within("services");
                    }
                    self.operatorObjects();
                  });
  }

 private:
  /// Every page of a list, as far as `most`.
  template <class T>
  void list(const std::string& path, std::size_t most, std::vector<T>& into, ReadPage<T> read, Next next,
            const std::string& token = {}) {
    std::string query = path + "?limit=500";
    if (!token.empty()) {
      query += "&continue=" + encoded(token);
    }
    m_get(query, [self = shared_from_this(), path, most, &into, read, next = std::move(next)](const Result<std::string>& body) {
      if (!body) {
        next(*self, body.error());
        return;
      }
      Result<Page<T>> page = read(*body);
      if (!page) {
        next(*self, page.error());
        return;
      }
      std::move(page->items.begin(), page->items.end(), std::back_inserter(into));
      if (page->continueToken.empty() || into.size() >= most) {
        next(*self, std::nullopt);
      } else {
        self->list<T>(path, most, into, read, next, page->continueToken);
      }
    });
  }

  void wellKnown(std::size_t index) {
    if (index >= std::size(kNamespaces)) {
      operatorObjects();
      return;
    }
    list<Service>(std::string("/api/v1/namespaces/") + kNamespaces[index] + "/services", kMostServices, m_services, readServices,
                  [index](Search& self, const std::optional<Error>&) { self.wellKnown(index + 1); });
  }

  /// Of prometheus-operator; a cluster without it answers 404, which says nothing.
  void operatorObjects() {
    list<PrometheusObject>("/apis/monitoring.coreos.com/v1/prometheuses", kMostMonitors, m_prometheuses, readPrometheuses,
                           [](Search& self, const std::optional<Error>&) {
                             self.list<ServiceMonitor>("/apis/monitoring.coreos.com/v1/servicemonitors", kMostMonitors,
                                                       self.m_monitors, readServiceMonitors,
                                                       [](Search& inner, const std::optional<Error>&) { inner.listed(); });
                           });
  }

  void listed() {
    m_place.monitors = assess(m_monitors, m_services, m_prometheuses, m_servicesKnown);
    if (onlyMonitors) {
      m_done(std::move(m_place));
      return;
    }
    m_candidates = named ? std::vector<Candidate>{*named} : candidatesOf(m_services, m_prometheuses);
    probe(0);
  }

  void probe(std::size_t index) {
    if (index >= std::min(m_candidates.size(), kMostTried)) {
      finish(index);
      return;
    }
    const Candidate& candidate = m_candidates[index];
    const std::shared_ptr<Fetcher> fetcher = m_make(candidate);
    const Client client(fetcher, Way{true, "service " + candidate.text()}, {}, kProbeMs);
    client.ask({"vector(1)", {}, {}, 0}, [self = shared_from_this(), fetcher, index](const Answer& answer) {
      Tried tried{"service " + self->m_candidates[index].text(), {}, false};
      const bool one = !answer.error && answer.series.size() == 1;
      tried.answers = one;
      tried.said = one            ? std::string("answers")
                   : answer.error ? answer.error->message
                                  : std::string("answers nothing to vector(1)");
      if (const std::string prefix = tried.what + ": "; tried.said.starts_with(prefix)) {
        tried.said.erase(0, prefix.size());
      }
      self->m_place.tried.push_back(std::move(tried));
      if (one) {
        self->m_place.fetcher = fetcher;
        self->m_place.address = "service " + self->m_candidates[index].text() + self->m_candidates[index].prefix;
        self->finish(index);
        return;
      }
      if (answer.error && !self->m_error) {
        self->m_error = answer.error;
      }
      self->probe(index + 1);
    });
  }

  void finish(std::size_t tried) {
    m_place.serviceProxy = true;
    m_place.route = "through the API server";
    if (m_place.fetcher == nullptr && m_error) {
      // One is there and does not answer us: that is an error; that none is there is not.
      m_place.error = m_error;
      if (tried > 1) {
        m_place.error->message =
            words::counted(static_cast<std::int64_t>(tried), "Service") + " tried, none answers; " + m_place.error->message;
      }
    }
    m_done(std::move(m_place));
  }

  ApiGet m_get;
  MakeFetcher m_make;
  std::function<void(Place)> m_done;
  std::vector<Service> m_services;
  std::vector<PrometheusObject> m_prometheuses;
  std::vector<ServiceMonitor> m_monitors;
  bool m_servicesKnown = true;
  std::vector<Candidate> m_candidates;
  std::optional<Error> m_error;
  Place m_place;
};

}  // namespace

void discover(ApiGet get, MakeFetcher make, std::function<void(Place)> done) {
  std::make_shared<Search>(std::move(get), std::move(make), std::move(done))->start();
}

void discoverMonitors(ApiGet get, std::function<void(Place)> done) {
  const auto search = std::make_shared<Search>(std::move(get), nullptr, std::move(done));
  search->onlyMonitors = true;
  search->start();
}

void discoverNamed(const Candidate& candidate, ApiGet get, MakeFetcher make, std::function<void(Place)> done) {
  const auto search = std::make_shared<Search>(std::move(get), std::move(make), std::move(done));
  search->named = candidate;
  search->start();
}

}  // namespace claimscope::prometheus
