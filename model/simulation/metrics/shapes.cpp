#include "model/simulation/metrics/shapes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "model/simulation/random.h"

namespace claimscope::simulation::metrics {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kCountingSince = 7 * 24 * 60 * kMinuteMs;  // before the picture: counters have run for a week
constexpr std::int64_t kGapFrom = 9 * kMinuteMs;                  // before the picture: the kubelets were not scraped
constexpr std::int64_t kGapTo = 5 * kMinuteMs;

/// Which part of a log-normal distribution lies below an edge.
double below(double edge, double median, double sigma) {
  return 0.5 * std::erfc(-std::log(edge / median) / (sigma * std::sqrt(2.0)));
}

std::string edgeText(double edge) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::round(edge * 1e6) / 1e6);
  return {buffer, end.ptr};
}

}  // namespace

Context::Context(const Cluster& of)
    : cluster(of),
      start(of.highlight.ms - kCountingSince),
      gapFrom(of.highlight.ms - kGapFrom),
      gapTo(of.highlight.ms - kGapTo) {}

double Context::seconds(std::int64_t ms) const {
  return std::max(0.0, static_cast<double>(ms - start) / 1000);
}

double spread(std::uint64_t number) {
  return static_cast<double>(mixed(number) >> 11U) / 9007199254740992.0;
}

std::string textOf(const Text& text) {
  return std::string(text.view());
}

At counter(const Context& context, double perSecond, std::uint64_t seed, bool kubelet) {
  return [context, perSecond, phase = kTau * spread(seed), kubelet](std::int64_t ms) -> std::optional<double> {
    if (kubelet && ms >= context.gapFrom && ms < context.gapTo) {
      return std::nullopt;
    }
    const double s = context.seconds(ms);
    return perSecond * (s + 60 * (1 + std::sin(s / 600 + phase)));
  };
}

At constant(double value) {
  return [value](std::int64_t) -> std::optional<double> { return value; };
}

At createdSince(std::vector<std::int64_t> times) {
  std::sort(times.begin(), times.end());
  return [times = std::make_shared<const std::vector<std::int64_t>>(std::move(times))](std::int64_t ms) -> std::optional<double> {
    return static_cast<double>(std::upper_bound(times->begin(), times->end(), ms) - times->begin());
  };
}

void emitBuckets(const Context& context, const Labels& labels, const Distribution& of, std::uint64_t seed, const Emit& emit) {
  double edge = of.first;
  for (int i = 0; i <= of.buckets; ++i, edge *= of.factor) {
    const bool last = i == of.buckets;
    const double share = last ? 1.0 : below(edge, of.median, of.sigma);
    Source source{labels, {}};
    source.labels["le"] = last ? "+Inf" : edgeText(edge);
    const double swing = 0.35 * share * (1 - share);
    source.at = [context, of, share, swing, phase = kTau * spread(seed)](std::int64_t ms) -> std::optional<double> {
      if (of.kubelet && ms >= context.gapFrom && ms < context.gapTo) {
        return std::nullopt;
      }
      const double s = context.seconds(ms);
      return of.perSecond * (share * s + swing * 150 * (std::cos(phase) - std::cos(s / 150 + phase)));
    };
    emit(std::move(source));
  }
}

}  // namespace claimscope::simulation::metrics
