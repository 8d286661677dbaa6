#include "tests/ui/charts/sample_lives.h"

#include <algorithm>

namespace claimscope::ui {
namespace {

/// A small generator of its own: the same numbers with every library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_state(seed) {}
  std::uint64_t next() {
    m_state ^= m_state << 13;
    m_state ^= m_state >> 7;
    m_state ^= m_state << 17;
    return m_state;
  }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }

 private:
  std::uint64_t m_state;
};

}  // namespace

latency::Life lifeOf(const SampleLife& sample) {
  latency::Life life;
  life.uid = Uid(sample.namespaceName + "/" + sample.name);
  life.namespaceName = Text(sample.namespaceName);
  life.name = Text(sample.name);
  life.deviceClass = Text(sample.deviceClass);
  life.driver = Text(sample.driver);
  life.node = Text(sample.node);
  life.nodePool = Text("pool");
  life.pod = Text(sample.name + "-pod");
  life.ownerKind = Text("Job");
  life.ownerName = Text(sample.deviceClass + "-job");
  Time at = kSampleNow + -sample.agoMs;
  life.begun = {at, sample.evidence};
  for (std::size_t i = 0; i < latency::kStages && sample.stages[i]; ++i) {
    at = at + *sample.stages[i];
    life.reached[i] = {at, sample.evidence};
  }
  life.ended = sample.ended;
  return life;
}

latency::LivesPtr livesOf(std::vector<SampleLife> samples) {
  auto lives = std::make_shared<latency::Lives>();
  lives->now = kSampleNow;
  lives->since = kSampleNow + -2 * 3'600'000;
  lives->watchedSince = lives->since;
  std::stable_sort(samples.begin(), samples.end(), [](const SampleLife& a, const SampleLife& b) { return a.agoMs > b.agoMs; });
  for (const SampleLife& sample : samples) {
    lives->lives.push_back(lifeOf(sample));
  }
  return lives;
}

latency::LivesPtr someLives() {
  struct Kind {
    const char* deviceClass;
    const char* driver;
    const char* stem;
    std::array<std::int64_t, latency::kStages> usual;
    int count;
  };
  constexpr std::array<Kind, 4> kKinds{{{"gpu-compute-class", "gpu.nvidia.com", "ml-training", {180, 600, 400, 700, 500}, 240},
                                        {"mig-1g.10gb", "gpu.nvidia.com", "inference", {60, 900, 300, 1'500, 300}, 80},
                                        {"cpu-compute-class", "cpu.dra.io", "etl-cpu", {60, 200, 200, 150, 400}, 30},
                                        {"rdma-nic", "dra.net", "rdma-train", {60, 500, 2'600, 500, 300}, 9}}};
  Dice dice(42);
  std::vector<SampleLife> samples;
  for (const Kind& kind : kKinds) {
    for (int i = 0; i < kind.count; ++i) {
      SampleLife life;
      life.name = std::string(kind.stem) + "-" + std::to_string(i) + "-gpu-" + std::to_string(dice.between(1000, 9999));
      life.deviceClass = kind.deviceClass;
      life.driver = kind.driver;
      life.node = std::string("node-") + std::to_string(i % 12);
      life.agoMs = dice.between(40'000, 3'590'000);
      life.evidence = i % 3 == 0 ? latency::Evidence::field : latency::Evidence::watch;
      for (std::size_t s = 0; s < latency::kStages; ++s) {
        life.stages[s] = kind.usual[s] / 2 + dice.between(0, kind.usual[s]);
      }
      if (i % 12 == 7) {
        life.stages[1] = dice.between(20'000, 80'000);  // few that took long
        life.agoMs = std::max<std::int64_t>(life.agoMs, 120'000);
      }
      samples.push_back(life);
    }
  }
  const std::array<std::int64_t, 6> waits{862'000, 665'000, 580'000, 372'000, 180'000, 21'000};
  for (std::size_t i = 0; i < waits.size(); ++i) {
    SampleLife life;
    life.name = "ml-training-job-" + std::to_string(7 + i) + "-gpu-x4k2p";
    life.agoMs = waits[i];
    life.stages[0] = 500;
    if (i == 3) {
      life.stages[1] = 4'000;
      life.stages[2] = 1'000;
    }
    samples.push_back(life);
  }
  for (int i = 0; i < 2; ++i) {
    SampleLife life;
    life.name = "overnight-" + std::to_string(i);
    life.agoMs = 5'400'000;
    life.stages[0] = 500;
    samples.push_back(life);
  }
  return livesOf(std::move(samples));
}

latency::LivesPtr manyLives(std::size_t count, std::int64_t spanMs) {
  Dice dice(7);
  auto lives = std::make_shared<latency::Lives>();
  lives->now = kSampleNow;
  lives->since = kSampleNow + -2 * spanMs;
  lives->watchedSince = lives->since;
  lives->lives.reserve(count);
  std::vector<std::int64_t> ago;
  for (std::size_t i = 0; i < count; ++i) {
    ago.push_back(dice.between(0, spanMs - 1000));
  }
  std::sort(ago.rbegin(), ago.rend());
  for (std::size_t i = 0; i < count; ++i) {
    SampleLife sample;
    sample.namespaceName = "team-" + std::to_string(i % 40);
    sample.name = "claim-" + std::to_string(i);
    sample.deviceClass = "class-" + std::to_string(i % 8);
    sample.node = "node-" + std::to_string(i % 5000);
    sample.agoMs = ago[i];
    sample.evidence = latency::Evidence::watch;
    std::int64_t sum = 0;
    for (std::size_t s = 0; s < latency::kStages; ++s) {
      const std::int64_t took = dice.between(20, i % 97 == 0 ? 60'000 : 900);
      sum += took;
      if (sum > ago[i]) {
        break;
      }
      sample.stages[s] = took;
    }
    lives->lives.push_back(lifeOf(sample));
  }
  return lives;
}

latency::LivesPtr namedLives(const std::vector<std::string>& names) {
  std::vector<SampleLife> samples;
  std::int64_t ago = 600'000;
  for (const std::string& name : names) {
    SampleLife life;
    life.namespaceName = name;
    life.name = name;
    life.deviceClass = name;
    life.driver = name;
    life.node = name;
    life.agoMs = ago -= 5'000;
    if (samples.size() % 2 == 0) {
      life.stages = {1'000, 2'000, 3'000, 4'000, 5'000};
    } else {
      life.stages[0] = 1'000;
    }
    samples.push_back(life);
  }
  return livesOf(std::move(samples));
}

latency::ReportPtr reportOf(const latency::LivesPtr& lives, const latency::Question& question) {
  return std::make_shared<const latency::Report>(latency::report(*lives, question));
}

}  // namespace claimscope::ui
