// Exporter: the metrics of a running source. One thread of its own; metrics() and the questions below: any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/exporter/failures.h"
#include "app/exporter/life_tally.h"
#include "app/exporter/text_format.h"
#include "app/exporter/waiting_reasons.h"
#include "model/cluster/snapshot.h"
#include "model/diagnosis/notebook.h"

namespace claimscope::exporter {

struct Options {
  std::size_t maxSeries = 500;       ///< of one metric; what is over goes under `other`
  std::vector<Kind> kinds;           ///< that are read
  std::int64_t budgetMs = 500;       ///< for explaining pending claims, at each analysis
  std::int64_t analysisMs = 10'000;  ///< between analyses, at least
  std::int64_t tallyMs = 1'000;      ///< between looks at lives and failures, at least
};

/// The kinds that metrics are made of: what installer/kubernetes/ allows the exporter to read, and nothing else.
[[nodiscard]] std::vector<Kind> exporterKinds();

class Exporter {
 public:
  /// `latest` gives the newest snapshot, never null; `lives` those of a snapshot's history.
  using Latest = std::function<cluster::SnapshotPtr()>;
  using LivesOf = std::function<latency::LivesPtr(const cluster::Snapshot&)>;
  Exporter(Latest latest, LivesOf lives, Options options);
  ~Exporter();
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  void start();
  /// One look of the thread: what has come since the last one is counted, and findings and reasons are brought up to date when
  /// `analyse`. For tests without the thread.
  void look(bool analyse);
  /// The page, made at most once a second.
  [[nodiscard]] std::shared_ptr<const std::string> metrics(Format format);

  struct Readiness {
    bool ready = false;
    std::string text;  ///< a line a kind that is missing
  };
  /// Ready once claims and slices are read and fresh: then the four names have values.
  [[nodiscard]] Readiness readiness() const;

 private:
  /// What the analysis found last.
  struct Analysis {
    WaitingCounts waiting;
    std::map<std::pair<std::string, std::string>, std::int64_t> findings;  ///< by check and severity
    bool findingsKnown = false;
    double seconds = 0;
    std::int64_t atMs = 0;  ///< steady; 0: never
  };
  void run(const std::stop_token& stop);
  void tally(const cluster::Snapshot& snapshot);
  void analyse(const cluster::Snapshot& snapshot);
  /// Everything that it looks at could be read.
  [[nodiscard]] bool analysisIsWhole() const;
  [[nodiscard]] std::string page(Format format);
  void addAnalysis(Page& page) const;
  void addFailures(Page& page) const;

  Latest m_latest;
  LivesOf m_livesOf;
  Options m_options;
  LifeTally m_lives;
  WaitingReasons m_waiting;
  diagnosis::Notebook m_notebook;
  cluster::Revision m_tallied = 0;

  mutable std::mutex m_mutex;  ///< guards what follows
  Failures m_failures;
  Analysis m_analysis;

  std::mutex m_pageMutex;  ///< one page at a time; guards what follows
  struct Cached {
    std::shared_ptr<const std::string> text;
    std::int64_t atMs = 0;
  };
  std::map<Format, Cached> m_pages;
  double m_pageSeconds = 0;
  std::uint64_t m_scrapes = 0;

  std::mutex m_sleepMutex;
  std::condition_variable_any m_sleep;
  std::jthread m_thread;  ///< last: it uses all of the above
};

}  // namespace claimscope::exporter
