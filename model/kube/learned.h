// Learned: what a session has found out about the server and the way to it, shared by its reflectors. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "model/kube/transport.h"

namespace claimscope::kube {

class Learned {
 public:
  /// Takes in how an answer travelled.
  void measure(const Timing& timing) {
    if (timing.connectUs > 0) {
      m_far = timing.connectUs >= kFarUs;
    }
    if (timing.wireBytes >= kTellingBytes && timing.transferUs > 0) {
      m_narrow = timing.wireBytes * 1'000'000 / static_cast<std::uint64_t>(timing.transferUs) < kNarrowBytesASecond;
    }
  }
  /// gzip pays: the server compresses 50 to 100 MB/s, so on a fast line it only costs.
  [[nodiscard]] bool isSlow() const { return m_far || m_narrow; }

  /// Whether the server can stream lists (WatchList); learnt from its version and from what it answers.
  [[nodiscard]] bool streamsLists() const { return m_streams; }
  void setStreamsLists(bool streams) { m_streams = streams && !m_refused; }
  /// A stream was refused or never ended its initial events: not asked again in this session.
  void streamRefused() {
    m_refused = true;
    m_streams = false;
  }

 private:
  static constexpr std::int64_t kFarUs = 5'000;
  static constexpr std::uint64_t kTellingBytes = 256U << 10U;
  static constexpr std::uint64_t kNarrowBytesASecond = 25'000'000;
  std::atomic<bool> m_far{false};
  std::atomic<bool> m_narrow{false};
  std::atomic<bool> m_streams{false};
  std::atomic<bool> m_refused{false};
};

}  // namespace claimscope::kube
