#include "app/bridge/consent_desk.h"

#include <algorithm>

namespace claimscope::app {

kube::ExecAnswer ConsentDesk::ask(const kube::ExecRequest& request) {
  std::unique_lock lock(m_mutex);
  if (m_closed) {
    return kube::ExecAnswer::refuse;
  }
  const std::uint64_t id = m_next++;
  m_entries.push_back({{id, request}, std::nullopt});
  lock.unlock();
  m_changed();
  lock.lock();
  const auto mine = [&] {
    return std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.waiting.id == id; });
  };
  m_answered.wait(lock, [&] { return m_closed || mine()->answer.has_value(); });
  const auto entry = mine();
  const kube::ExecAnswer answer = entry->answer.value_or(kube::ExecAnswer::refuse);
  m_entries.erase(entry);
  const bool closed = m_closed;
  lock.unlock();
  if (!closed) {
    m_changed();
  }
  return answer;
}

std::vector<ConsentDesk::Waiting> ConsentDesk::waiting() const {
  const std::lock_guard lock(m_mutex);
  std::vector<Waiting> out;
  for (const Entry& entry : m_entries) {
    if (!entry.answer) {
      out.push_back(entry.waiting);
    }
  }
  return out;
}

void ConsentDesk::answer(std::uint64_t id, kube::ExecAnswer answer) {
  const std::lock_guard lock(m_mutex);
  for (Entry& entry : m_entries) {
    if (entry.waiting.id == id && !entry.answer) {
      entry.answer = answer;
    }
  }
  m_answered.notify_all();
}

void ConsentDesk::refuse(const std::string& context) {
  const std::lock_guard lock(m_mutex);
  for (Entry& entry : m_entries) {
    if (entry.waiting.request.context == context && !entry.answer) {
      entry.answer = kube::ExecAnswer::refuse;
    }
  }
  m_answered.notify_all();
}

void ConsentDesk::close() {
  const std::lock_guard lock(m_mutex);
  m_closed = true;
  m_answered.notify_all();
}

}  // namespace claimscope::app
