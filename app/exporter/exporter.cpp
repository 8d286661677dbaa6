#include "app/exporter/exporter.h"

#include <algorithm>

#include "app/exporter/cluster_metrics.h"
#include "app/exporter/http_server.h"
#include "app/exporter/source_metrics.h"
#include "model/base/log.h"
#include "model/diagnosis/disagreement.h"

namespace claimscope::exporter {
namespace {

using cluster::Snapshot;
using ::prometheus::MetricType;

constexpr std::int64_t kPageMs = 1000;
constexpr std::int64_t kShare = 10;  ///< looks and analyses may take a tenth of one processor

}  // namespace

std::vector<Kind> exporterKinds() {
  return {Kind::DeviceClass,
          Kind::DeviceTaintRule,
          Kind::Event,
          Kind::Namespace,
          Kind::Node,
          Kind::Pod,
          Kind::PodSchedulingContext,
          Kind::ResourceClaim,
          Kind::ResourceClaimParameters,
          Kind::ResourceClaimTemplate,
          Kind::ResourceClass,
          Kind::ResourceClassParameters,
          Kind::ResourceQuota,
          Kind::ResourceSlice};
}

Exporter::Exporter(Latest latest, LivesOf lives, Options options)
    : m_latest(std::move(latest)),
      m_livesOf(std::move(lives)),
      m_options(std::move(options)),
      m_lives(m_options.maxSeries),
      m_waiting(m_options.budgetMs, steadyMs) {}

Exporter::~Exporter() {
  m_thread.request_stop();
  if (m_thread.joinable()) {
    m_thread.join();
  }
}

void Exporter::start() {
  m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Exporter::run(const std::stop_token& stop) {
  std::int64_t nextAnalysis = 0;
  while (!stop.stop_requested()) {
    const std::int64_t began = steadyMs();
    const bool analysing = began >= nextAnalysis;
    look(analysing);
    const std::int64_t took = steadyMs() - began;
    if (analysing) {
      // What is still loading will be there in a moment.
      nextAnalysis = began + std::max(analysisIsWhole() ? m_options.analysisMs : m_options.tallyMs, took * kShare);
    }
    const std::int64_t pause = std::max(m_options.tallyMs, analysing ? std::int64_t{0} : took * kShare);
    std::unique_lock lock(m_sleepMutex);
    m_sleep.wait_for(lock, stop, std::chrono::milliseconds(pause), [] { return false; });
  }
}

bool Exporter::analysisIsWhole() const {
  const std::lock_guard lock(m_mutex);
  return m_analysis.findingsKnown && m_analysis.waiting.known;
}

void Exporter::look(bool analysing) {
  const cluster::SnapshotPtr snapshot = m_latest();
  tally(*snapshot);
  if (analysing) {
    analyse(*snapshot);
  }
}

void Exporter::tally(const Snapshot& snapshot) {
  if (snapshot.revision == m_tallied) {
    return;
  }
  m_tallied = snapshot.revision;
  if (const latency::LivesPtr lives = m_livesOf(snapshot)) {
    m_lives.note(*lives);
  }
  const std::lock_guard lock(m_mutex);
  m_failures.note(snapshot);
}

void Exporter::analyse(const Snapshot& snapshot) {
  const std::int64_t began = steadyMs();
  Analysis next;
  next.waiting = m_waiting.count(snapshot);
  next.findingsKnown = readable(snapshot, {Kind::ResourceClaim, Kind::ResourceSlice});
  if (next.findingsKnown) {
    for (const diagnosis::Finding& finding : diagnosis::diagnose(snapshot, m_notebook).findings) {
      ++next.findings[{finding.check, std::string(diagnosis::severityWord(finding.severity))}];
    }
  }
  next.atMs = steadyMs();
  next.seconds = static_cast<double>(next.atMs - began) / 1000;
  const std::lock_guard lock(m_mutex);
  m_analysis = std::move(next);
}

std::shared_ptr<const std::string> Exporter::metrics(Format format) {
  const std::lock_guard lock(m_pageMutex);
  ++m_scrapes;
  Cached& cached = m_pages[format];
  const std::int64_t began = steadyMs();
  if (cached.text == nullptr || began - cached.atMs >= kPageMs) {
    cached.text = std::make_shared<const std::string>(page(format));
    cached.atMs = began;
    m_pageSeconds = static_cast<double>(steadyMs() - began) / 1000;
  }
  return cached.text;
}

std::string Exporter::page(Format format) {
  const cluster::SnapshotPtr snapshot = m_latest();
  Page page;
  addClaims(*snapshot, m_options.maxSeries, page);
  addDevices(*snapshot, m_options.maxSeries, page);
  addSources(*snapshot, m_options.kinds, page);
  m_lives.collect(page);
  addFailures(page);
  addAnalysis(page);
  Series dropped("claimscope_series_dropped",
                 "Label sets of a metric that are summed up under `other` because the metric is at its cap.", MetricType::Gauge,
                 {{"metric", true}}, page.dropped.size() + 1);
  for (const auto& [metric, count] : page.dropped) {
    dropped.add({metric}, static_cast<double>(count));
  }
  page.families.push_back(dropped.family());
  page.families.push_back(
      single("claimscope_page_seconds", "What making the page before this one took.", MetricType::Gauge, m_pageSeconds));
  page.families.push_back(
      single("claimscope_scrapes_total", "Pages that were asked for.", MetricType::Counter, static_cast<double>(m_scrapes)));
  addProcess(page);
  return write(std::move(page.families), format);
}

void Exporter::addFailures(Page& page) const {
  const std::lock_guard lock(m_mutex);
  if (!m_failures.started()) {
    return;  // events may not be read: not zero, not known
  }
  Series errors(
      "dra_allocation_errors_total",
      "Failures seen since the exporter watches: FailedScheduling in which DynamicResources has a part, "
      "BindingConditionFailed (or timed out), ClaimCreationFailed, QuotaExceeded and PrepareFailed, each attempt once, by the "
      "counts of events.",
      MetricType::Counter, {{"reason", true}}, kFailures);
  for (std::size_t i = 0; i < kFailures; ++i) {
    const auto failure = static_cast<Failure>(i);
    errors.add({failureWord(failure)}, static_cast<double>(m_failures.count(failure)));
  }
  page.add(errors);
}

void Exporter::addAnalysis(Page& page) const {
  const std::lock_guard lock(m_mutex);
  if (m_analysis.atMs == 0) {
    return;
  }
  if (m_analysis.waiting.known) {
    Series reasons("claimscope_pending_claims", "Pending ResourceClaims by the reason that their explanation gives.",
                   MetricType::Gauge, {{"reason"}}, m_options.maxSeries);
    for (const auto& [reason, count] : m_analysis.waiting.reasons) {
      reasons.add({reason}, static_cast<double>(count));
    }
    page.add(reasons);
    page.families.push_back(
        single("claimscope_pending_claims_unexplained",
               "Pending ResourceClaims that there was no time to explain: above 0 the counts by reason are at least.",
               MetricType::Gauge, static_cast<double>(m_analysis.waiting.unexplained)));
  }
  if (m_analysis.findingsKnown) {
    Series findings("claimscope_findings", "What the checks of Claimscope found, by check and severity.", MetricType::Gauge,
                    {{"check"}, {"severity", true}}, m_options.maxSeries);
    for (const auto& [key, count] : m_analysis.findings) {
      findings.add({key.first, key.second}, static_cast<double>(count));
    }
    page.add(findings);
  }
  page.families.push_back(single("claimscope_analysis_seconds", "What the last analysis (reasons and findings) took.",
                                 MetricType::Gauge, m_analysis.seconds));
  page.families.push_back(single("claimscope_analysis_age_seconds", "Since the last analysis.", MetricType::Gauge,
                                 static_cast<double>(steadyMs() - m_analysis.atMs) / 1000));
}

Exporter::Readiness Exporter::readiness() const {
  const cluster::SnapshotPtr snapshot = m_latest();
  Readiness out;
  // One namespace is less than the cluster but it is what this exporter can ever see: ready, and the state says so.
  const auto answered = [&](Kind kind) {
    return snapshot->source(kind).status.state != SourceState::loading && snapshot->boundOf(kind) != Bound::unknown;
  };
  out.ready = answered(Kind::ResourceClaim) && answered(Kind::ResourceSlice);
  for (const Kind kind : m_options.kinds) {
    const SourceStatus& status = snapshot->source(kind).status;
    const bool needed = kind == Kind::ResourceClaim || kind == Kind::ResourceSlice;
    if (readable(*snapshot, {kind}) || (status.state == SourceState::notServed && !needed)) {
      continue;
    }
    out.text += kindRequest(kind).resource + ": " + std::string(sourceStateWord(status.state));
    if (status.error) {
      out.text += ": " + log::redact(status.error->message);
    }
    out.text += "\n";
  }
  return out;
}

}  // namespace claimscope::exporter
